"""`prep diagnostico`: what support needs of a node that is not well, in one file, without persons or secrets.

Exit code 0 done; 2 there is no node in that folder, or the file cannot be written.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from central.mando.diagnostico import hacer
from central.marco.conexion import BIEN, MAL_USO
from central.nodo.binarios import ErrorNodo
from prep.orden.opciones import con_datos
from prep.orden.version import version


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument(
        "--salida", type=Path, default=Path("prep-diagnostico.tar.gz"), metavar="ARCHIVO",
        help="dónde dejarlo (prep-diagnostico.tar.gz)",
    )  # fmt: skip
    analizador.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    salida: Path = argumentos.salida
    try:
        if salida.exists():
            raise ErrorNodo(f"{salida} ya existe y no se sobrescribe: dé otro a --salida.")
        hecho = hacer(argumentos.datos, salida, version(), datetime.now(UTC))
    except ErrorNodo as error:
        print(error, file=sys.stderr)
        return MAL_USO
    except OSError as error:
        print(f"No se puede usar {error.filename or 'un archivo'}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    print(f"Diagnóstico en {salida}: {', '.join(hecho.archivos)}.")
    print("Sin nombres de personas, contraseñas, llaves, imágenes ni cifras. Ábralo antes de mandarlo: tar tzf.")
    for frase in hecho.omitido:
        print(frase, file=sys.stderr)
    return BIEN
