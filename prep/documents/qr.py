"""QR codes as PDF paths: sharp at any size, and fast enough for every label of a CATD."""

from functools import lru_cache
from itertools import groupby

from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

SILENCIO = 4  # blank modules that the norm asks for around the code

Tramo = tuple[int, int, int]  # row from the top, column, modules


@lru_cache(maxsize=4096)
def tramos(texto: str) -> tuple[int, tuple[Tramo, ...]]:
    """The modules of a side of the code of `texto`, error correction M, and its dark runs."""
    import numpy as np  # with the first label, not with the window that can print them
    import zxingcpp

    codigo = zxingcpp.create_barcode(texto, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    puntos = np.asarray(codigo.to_image(scale=1, add_quiet_zones=False)) == 0
    hallados: list[Tramo] = []
    for fila, modulos in enumerate(puntos.tolist()):
        columna = 0
        for oscuro, grupo in groupby(modulos):
            cuantos = len(list(grupo))
            if oscuro:
                hallados.append((fila, columna, cuantos))
            columna += cuantos
    return len(puntos), tuple(hallados)


def modulo_en(texto: str, caja: float, maximo: float) -> float:
    """The side of a module, in points, so that code and silence fit in a box of side `caja`; at most `maximo`."""
    return min(maximo, caja / (tramos(texto)[0] + 2 * SILENCIO))


def lado_de(texto: str, modulo: float) -> float:
    """The side of the code in points, without its silence."""
    return tramos(texto)[0] * modulo


def dibujar(lienzo: Canvas, texto: str, x: float, y: float, modulo: float) -> None:
    """Draws the code, without its silence, with its lower left corner at (x, y)."""
    lado, oscuros = tramos(texto)
    camino = lienzo.beginPath()
    for fila, columna, cuantos in oscuros:
        camino.rect(x + columna * modulo, y + (lado - 1 - fila) * modulo, cuantos * modulo, modulo)
    lienzo.setFillColor(black)
    lienzo.drawPath(camino, stroke=0, fill=1)
