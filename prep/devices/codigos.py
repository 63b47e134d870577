"""Reads the QR code of an acta's label: at half size, then a blurred crop where it is stuck, then at full size.

The order and the sizes are those that read every label of the trial, worst pages included; whichever side is up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from prep.devices.imagen import Gris, reducir
from prep.domain.catalogo.plano import ALTO, ANCHO, ETIQUETA

MARGEN = 0.04  # of the sheet, around the place of the label: nobody sticks it exactly there
BORRON = (5, 5)  # what noise is taken off with, in pixels
GIROS = (0, 90, 180, 270)  # degrees


@dataclass(frozen=True, slots=True)
class CodigosLeidos:
    """The different texts of the codes on a page (the same one twice is one), and how the page is turned, in degrees.

    `giro`: one of GIROS, clockwise; what undoes it is turning the page as much to the other side.
    """

    textos: tuple[str, ...] = ()
    giro: int = 0


def leer(pagina: Gris, recta: Gris | None = None) -> CodigosLeidos:
    """The codes of `pagina`; `recta`: the same sheet straightened, where the label's place is known exactly."""
    qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for vista in _vistas(pagina, recta):
        hallados = zxingcpp.read_barcodes(vista, formats=qr)
        textos = tuple(dict.fromkeys(h.text for h in hallados if h.text))
        if textos:
            return CodigosLeidos(textos, round(hallados[0].orientation / 90) * 90 % 360)
    return CodigosLeidos()


def _vistas(pagina: Gris, recta: Gris | None) -> Iterator[Gris]:
    yield reducir(pagina, ANCHO // 2)  # the whole of it first: there may be another sheet beside the straightened one
    if recta is not None:
        yield reducir(recta, ANCHO // 2)
        yield _borrosa(_recorte(recta))
    else:
        for veces in range(len(GIROS)):
            # A turned page has its label in another corner: it is looked for there, and left turned.
            derecha = np.rot90(pagina, veces)
            yield np.ascontiguousarray(np.rot90(_borrosa(_recorte(derecha)), -veces))
    yield pagina


def _recorte(hoja: Gris) -> Gris:
    """Where the label is, on a sheet that fills `hoja`."""
    alto, ancho = hoja.shape
    x0, y0, x1, y1 = ETIQUETA
    a, b = max(0.0, x0 / ANCHO - MARGEN), max(0.0, y0 / ALTO - MARGEN)
    c, d = x1 / ANCHO + MARGEN, y1 / ALTO + MARGEN
    return np.ascontiguousarray(hoja[int(b * alto) : int(d * alto), int(a * ancho) : int(c * ancho)])


def _borrosa(recorte: Gris) -> Gris:
    return np.asarray(cv2.GaussianBlur(recorte, BORRON, 0), dtype=np.uint8)
