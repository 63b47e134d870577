"""A PDF drawn page by page, whoever asks: PDFium may be in one thread only."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image

PUNTOS: Final = 72  # a PDF's units in an inch
_PDFIUM = threading.Lock()


class PdfAbierto:
    """Its pages, measured and drawn in grey."""

    def __init__(self, documento: pypdfium2.PdfDocument) -> None:
        self._documento = documento
        with _PDFIUM:
            self.cuantas = len(documento)

    def medidas(self, numero: int) -> tuple[float, float]:
        """Width and height of a page, in points."""
        with _PDFIUM:
            pagina = self._documento[numero]
            try:
                ancho, alto = pagina.get_size()
            finally:
                pagina.close()
        return float(ancho), float(alto)

    def dibujar(self, numero: int, ppp: float, lado_max: int) -> Image.Image:
        """One page at `ppp`, unless its long side would have more than `lado_max` px."""
        with _PDFIUM:
            pagina = self._documento[numero]
            try:
                escala = min(ppp / PUNTOS, lado_max / max(*pagina.get_size(), 1))
                mapa = pagina.render(scale=escala, grayscale=True)
                puntos = mapa.to_numpy()
                return Image.fromarray(np.array(puntos[..., 0] if mapa.n_channels > 1 else puntos.squeeze()))
            finally:
                pagina.close()


@contextmanager
def pdf_abierto(contenido: bytes) -> Iterator[PdfAbierto]:
    """Raises pypdfium2.PdfiumError: it is damaged, or has a password."""
    with _PDFIUM:
        documento = pypdfium2.PdfDocument(contenido)
    try:
        yield PdfAbierto(documento)
    finally:
        with _PDFIUM:
            documento.close()
