"""`prep ccv` (`python -m ccv`): the CCV's station; its arguments are read before Qt is imported."""

import argparse
import sys

from prep.orden.verbos import solo
from prep.ui.opciones import OpcionesDeEstacion, con_opciones


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_opciones(analizador, "ccv", _abrir)


def _abrir(opciones: OpcionesDeEstacion) -> int:
    from ccv.app import principal

    return principal(opciones)


if __name__ == "__main__":
    sys.exit(solo("ccv", "PREP: estación del CCV (imágenes de teléfono, captura y validación).", registrar))
