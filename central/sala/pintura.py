"""What is painted by hand on the board: bars that are looked at and texts that are known to fit."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter

from prep.ui.colores import linea, suelo, tinta

IZQUIERDA = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
DERECHA = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CHICA = 0.82  # of the text around it


@dataclass(frozen=True, slots=True)
class Texto:
    """Words in a box, one line."""

    caja: QRectF
    dicho: str
    fuente: QFont
    color: QColor
    alinea: Qt.AlignmentFlag = IZQUIERDA

    @property
    def sobra(self) -> float:
        """How much wider or taller than its box it is; 0 or less when it fits."""
        medida = QFontMetricsF(self.fuente)
        alto = medida.tightBoundingRect(self.dicho).height()
        return max(medida.horizontalAdvance(self.dicho) - self.caja.width(), alto - self.caja.height())


def fuente_de(fuente: QFont, parte: float = 1.0, *, negrita: bool = False) -> QFont:
    """`fuente` at a part of its size, its figures of one width."""
    otra = QFont(fuente)
    otra.setPointSizeF(fuente.pointSizeF() * parte)
    otra.setBold(negrita)
    otra.setFeature(QFont.Tag("tnum"), 1)
    return otra


def escribir(pincel: QPainter, textos: Iterable[Texto]) -> None:
    for texto in textos:
        pincel.setFont(texto.fuente)
        pincel.setPen(texto.color)
        pincel.drawText(texto.caja, texto.alinea | Qt.TextFlag.TextDontClip, texto.dicho)


def barra(pincel: QPainter, caja: QRectF, lleno: float, rayado: float = 0.0, papel: str = "foco") -> None:
    """A trough with `lleno` of it full, and `rayado` after that in stripes: told apart also without colour."""
    pincel.setPen(linea("borde"))
    pincel.setBrush(suelo("papel"))
    pincel.drawRect(caja.adjusted(0.5, 0.5, -0.5, -0.5))
    dentro = caja.adjusted(1, 1, -1, -1)
    pincel.setPen(Qt.PenStyle.NoPen)
    lleno, rayado = min(max(lleno, 0.0), 1.0), max(rayado, 0.0)
    ancho = dentro.width() * lleno
    pincel.fillRect(QRectF(dentro.x(), dentro.y(), ancho, dentro.height()), suelo(papel))
    if rayado:
        resto = min(dentro.width() * rayado, dentro.width() - ancho)
        rayas = QBrush(tinta("papel"), Qt.BrushStyle.BDiagPattern)
        pincel.fillRect(QRectF(dentro.x() + ancho, dentro.y(), resto, dentro.height()), rayas)


def tachar(pincel: QPainter, caja: QRectF) -> None:
    """Stripes over what is no longer known to be so."""
    pincel.fillRect(caja, QBrush(linea("borde", 0.35), Qt.BrushStyle.FDiagPattern))
