"""`prep catd` (`python -m catd`): a CATD's station; its arguments are read before Qt is imported."""

import argparse
import sys

from prep.orden.verbos import solo
from prep.ui.opciones import OpcionesDeEstacion, con_opciones


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_opciones(analizador, "catd", _abrir)


def _abrir(opciones: OpcionesDeEstacion) -> int:
    from catd.app import principal

    return principal(opciones)


if __name__ == "__main__":
    sys.exit(solo("catd", "PREP: estación de un CATD (acopio, digitalización, captura y validación).", registrar))
