"""A picture of a window, small and the same to the byte whenever the window is the same."""

from io import BytesIO

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QWidget

COLORES = 64
TAMANO_MAX = 150 * 1024


def retratar(ventana: QWidget) -> bytes:
    """PNG of at most COLORES colours."""
    memoria = QBuffer()
    memoria.open(QIODevice.OpenModeFlag.WriteOnly)
    ventana.grab().save(memoria, "PNG")
    with Image.open(BytesIO(memoria.data().data())) as entera:
        chica = entera.convert("RGB").quantize(COLORES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    salida = BytesIO()
    chica.save(salida, "PNG", optimize=True)
    return salida.getvalue()
