"""The identification of an acta as its capturist reads it, like a figure: the expected one is not shown (R-11)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget


class _Parte(QLineEdit):
    """One piece; Enter or Down goes on, Up goes back."""

    sigue = Signal()
    atras = Signal()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.sigue.emit()
        elif tecla.key() == Qt.Key.Key_Up:
            self.atras.emit()
        else:
            super().keyPressEvent(tecla)


class Identidad(QWidget):
    """Section, type, number and extension; `completa` after the last."""

    completa = Signal()

    def __init__(self, padre: QWidget | None = None) -> None:
        super().__init__(padre)
        datos = QFormLayout(self)
        datos.setContentsMargins(4, 4, 4, 4)
        self.partes: list[_Parte] = []
        for nombre, largo in (
            (self.tr("Sección"), 4),
            (self.tr("Tipo de casilla (B, C, E, S)"), 1),
            (self.tr("Número"), 2),
            (self.tr("Extensión (0 si no hay)"), 2),
        ):
            parte = _Parte(self)
            parte.setMaxLength(largo)
            parte.setAccessibleName(nombre)
            parte.setMaximumWidth(parte.fontMetrics().horizontalAdvance("0") * 14)
            parte.sigue.connect(self._sigue)
            parte.atras.connect(self._atras)
            rotulo = QLabel(nombre, self)
            rotulo.setBuddy(parte)
            datos.addRow(rotulo, parte)
            self.partes.append(parte)

    @property
    def leida(self) -> tuple[str, str, str, str]:
        seccion, tipo, numero, extension = (parte.text().strip() for parte in self.partes)
        return seccion, tipo, numero, extension

    def limpiar(self) -> None:
        for parte in self.partes:
            parte.clear()

    def poner(self, guardada: str) -> None:
        """What `guardable` gave."""
        for parte, texto in zip(self.partes, guardada.split("/"), strict=False):
            parte.setText(texto)

    @property
    def guardable(self) -> str:
        return "/".join(self.leida)

    def ir(self) -> None:
        """To the first piece that is missing."""
        falta = next((p for p in self.partes if not p.text()), self.partes[-1])
        falta.setFocus()
        falta.selectAll()

    def otra_vez(self) -> None:
        """To the first piece, to write all of it again: what is written over a refused one must not add to it."""
        self.partes[0].setFocus()
        self.partes[0].selectAll()

    def _sigue(self) -> None:
        n = next(n for n, parte in enumerate(self.partes) if parte is self.sender())
        if not self.partes[n].text() and n < len(self.partes) - 1:
            return
        if n + 1 < len(self.partes):
            self.partes[n + 1].setFocus()
            self.partes[n + 1].selectAll()
        else:
            self.completa.emit()

    def _atras(self) -> None:
        n = next(n for n, parte in enumerate(self.partes) if parte is self.sender())
        self.partes[max(n - 1, 0)].setFocus()
