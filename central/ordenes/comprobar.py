"""`prep comprobar`: the files installed from packages, against their lists, and these against who signed them.

Exit code 0 all are those of the lists (and these of the key, if it was given); 3 some is not; 2 there is no list, or
bad use.
"""

import argparse
import sys
from pathlib import Path

from central.mando.instalado import comparar, listas, sin_firma
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso
from central.ordenes.corte import leer_publica

SIN_PAQUETES = "Aquí no hay nada instalado desde paquetes: no hay lista con qué comparar."
QUE_HACER = (
    "Instale de nuevo sus paquetes (apt install --reinstall ./prep-….deb); si nadie los tocó, avise a quien audita."
)
SIN_COMPARAR = "Quién hizo las listas no se revisó: dé --firmas y --publica."
SE_DICEN = 50


def registrar(analizador: argparse.ArgumentParser) -> None:
    analizador.add_argument(
        "--firmas", type=Path, metavar="CARPETA", help="donde están las firmas de las listas, que van con los paquetes"
    )
    analizador.add_argument("--publica", metavar="HEX", help="llave pública de quien hizo los paquetes, por otra vía")
    analizador.add_argument(
        "--raiz",
        type=Path,
        default=Path("/"),
        metavar="CARPETA",
        help="de qué disco: el de otra máquina, o su copia (/)",
    )
    analizador.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    """Compares, prints and returns the exit code."""
    try:
        publica = leer_publica(argumentos.publica)
        if (publica is None) != (argumentos.firmas is None):
            raise MalUso("--firmas y --publica van juntas.")
        raiz: Path = argumentos.raiz
        if not listas(raiz):
            raise MalUso(SIN_PAQUETES)
        comparado = comparar(raiz)
        faltas = [*comparado.faltas, *(sin_firma(raiz, argumentos.firmas, publica) if publica else ())]
    except MalUso as error:
        print(error, file=sys.stderr)
        return MAL_USO
    except OSError as error:
        print(f"No se puede leer {error.filename or 'un archivo'}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    if faltas:
        print("\n".join(faltas[:SE_DICEN]), file=sys.stderr)
        mas = f" Y {len(faltas) - SE_DICEN} más." if len(faltas) > SE_DICEN else ""
        print(f"Lo instalado no es lo que se empacó.{mas} {QUE_HACER}", file=sys.stderr)
        return RECHAZADO
    print(f"{comparado.archivos} archivos iguales a sus listas: {', '.join(comparado.paquetes)}.")
    print("Las listas las firmó esa llave." if publica else SIN_COMPARAR)
    return BIEN
