"""Whether windows can open on this machine, told in words: Qt itself would end with a traceback or an abort."""

import ctypes
import os
import socket
import sys
from pathlib import Path

PANTALLAS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
ESPERA_S = 5.0  # a Wayland compositor is on this machine


def impedimento(que: str = "la estación") -> str | None:
    """Why `que` cannot open here, and what to do; None when nothing is known against it."""
    if sys.platform.startswith("linux"):
        if not any(os.environ.get(p) for p in PANTALLAS):
            return f"No hay una pantalla donde abrir {que}. Ábrala en un escritorio."
        if mudas := rehusan():
            return f"No se puede abrir {que}: {mudas} no contesta o no da permiso. Ábrala en un escritorio."
    try:
        import PySide6.QtWidgets  # noqa: F401 -- it loads the libraries of the system
    except ImportError as error:
        return f"No se puede abrir {que}: {error}. Instale prep-estacion; en el código, «make setup» dice la línea."
    return None


def rehusan() -> str:
    """The screens that Qt would try, when none of them can be opened; "" when one can, or Qt draws on something else.

    Qt tries in turn the platforms that it is told (`wayland;xcb:…`), or else those whose variable is set.
    """
    pedidas = [p.partition(":")[0] for p in os.environ.get("QT_QPA_PLATFORM", "").split(";") if p]
    if any(p not in ("xcb", "wayland") for p in pedidas):
        return ""
    probadas = []
    for plataforma, variable, abre in (("wayland", "WAYLAND_DISPLAY", _wayland), ("xcb", "DISPLAY", _x11)):
        donde = os.environ.get(variable, "")
        if plataforma in pedidas or (donde and not pedidas):
            if abre(donde):
                return ""
            probadas.append(f"la pantalla «{donde}» ({variable})")
    return " ni ".join(probadas)


def _x11(donde: str) -> bool:
    """With the library with which Qt does it: the address, the permission (Xauthority) and the greeting are its own."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # not known: Qt's own library is another matter
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    for funcion in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        funcion.argtypes = (ctypes.c_void_p,)
    conexion = xcb.xcb_connect(donde.encode() or None, None)
    try:
        return not xcb.xcb_connection_has_error(conexion)
    finally:
        xcb.xcb_disconnect(conexion)


def _wayland(donde: str) -> bool:
    """Its socket, in the session's folder unless it says its whole path."""
    ruta = Path(os.environ.get("XDG_RUNTIME_DIR", ""), donde or "wayland-0")
    with socket.socket(socket.AF_UNIX) as enchufe:
        enchufe.settimeout(ESPERA_S)
        try:
            enchufe.connect(str(ruta))
        except OSError:
            return False
    return True
