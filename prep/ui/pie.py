"""The keys at the foot of a screen: the buttons of its actions, and those keys that are no buttons."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from prep.ui import acciones
from prep.ui.fluido import Fluido
from prep.ui.piezas import decir


class PieDeTeclas(QWidget):
    """They go on in another line where they do not fit."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._fila = Fluido(self)

    def boton(self, accion: QAction, *, principal: bool = False) -> QPushButton:
        """One more button; `principal` when it is the next thing to do."""
        hecho = acciones.boton(accion, self, principal=principal)
        self._fila.addWidget(hecho)
        return hecho

    def recordar(self, texto: str) -> None:
        """A key that is no button, beside those that are."""
        dicho = QLabel(self)
        decir(dicho, texto, "tenue")
        self._fila.addWidget(dicho)
