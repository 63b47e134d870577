"""`prep catalogo esqueleto|comprobar|importar`: the files of a proceso, begun, checked, and kept in the centre.

Exit code 0 when it is done; 2 with every error when it cannot be, and then nothing was kept.
"""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from central.catalogo.errores import CatalogoInvalido
from central.catalogo.esqueleto import NoHayEsqueleto, escribir
from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import PerfilInvalido, cargar
from central.marco.conexion import BIEN, MAL_USO
from prep.domain.catalogo.catalogo import TipoCasilla
from prep.orden.opciones import ENTORNO_DATOS, avisar_de_antes, con_datos, con_json, decir_json
from prep.orden.secretos import EnRepositorio, con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones

AVISOS_MAX = 20


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    empieza = accion("esqueleto", "escribe los archivos que llena una entidad, con un ejemplo que se puede comprobar")
    empieza.add_argument("carpeta", type=Path, metavar="CARPETA", help="dónde se escriben")
    empieza.add_argument(
        "--de", type=Path, metavar="ARCHIVO", help="toma las casillas de un archivo del PREP de otro año"
    )
    empieza.set_defaults(ejecutar=_empezar)
    comprueba = accion("comprobar", "comprueba una carpeta de archivos; no guarda nada")
    _con_archivos(comprueba)
    con_json(comprueba)
    comprueba.set_defaults(ejecutar=_comprobar)
    importa = accion("importar", "comprueba una carpeta de archivos y la guarda en el centro")
    _con_archivos(importa)
    con_datos(importa)
    con_permiso(importa)
    importa.set_defaults(ejecutar=_importar)
    if not os.environ.get(ENTORNO_DATOS):
        importa.set_defaults(datos=None)  # said nowhere, it only checked; see `avisar_de_antes` below


def _con_archivos(analizador: argparse.ArgumentParser) -> None:
    analizador.add_argument(
        "carpeta",
        type=Path,
        metavar="CARPETA",
        help="carpeta con los archivos de resultados, o de casillas, y de candidaturas",
    )
    analizador.add_argument(
        "--perfil", default="cdmx-2024", help="perfil de la entidad (resources/entidades), o su archivo"
    )
    analizador.add_argument("--proceso", required=True, help="nombre del proceso, por ejemplo SIM-1")


def _empezar(argumentos: argparse.Namespace) -> int:
    try:
        escritos = escribir(argumentos.carpeta, argumentos.de)
    except NoHayEsqueleto as error:
        print(error, file=sys.stderr)
        return MAL_USO
    print("\n".join(map(str, escritos)))
    perfil = argumentos.carpeta / "perfil.toml"
    print(f"Llénelos, y compruebe: prep catalogo comprobar {argumentos.carpeta} --perfil {perfil} --proceso SIM-1")
    return BIEN


def _comprobar(argumentos: argparse.Namespace) -> int:
    importado = _leer(argumentos)
    if importado is None:
        return MAL_USO
    if argumentos.json:
        decir_json(_a_json(importado))
        return BIEN
    print("\n".join(resumen(importado)))
    print("Todo está bien. No se guardó nada: eso lo hace «prep catalogo importar», con --datos.")
    return BIEN


def _importar(argumentos: argparse.Namespace) -> int:
    if argumentos.datos is None:
        avisar_de_antes("catalogo importar, sin --datos", "catalogo comprobar")
        argumentos.json = False
        return _comprobar(argumentos)
    try:
        if not (argumentos.datos / "claves.json").exists():
            exigir_fuera(argumentos.datos, argumentos.aunque)
    except EnRepositorio as error:
        print(error, file=sys.stderr)
        return MAL_USO
    importado = _leer(argumentos)
    if importado is None:
        return MAL_USO
    print("\n".join(resumen(importado)))
    return _guardar(importado, argumentos.datos)


def _leer(argumentos: argparse.Namespace) -> Importado | None:
    """What the files say; None when they cannot be used, with every error told."""
    try:
        return importar(argumentos.carpeta, cargar(argumentos.perfil), argumentos.proceso)
    except PerfilInvalido as error:
        print(error, file=sys.stderr)
    except CatalogoInvalido as error:
        for linea in error.lineas():
            print(linea, file=sys.stderr)
        print(f"No se importó nada: hay {error.total} errores; corríjalos y vuelva a importar.", file=sys.stderr)
    return None


def resumen(importado: Importado) -> list[str]:
    """What was read, in lines for the administrator: actas by election and type, forms, centres, notices."""
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


def _a_json(importado: Importado) -> dict[str, object]:
    """The same with its stable keys, all the notices included."""
    catalogo = importado.catalogo
    por_eleccion = {
        e.codigo: [a for a in catalogo.actas.values() if a.eleccion == e.codigo] for e in catalogo.elecciones
    }
    return {
        "entidad": catalogo.entidad.nombre,
        "anio": catalogo.entidad.anio,
        "proceso": catalogo.proceso,
        "elecciones": [
            {
                "eleccion": codigo,
                "actas": len(actas),
                "por_tipo": {str(t): n for t, n in Counter(a.tipo for a in actas).items()},
                "sin_fila": sum(not a.en_archivo for a in actas),
            }
            for codigo, actas in por_eleccion.items()
        ],
        "formas": len(catalogo.formas),
        "sitios": len(catalogo.centros),
        "avisos": [str(aviso) for aviso in importado.avisos],
    }


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
        return MAL_USO
    print(f"Guardado en el nodo de {datos}: {len(importado.catalogo.actas)} actas.")
    return BIEN
