"""A bad input: how its files are made, the exit code it must give, and a piece of the one line that must be said."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Caso:
    """One bad input, run through the real command by a parametrised test and printed by `make malos`."""

    nombre: str
    # writes its files under the folder and returns the argv after "python -m central"
    construir: Callable[[Path], list[str]]
    codigo: int
    mensaje: str
