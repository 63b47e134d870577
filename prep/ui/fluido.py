"""A layout that goes on in the next line when there is no room: bars and keys stay whole at 200 % text."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Fluido(QLayout):
    """Children from left to right at their own size, centred in their line, as many lines as they need.

    `margen`: above and below; at the sides it begins where its neighbours do.
    """

    def __init__(self, padre: QWidget | None = None, *, margen: int = 4, hueco: int = 6) -> None:
        super().__init__(padre)
        self._piezas: list[QLayoutItem] = []
        self._hueco = hueco
        self.setContentsMargins(0, margen, 0, margen)

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
        y = dentro.y()
        for renglon in self._renglones(max(dentro.width(), 1)):
            x, alto = dentro.x(), max(tamano.height() for _, tamano in renglon)
            for pieza, tamano in renglon:
                if not probar:
                    pieza.setGeometry(QRect(QPoint(x, y + (alto - tamano.height()) // 2), tamano))
                x += tamano.width() + self._hueco
            y += alto + self._hueco
        return max(y - self._hueco, dentro.y()) - caja.y() + m.bottom()

    def _renglones(self, ancho: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The children in sight, line by line, each with its size; none wider than `ancho`."""
        renglones: list[list[tuple[QLayoutItem, QSize]]] = []
        lleva = 0
        for pieza in self._piezas:
            if pieza.isEmpty():
                continue
            tamano = QSize(min(pieza.sizeHint().width(), ancho), pieza.sizeHint().height())
            if not renglones or lleva + tamano.width() > ancho:
                renglones.append([])
                lleva = 0
            renglones[-1].append((pieza, tamano))
            lleva += tamano.width() + self._hueco
        return renglones
