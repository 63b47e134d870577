"""The command line of a station's program, read before Qt is imported: `--help` is quick and needs no screen."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prep.orden.opciones import ENTORNO_DATOS, carpeta_de_datos, con_antes
from prep.orden.parada import sin_parada
from prep.orden.secretos import EnRepositorio, con_permiso, exigir_fuera
from prep.orden.verbos import MAL_USO
from prep.ui.escritorio import impedimento

DE_UN_NODO = "claves.json"  # its folder has it, a station's never


@dataclass(frozen=True, slots=True)
class OpcionesDeEstacion:
    """`datos`: the station's folder, from the root. `escala`: of the text, 1 to 2. `mudo`: without sounds.

    `programa`: `catd` or `ccv`.
    """

    datos: Path
    escala: float
    mudo: bool
    ventana: tuple[int, int] | None
    programa: str = "catd"


def con_opciones(
    analizador: argparse.ArgumentParser, programa: str, abrir: Callable[[OpcionesDeEstacion], int]
) -> None:
    """Adds a station's arguments; with them, and where windows can open, the command is `abrir`."""
    analizador.add_argument(
        "--datos",
        type=Path,
        default=carpeta_de_datos(Path.home() / ".prep" / programa),
        metavar="CARPETA",
        help=f"carpeta de la estación, una por puesto (la de {ENTORNO_DATOS}, o ~/.prep/{programa})",
    )
    con_antes(
        analizador, "--letra", "--escala", type=leer_escala, default=1.0, metavar="N",
        help="tamaño de la letra, de 1 a 2",
    )  # fmt: skip
    analizador.add_argument("--mudo", action="store_true", help="sin sonidos")
    analizador.add_argument("--ventana", type=leer_medida, metavar="ANCHOxALTO", help="en una ventana de ese tamaño")
    con_permiso(analizador)
    analizador.set_defaults(ejecutar=lambda leidos: _abrir(leidos, programa, abrir))


def _abrir(leidos: argparse.Namespace, programa: str, abrir: Callable[[OpcionesDeEstacion], int]) -> int:
    sin_parada()  # a window ends as any program does
    if (leidos.datos / DE_UN_NODO).exists():
        print(f"{leidos.datos} es la carpeta de un nodo, no la de una estación. Dé otra con --datos.", file=sys.stderr)
        return MAL_USO
    try:
        from prep.services.estacion.ficha import ARCHIVO  # here: it loads psycopg, which --help needs not

        if not (leidos.datos / ARCHIVO).exists():  # its first day: a password will be kept there
            exigir_fuera(leidos.datos, leidos.aunque)
    except EnRepositorio as error:
        print(error, file=sys.stderr)
        return MAL_USO
    if motivo := impedimento():
        print(motivo, file=sys.stderr)
        return MAL_USO
    return abrir(OpcionesDeEstacion(leidos.datos.absolute(), leidos.letra, leidos.mudo, leidos.ventana, programa))


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
