"""Beats for the windows: sends the station's pulse off to the node's thread each second, and tells what came."""

from PySide6.QtCore import QObject, QTimer, Signal

from prep.services.estacion.estacion import Estacion
from prep.services.estacion.pulso import Latido, Pulso
from prep.ui.hilos import Taller

LATIDO_MS = 1000


class Vigia(QObject):
    """`pulso(Pulso)` after each beat; at once again while something waits and goes through."""

    pulso = Signal(object)

    def __init__(self, estacion: Estacion, taller: Taller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latido, self._taller = Latido(estacion), taller
        self._pidiendo = False
        self._reloj = QTimer(self)
        self._reloj.setInterval(LATIDO_MS)
        self._reloj.timeout.connect(self.latir)

    def empezar(self) -> None:
        self._reloj.start()
        self.latir()

    def parar(self) -> None:
        self._reloj.stop()

    def latir(self) -> None:
        """Now, unless one is under way: somebody kept something that should go up."""
        if not self._pidiendo:
            self._pidiendo = True
            self._taller.nodo(self, self._latido.latir, self._llego, self._sin_disco)

    def _llego(self, pulso: Pulso) -> None:
        self._pidiendo = False
        self.pulso.emit(pulso)
        if pulso.conectada and pulso.pendientes and self._reloj.isActive():
            QTimer.singleShot(0, self.latir)

    def _sin_disco(self, error: Exception) -> None:
        """The spool itself failed: the next beat tries again, and the screens tell what they could not save."""
        self._pidiendo = False
        raise error
