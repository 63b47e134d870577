"""`python -m simulacro telefono`: opens the CAE's page on this machine, with a centre behind it, for a person to try.

Exit code 130 at Ctrl-C; 1 when something of it fell; 2 when the folder or the port cannot be used.
"""

import argparse
import sys
from pathlib import Path

from central.catalogo.errores import causa
from central.nodo.binarios import ErrorNodo
from simulacro.carpeta import CarpetaAjena, limpiar
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.red.compania import ProgramaCaido
from simulacro.red.ordenes import NocheFallida
from simulacro.telefono import atender

PUERTO = 8600


def registrar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("--salida", type=Path, default=Path("salida/telefono"), metavar="CARPETA", help="dónde queda")
    orden.add_argument("--semilla", type=int, default=1, metavar="N", help="otra semilla, otro pueblo")
    orden.add_argument("--puerto", type=_puerto, default=PUERTO, metavar="N", help=f"de este equipo ({PUERTO})")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    opciones = OpcionesDeNoche(salida=argumentos.salida.absolute(), escala="pueblo", semilla=argumentos.semilla)
    try:
        limpiar(opciones.salida)
        atender(opciones, reunir(opciones), argumentos.puerto, lambda linea: print(linea, flush=True))
    except CarpetaAjena as error:
        print(error, file=sys.stderr)
        return 2
    except (ErrorNodo, NocheFallida, ProgramaCaido) as error:
        print(f"No se pudo abrir la página del CAE: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{opciones.salida}: no se puede usar: {causa(error)}", file=sys.stderr)
        return 2
    return 0


def _puerto(texto: str) -> int:
    numero = int(texto)
    if not 0 <= numero < 65_536:
        raise argparse.ArgumentTypeError("debe ir de 0 a 65535")
    return numero
