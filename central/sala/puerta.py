"""Logging in over the board, which stays in sight: it opens when an order needs it, and Escape leaves it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from prep.services.estacion.acceso import Acceso
from prep.services.estacion.sesion import Sesion
from prep.ui.entrada import Entrada
from prep.ui.hilos import Taller
from prep.ui.piezas import rodante


class PuertaDeSala(QDialog):
    """`entro(session)` when the key was unsealed."""

    entro = Signal(object)

    def __init__(self, ventana: QWidget, acceso: Acceso, taller: Taller) -> None:
        super().__init__(ventana)
        self.setWindowTitle(self.tr("Entrar a la sala"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entrada = Entrada(acceso, taller, self.windowTitle(), se_practica=False)
        marco = rodante(self)
        marco.setWidget(self._entrada)
        pila = QVBoxLayout(self)
        pila.addWidget(marco)
        self._entrada.entro.connect(self._entro)
        pide = self._entrada.minimumSizeHint()
        margen = self.fontMetrics().height() * 3
        self.resize(
            min(round(ventana.width() * 0.9), max(pide.width() + margen, self.fontMetrics().averageCharWidth() * 64)),
            min(round(ventana.height() * 0.9), self._entrada.sizeHint().height() + margen * 2),
        )

    def pedir(self) -> None:
        self.open()
        self._entrada.pedir()

    def _entro(self, sesion: Sesion) -> None:
        self.accept()
        self.entro.emit(sesion)
