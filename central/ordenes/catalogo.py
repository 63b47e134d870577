"""The command `central catalogo importar`: 0 when it is done, 2 with every error when it cannot be."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from central.catalogo.errores import CatalogoInvalido
from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import PerfilInvalido, cargar
from prep.domain.catalogo.catalogo import TipoCasilla

AVISOS_MAX = 20


def registrar(parser: argparse.ArgumentParser) -> None:
    """Adds its subcommand."""
    ordenes = parser.add_subparsers(dest="accion", required=True, metavar="importar")
    importa = ordenes.add_parser(
        "importar", help="comprueba una carpeta de archivos y, con --datos, la guarda en el nodo"
    )
    importa.add_argument("carpeta", type=Path, help="carpeta con los archivos de resultados y de candidaturas")
    importa.add_argument(
        "--perfil", default="cdmx-2024", help="perfil de la entidad (resources/entidades), o su archivo"
    )
    importa.add_argument("--proceso", required=True, help="nombre del proceso, por ejemplo SIM-1")
    importa.add_argument("--datos", type=Path, help="carpeta de datos del nodo donde guardar el catálogo")
    importa.set_defaults(ejecutar=_importar)


def _importar(args: argparse.Namespace) -> int:
    try:
        importado = importar(args.carpeta, cargar(args.perfil), args.proceso)
    except PerfilInvalido as error:
        print(error, file=sys.stderr)
        return 2
    except CatalogoInvalido as error:
        for linea in error.lineas():
            print(linea, file=sys.stderr)
        print(f"No se importó nada: hay {error.total} errores; corríjalos y vuelva a importar.", file=sys.stderr)
        return 2
    for linea in resumen(importado):
        print(linea)
    if args.datos is None:
        print("Todo está bien. No se guardó: para guardarlo en el nodo, use --datos.")
        return 0
    return _guardar(importado, args.datos)


def resumen(importado: Importado) -> list[str]:
    """What was read, in lines for whoever imports: actas by election and type, forms, centres, notices."""
    catalogo = importado.catalogo
    lineas = [f"{catalogo.entidad.nombre} {catalogo.entidad.anio}, proceso {catalogo.proceso}"]
    por_tipo = Counter((a.eleccion, a.tipo) for a in catalogo.actas.values())
    for eleccion in catalogo.elecciones:
        actas = [a for a in catalogo.actas.values() if a.eleccion == eleccion.codigo]
        tipos = "  ".join(f"{t} {por_tipo[eleccion.codigo, t]}" for t in TipoCasilla if por_tipo[eleccion.codigo, t])
        sin_fila = sum(not a.en_archivo for a in actas)
        lineas.append(f"  {eleccion.codigo}: {len(actas)} actas esperadas ({tipos}); {sin_fila} sin fila en su archivo")
    lineas.append(f"  {len(catalogo.formas)} formas de acta, {len(catalogo.centros)} centros")
    avisos = importado.avisos
    lineas += [f"AVISO {aviso}" for aviso in avisos[:AVISOS_MAX]]
    if len(avisos) > AVISOS_MAX:
        lineas.append(f"y {len(avisos) - AVISOS_MAX} avisos más")
    return lineas


def _guardar(importado: Importado, datos: Path) -> int:
    """All of it or nothing, in one transaction of the node's base (R-10b: another proceso is refused there)."""
    # imported here: checking a folder needs no PostgreSQL
    from psycopg import Error as ErrorPostgres
    from sqlalchemy.exc import SQLAlchemyError

    from central.nodo.binarios import ErrorNodo
    from central.nodo.centro import asegurar_centro
    from central.nodo.cluster import Cluster
    from central.nodo.preparar import preparar
    from prep.net.identidad import LlaveInvalida
    from prep.store.catalogos import OtroProceso
    from prep.store.migrar import BaseMasNueva

    try:
        with Cluster(datos) as cluster:
            preparar(cluster, importado.catalogo, [asegurar_centro(datos)[1]], [])
    except (ErrorNodo, LlaveInvalida, OtroProceso, BaseMasNueva, ErrorPostgres, SQLAlchemyError, OSError) as error:
        print(f"{datos}: {str(error).splitlines()[0]}", file=sys.stderr)
        print("No se guardó nada.", file=sys.stderr)
        return 2
    print(f"Guardado en el nodo de {datos}: {len(importado.catalogo.actas)} actas.")
    return 0
