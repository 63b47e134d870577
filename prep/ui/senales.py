"""Small painted signs: a shape for each kind of news, so that colour is never the only sign."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from prep.ui.colores import suelo, tinta


class Senal(StrEnum):
    """What a piece of news is, whatever its words; its value is its role of colour."""

    BIEN = "bien"
    AVISO = "aviso"
    MAL = "mal"
    NOTA = "nota"
    ALERTA = "alerta"


def pintar(senal: Senal, lado: int, color: QColor | None = None) -> QPixmap:
    """A tick, a triangle, a cross, a dot or a stop, `lado` pixels each side."""
    imagen = QPixmap(lado, lado)
    imagen.fill(Qt.GlobalColor.transparent)
    pincel = QPainter(imagen)
    pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
    trazo(pincel, senal, QRectF(0, 0, lado, lado), color or tinta(senal))
    pincel.end()
    return imagen


def trazo(pincel: QPainter, senal: Senal, caja: QRectF, color: QColor) -> None:
    x, y, lado = caja.x(), caja.y(), min(caja.width(), caja.height())
    pluma = QPen(color, lado / 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pincel.setPen(pluma)
    pincel.setBrush(Qt.BrushStyle.NoBrush)

    def punto(a: float, b: float) -> QPointF:
        return QPointF(x + a * lado, y + b * lado)

    if senal is Senal.BIEN:
        pincel.drawPolyline(QPolygonF([punto(0.15, 0.55), punto(0.4, 0.8), punto(0.85, 0.22)]))
    elif senal is Senal.AVISO:
        pincel.drawPolygon(QPolygonF([punto(0.5, 0.12), punto(0.9, 0.86), punto(0.1, 0.86)]))
        pincel.drawLine(punto(0.5, 0.42), punto(0.5, 0.6))
    elif senal is Senal.MAL:
        pincel.drawLine(punto(0.2, 0.2), punto(0.8, 0.8))
        pincel.drawLine(punto(0.8, 0.2), punto(0.2, 0.8))
    elif senal is Senal.NOTA:
        pincel.setBrush(color)
        pincel.drawEllipse(punto(0.5, 0.5), lado * 0.22, lado * 0.22)
    else:
        pincel.drawEllipse(punto(0.5, 0.5), lado * 0.38, lado * 0.38)
        pincel.drawLine(punto(0.3, 0.5), punto(0.7, 0.5))


class FiguraDeSenal(QWidget):
    """A sign beside words; it says nothing by itself, so it takes no focus and has no name."""

    def __init__(self, senal: Senal, padre: QWidget | None = None) -> None:
        super().__init__(padre)
        self._senal = senal
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def mostrar(self, senal: Senal) -> None:
        if senal is not self._senal:
            self._senal = senal
            self.update()

    @property
    def senal(self) -> Senal:
        return self._senal

    def sizeHint(self) -> QSize:
        lado = round(self.fontMetrics().height() * 0.95)
        return QSize(lado, lado)

    def paintEvent(self, _: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = suelo(self._senal) if self._senal is Senal.ALERTA else tinta(self._senal)
        trazo(pincel, self._senal, QRectF(self.rect()).adjusted(1, 1, -1, -1), color)
        pincel.end()
