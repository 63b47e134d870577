"""A layout that goes on in the next line when there is no room: bars and keys stay whole at 200 % text."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Fluido(QLayout):
    """Children from left to right at their own size, as many lines as they need."""

    def __init__(self, padre: QWidget | None = None, *, margen: int = 4, hueco: int = 6) -> None:
        super().__init__(padre)
        self._piezas: list[QLayoutItem] = []
        self._hueco = hueco
        self.setContentsMargins(margen, margen, margen, margen)

    def addItem(self, pieza: QLayoutItem) -> None:
        self._piezas.append(pieza)

    def count(self) -> int:
        return len(self._piezas)

    def itemAt(self, n: int) -> QLayoutItem | None:
        return self._piezas[n] if 0 <= n < len(self._piezas) else None

    def takeAt(self, n: int) -> QLayoutItem | None:
        return self._piezas.pop(n) if 0 <= n < len(self._piezas) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, ancho: int) -> int:
        return self._colocar(QRect(0, 0, ancho, 0), probar=True)

    def setGeometry(self, caja: QRect) -> None:
        super().setGeometry(caja)
        self._colocar(caja, probar=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        tamano = QSize()
        for pieza in self._piezas:
            tamano = tamano.expandedTo(pieza.minimumSize())
        margenes = self.contentsMargins()
        return tamano + QSize(margenes.left() + margenes.right(), margenes.top() + margenes.bottom())

    def _colocar(self, caja: QRect, *, probar: bool) -> int:
        m = self.contentsMargins()
        dentro = caja.adjusted(m.left(), m.top(), -m.right(), -m.bottom())
        x, y, alto = dentro.x(), dentro.y(), 0
        for pieza in self._piezas:
            if pieza.isEmpty():
                continue
            tamano = pieza.sizeHint()
            ancho = min(tamano.width(), max(dentro.width(), 1))
            if x > dentro.x() and x + ancho > dentro.right() + 1:
                x, y, alto = dentro.x(), y + alto + self._hueco, 0
            if not probar:
                pieza.setGeometry(QRect(QPoint(x, y), QSize(ancho, tamano.height())))
            x += ancho + self._hueco
            alto = max(alto, tamano.height())
        return y + alto - caja.y() + m.bottom()
