"""Whether windows can open on this machine, told in words: Qt itself would end with a traceback or an abort."""

import os
import sys

PANTALLAS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def impedimento(que: str = "la estación") -> str | None:
    """Why `que` cannot open here, and what to do; None when nothing is known against it."""
    if sys.platform.startswith("linux") and not any(os.environ.get(p) for p in PANTALLAS):
        return f"No hay una pantalla donde abrir {que}. Ábrala en un escritorio."
    try:
        import PySide6.QtWidgets  # noqa: F401 -- it loads the libraries of the system
    except ImportError as error:
        return f"No se puede abrir {que}: {error}. «make setup» dice la línea que instala lo que falta."
    return None
