"""A QR code that stands among the paragraphs of a page, with what it says in letters below."""

from reportlab.platypus import Flowable

from prep.documents.estilo import CHICO, NORMAL, ajustar
from prep.documents.qr import SILENCIO, dibujar, lado_de

MODULO, AIRE = 2.6, 6.0  # points


class CodigoQr(Flowable):
    def __init__(self, texto: str) -> None:
        super().__init__()
        self._texto, self._silencio = texto, SILENCIO * MODULO
        lado = lado_de(texto, MODULO) + 2 * self._silencio
        self.width, self.height = lado, lado + CHICO + AIRE

    def draw(self) -> None:
        dibujar(self.canv, self._texto, self._silencio, CHICO + AIRE + self._silencio, MODULO)
        dicho, tamano = ajustar(self._texto, self.width * 2, NORMAL, CHICO)
        self.canv.setFont(NORMAL, tamano)
        self.canv.drawString(self._silencio, AIRE / 2, dicho)
