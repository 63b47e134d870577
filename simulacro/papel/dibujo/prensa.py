"""What prints: plain text that never leaves its box, frames and lines, on a grey sheet."""

from functools import lru_cache
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

from prep.documents.estilo import NEGRITA, NORMAL, ajustar
from prep.domain.catalogo.plano import Caja

FUENTES = {NORMAL: "Vera.ttf", NEGRITA: "VeraBd.ttf"}  # Bitstream Vera, which comes inside ReportLab
PAPEL, NEGRO, GRIS, TENUE = 238, 25, 135, 205
MINIMO = 9  # pixels of the smallest letter


class Prensa:
    """Puts text and lines on a sheet; a text never leaves its box."""

    def __init__(self, lienzo: Image.Image) -> None:
        self.pincel = ImageDraw.Draw(lienzo)

    def texto(
        self, texto: str, caja: Caja, tamano: float, fuente: str = NORMAL, tinta: int = NEGRO, centro: bool = False
    ) -> None:
        """One line in the middle of the height of `caja`: smaller if it is long, and then cut with an ellipsis."""
        x0, y0, x1, y1 = caja
        cabe, talla = ajustar(texto, x1 - x0 - 2, fuente, min(tamano, (y1 - y0) * 0.92), minimo=MINIMO)
        letra = _letra(fuente, int(talla))
        x = (x0 + x1) / 2 if centro else x0
        self.pincel.text((x, (y0 + y1) / 2), cabe, tinta, letra, anchor="mm" if centro else "lm")

    def marco(self, caja: Caja, tinta: int = GRIS, fondo: int | None = None, grueso: int = 2) -> None:
        self.pincel.rectangle((caja[0], caja[1], caja[2] - 1, caja[3] - 1), fondo, tinta, grueso)

    def casillas(self, casillas: tuple[Caja, ...]) -> None:
        for casilla in casillas:
            self.marco(casilla, GRIS, 246)

    def linea(self, x0: int, x1: int, y: int) -> None:
        self.pincel.line((x0, y, x1, y), NEGRO, 2)


@lru_cache(maxsize=128)
def _letra(fuente: str, tamano: int) -> ImageFont.FreeTypeFont:
    ruta = Path(reportlab.__file__).parent / "fonts" / FUENTES[fuente]
    return ImageFont.truetype(str(ruta), tamano, layout_engine=ImageFont.Layout.BASIC)
