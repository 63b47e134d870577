"""`python -m simulacro pueblo`: writes an invented election, always the same with the same seed.

Exit code 0 when its files are written; 2 when the profile or the folder cannot be used.
"""

import argparse
import sys
from pathlib import Path

from central.catalogo.errores import causa
from central.catalogo.perfil_toml import PerfilInvalido, cargar
from simulacro.pueblo.generar import generar
from simulacro.pueblo.inventar import ESCALAS


def registrar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("carpeta", type=Path, metavar="CARPETA", help="carpeta donde se escriben los archivos")
    orden.add_argument("--perfil", default="cdmx-2024", help="perfil de la entidad (resources/entidades), o su archivo")
    orden.add_argument("--semilla", type=int, default=1, metavar="N", help="otra semilla, otra elección")
    orden.add_argument("--escala", choices=ESCALAS, default="pueblo", help="de qué tamaño")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    carpeta: Path = argumentos.carpeta
    try:
        generar(carpeta, cargar(argumentos.perfil), argumentos.semilla, argumentos.escala)
    except PerfilInvalido as error:
        print(f"perfil: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{carpeta}: no se puede escribir: {causa(error)}", file=sys.stderr)
        return 2
    print(f"Elección inventada (semilla {argumentos.semilla}, {argumentos.escala}) en {carpeta}")
    return 0
