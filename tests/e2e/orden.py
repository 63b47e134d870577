"""An order of `prep` in a process of its own, forked from an interpreter that has already imported what orders use.

The interpreter's own beginning, `python -m prep`, is tried by what these tests leave running (Maquina.encender), by the
windows, and by tests/orden and tests/installer.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from central import ordenes
from prep.__main__ import entrada
from tests.architecture.arbol import RAIZ

for modulo in iter_modules(ordenes.__path__):
    import_module(f"{ordenes.__name__}.{modulo.name}")


def mandar(aqui: Path, orden: list[str]) -> None:
    """As `prep ORDEN…` in that folder; ends with its exit code."""
    os.chdir(aqui)
    os.environ["PYTHONPATH"] = str(RAIZ)  # of what the order starts in its turn
    sys.argv = ["prep", *orden]
    sys.exit(entrada())
