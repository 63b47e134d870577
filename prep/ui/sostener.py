"""A key that is held for a while: the one gesture that neither who copies the paper nor a reader makes."""

from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


class Sostenida(QObject):
    """`cumplida(key)` once it was down for `ms`; `suelta(key)` when it was let go before."""

    ms: ClassVar[int] = 400
    cumplida = Signal(str)
    suelta = Signal(str)

    def __init__(self, padre: QObject) -> None:
        super().__init__(padre)
        self._letra = ""
        self._reloj, self._despues = QTimer(self), QTimer(self)
        self._reloj.timeout.connect(self._despues.start)
        self._despues.timeout.connect(self._cumplir)  # after what a busy window had not looked at: it may be let go
        for reloj in (self._reloj, self._despues):
            reloj.setSingleShot(True)

    def apretar(self, letra: str, tecla: QKeyEvent) -> None:
        """It is down; what repeats by itself was down already."""
        if not tecla.isAutoRepeat():
            self._letra = letra
            self._reloj.start(self.ms)

    def soltar(self, tecla: QKeyEvent) -> None:
        """A key is up (any: with Shift, who knows which is first)."""
        letra = self._letra
        if letra and not tecla.isAutoRepeat():
            self.dejar()
            self.suelta.emit(letra)

    def dejar(self) -> None:
        """Another key, or the window is no longer in front: it is as if it had not been pressed."""
        self._reloj.stop()
        self._despues.stop()
        self._letra = ""

    def _cumplir(self) -> None:
        letra = self._letra
        self.dejar()
        if letra:
            self.cumplida.emit(letra)


class BotonSostenido(QPushButton):
    """Held with the mouse; of the keyboard only its own letter does it, which is its window's."""

    def __init__(self, texto: str, padre: QWidget) -> None:
        super().__init__(texto, padre)
        self.setAutoDefault(False)

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        tecla.ignore()

    def keyReleaseEvent(self, tecla: QKeyEvent) -> None:
        tecla.ignore()
