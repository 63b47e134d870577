"""The curves of a night, painted: told apart by their stroke as well as by their colour."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from central.sala.pintura import DERECHA, IZQUIERDA, Texto, escribir, fuente_de
from central.tablero.noche.trazos import MARCAS_Y, Linea, Trazado
from prep.ui.colores import linea, suelo, tinta

CENTRO: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
META: Final = 90
PLUMAS: Final[Mapping[Linea, tuple[str, float, Qt.PenStyle]]] = {
    Linea.CONOCIDA: ("conocida", 1.5, Qt.PenStyle.DashLine),
    Linea.RECIBIDAS: ("recibidas", 2.0, Qt.PenStyle.SolidLine),
    Linea.REGISTRADAS: ("registradas", 3.5, Qt.PenStyle.SolidLine),
    Linea.PRONOSTICO: ("registradas", 2.5, Qt.PenStyle.DotLine),
}


class CurvasDeNoche(QWidget):
    """What is drawn, or one sentence where there is nothing to draw."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.setObjectName("curvas")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._trazado: Trazado | None = None

    def mostrar(self, trazado: Trazado | None, dicho: str) -> None:
        """`dicho`: the same for who does not see it."""
        self._trazado = trazado
        self.setAccessibleName(dicho)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(800, 15 * self.fontMetrics().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.fillRect(self.rect(), suelo("papel"))
        t = self._trazado
        if t is None:
            return
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        alto = QFontMetricsF(self.font()).height()
        caja = QRectF(self.rect()).adjusted(4.2 * alto, 1.8 * alto, -alto, -1.7 * alto)

        def lugar(minuto: float, parte: float) -> QPointF:
            return QPointF(caja.left() + caja.width() * minuto / t.fin, caja.bottom() - caja.height() * parte)

        self._rejilla(pincel, t, caja, alto, lugar(t.ahora, 0).x())
        if t.entre:
            desde, hasta = lugar(t.entre[0], META / 100), lugar(t.entre[1], META / 100)
            franja = QRectF(desde.x(), desde.y() - alto / 4, hasta.x() - desde.x(), alto / 2)
            pincel.fillRect(franja, suelo("bien").darker(115))
        for trazo in t.trazos:
            pincel.setPen(_pluma(trazo.linea))
            pincel.drawPolyline(QPolygonF([lugar(*punto) for punto in trazo.puntos]))
        self._leyenda(pincel, t, caja, alto)

    def _rejilla(self, pincel: QPainter, t: Trazado, caja: QRectF, alto: float, ahora: float) -> None:
        textos, fuente = [], fuente_de(self.font(), 0.9)
        for marca in MARCAS_Y:
            y = caja.bottom() - caja.height() * marca / 100
            pincel.setPen(QPen(tinta("tenue") if marca == META else linea("reja"), 1))
            pincel.drawLine(QPointF(caja.left(), y), QPointF(caja.right(), y))
            letrero = QRectF(0, y - alto / 2, caja.left() - alto / 2, alto)
            textos.append(Texto(letrero, f"{marca} %", fuente, tinta("papel"), DERECHA))
        for minuto, hora in t.horas:
            x = caja.left() + caja.width() * minuto / t.fin
            pincel.setPen(QPen(linea("reja"), 1))
            pincel.drawLine(QPointF(x, caja.top()), QPointF(x, caja.bottom()))
            letrero = QRectF(x - 3 * alto, caja.bottom() + alto / 4, 6 * alto, alto)
            textos.append(Texto(letrero, hora, fuente, tinta("papel"), CENTRO))
        pincel.setPen(QPen(tinta("papel"), 1.5))
        pincel.drawLine(QPointF(ahora, caja.top() - alto / 4), QPointF(ahora, caja.bottom()))
        escribir(pincel, textos)

    def _leyenda(self, pincel: QPainter, t: Trazado, caja: QRectF, alto: float) -> None:
        x, textos, fuente = caja.left(), [], fuente_de(self.font(), 0.9)
        for trazo in t.trazos:
            pincel.setPen(_pluma(trazo.linea))
            pincel.drawLine(QPointF(x, alto), QPointF(x + 2.5 * alto, alto))
            ahora = f" {100 * trazo.puntos[-1][1]:.1f} %" if trazo.linea in (Linea.RECIBIDAS, Linea.REGISTRADAS) else ""
            dicho = trazo.nombre + ahora
            ancho = QFontMetricsF(fuente).horizontalAdvance(dicho) + 4
            textos.append(Texto(QRectF(x + 3 * alto, alto / 2, ancho, alto), dicho, fuente, tinta("papel"), IZQUIERDA))
            x += 4.5 * alto + ancho
        escribir(pincel, textos)


def _pluma(curva: Linea) -> QPen:
    color, ancho, trazo = PLUMAS[curva]
    return QPen(linea(color), ancho, trazo, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
