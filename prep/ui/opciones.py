"""The command line of a station's program, read before Qt is imported: `--help` is quick and needs no screen."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OpcionesDeEstacion:
    """`datos`: the station's folder. `escala`: of the text, 1 to 2. `mudo`: without sounds."""

    datos: Path
    escala: float
    mudo: bool
    ventana: tuple[int, int] | None


def leer(programa: str, descripcion: str, argumentos: list[str] | None = None) -> OpcionesDeEstacion:
    """Exits with code 2 and a sentence when it cannot be used."""
    analizador = argparse.ArgumentParser(prog=f"python -m {programa}", description=descripcion, add_help=False)
    analizador.add_argument("-h", "--help", "--ayuda", action="help", help="muestra esta ayuda y termina")
    analizador.add_argument(
        "--datos",
        type=Path,
        default=Path.home() / ".prep" / programa,
        metavar="CARPETA",
        help="carpeta de la estación; una por puesto (%(default)s)",
    )
    analizador.add_argument("--escala", type=leer_escala, default=1.0, metavar="N", help="tamaño de la letra, de 1 a 2")
    analizador.add_argument("--mudo", action="store_true", help="sin sonidos")
    analizador.add_argument("--ventana", type=leer_medida, metavar="ANCHOxALTO", help="en una ventana de ese tamaño")
    leidos = analizador.parse_args(argumentos)
    return OpcionesDeEstacion(leidos.datos, leidos.escala, leidos.mudo, leidos.ventana)


def leer_escala(texto: str) -> float:
    escala = float(texto)
    if not 1.0 <= escala <= 2.0:
        raise argparse.ArgumentTypeError("el tamaño de la letra va de 1 a 2")
    return escala


def leer_medida(texto: str) -> tuple[int, int]:
    ancho, _, alto = texto.partition("x")
    if not (ancho.isdigit() and alto.isdigit() and 640 <= int(ancho) <= 8000 and 400 <= int(alto) <= 8000):
        raise argparse.ArgumentTypeError("escriba la medida así: 1366x768")
    return int(ancho), int(alto)
