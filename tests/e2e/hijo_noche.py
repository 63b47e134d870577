"""A night of the drill as a child of an interpreter that has imported what it uses (tests/hijos.py)."""

import sys
from functools import partial

from prep.orden.parada import con_parada
from simulacro.__main__ import principal
from simulacro.ordenes import noche

__all__ = ["jugar", "noche"]


def jugar(argumentos: list[str]) -> None:
    """As `python -m simulacro noche ARGUMENTOS…`, to its exit code."""
    sys.exit(con_parada(partial(principal, ["noche", *argumentos])))
