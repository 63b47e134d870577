"""Two images of one acta side by side, moved and enlarged together; what each is stands above it (R-07)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from prep.ui.piezas import decir, letrero
from prep.ui.visor import Visor


class ParDeVisores(QSplitter):
    """A is what was published, B the other source; where there is nothing to compare, A alone."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, padre)
        self.setChildrenCollapsible(False)
        self.visores = (Visor(self), Visor(self))
        self._cabezas = [letrero(self, f"imagen-{letra}") for letra in "ab"]
        self._lados = (QWidget(self), QWidget(self))
        for lado, cabeza, visor in zip(self._lados, self._cabezas, self.visores, strict=True):
            pila = QVBoxLayout(lado)
            pila.setContentsMargins(0, 0, 0, 0)
            pila.addWidget(cabeza)
            pila.addWidget(visor, 1)
            self.addWidget(lado)

    def titular(self, *dichos: str) -> None:
        for cabeza, dicho in zip(self._cabezas, dichos, strict=True):
            decir(cabeza, dicho, "nota")

    def enfocar(self, campo: str) -> None:
        for visor in self.visores:
            visor.enfocar(campo)

    def aumentar(self) -> None:
        for visor in self.visores:
            visor.aumentar()

    def mover(self, x: int, y: int) -> None:
        for visor in self.visores:
            visor.mover(x, y)

    def solo(self, si: bool) -> None:
        """Whether there is no B to show."""
        self._lados[1].setVisible(not si)
