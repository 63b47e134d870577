"""`python -m simulacro practica`: draws the sheets with which people practise capture, into the resources.

Exit code 0; 2 when the folder cannot be written.
"""

import argparse
import sys
from pathlib import Path

from central.catalogo.errores import causa
from prep.practica.hojas import CARPETA
from simulacro.papel.dibujo.practica import laminas


def registrar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("--salida", type=Path, default=CARPETA, metavar="CARPETA", help="dónde quedan las imágenes")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    salida: Path = argumentos.salida
    hechas = laminas()
    try:
        salida.mkdir(parents=True, exist_ok=True)
        for nombre, contenido in hechas.items():
            (salida / nombre).write_bytes(contenido)
    except OSError as error:
        print(f"{salida}: no se puede escribir: {causa(error)}", file=sys.stderr)
        return 2
    print(f"{len(hechas)} hojas para practicar en {salida}: {sum(map(len, hechas.values())) / 1e6:.1f} MB")
    return 0
