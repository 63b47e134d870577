"""What nobody owns is heard: a tone and a blink when something new waits for somebody, and again while it goes on."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from central.tablero.tablero import Tablero
from prep.ui.sonidos import Sonidos

REPITE_MS = 3 * 60 * 1000
CALLADO_MS = 10 * 60 * 1000  # what is put off is not forgotten
DESTELLO_MS, DESTELLOS = 500, 12  # once a second, for six seconds: far under what harms anybody


def sin_dueno(t: Tablero) -> int:
    """Alarms that nobody attended, messages that nobody answered, and people who ask for somebody while nobody goes."""
    return t.alarmas + t.mensajes + sum(i.incidente.urge for i in t.incidentes)


class Timbre(QObject):
    """`destello(bool)`: what blinks is, or is no longer, in its other colour."""

    destello = Signal(bool)

    def __init__(self, ventana: QWidget, sonidos: Sonidos) -> None:
        super().__init__(ventana)
        self._ventana, self._sonidos = ventana, sonidos
        self._antes, self._quedan = 0, 0
        self._otra_vez, self._parpadeo = QTimer(self), QTimer(self)
        self._otra_vez.timeout.connect(self.sonar)
        self._parpadeo.setInterval(DESTELLO_MS)
        self._parpadeo.timeout.connect(self._parpadear)

    @property
    def suena(self) -> bool:
        """Whether it will be heard again by itself."""
        return self._otra_vez.isActive()

    def ver(self, t: Tablero) -> None:
        """Heard at once when more wait than before; silent when none does."""
        ahora, antes = sin_dueno(t), self._antes
        self._antes = ahora
        if ahora > antes:
            self.sonar()
        elif not ahora:
            self._otra_vez.stop()
            self._quedan = 0

    def sonar(self) -> None:
        self._sonidos.tocar("alarma")
        QApplication.alert(self._ventana)
        self._quedan = DESTELLOS
        self._parpadeo.start()
        self._otra_vez.start(REPITE_MS)

    def callar(self) -> bool:
        """Puts off the next time; what is new is heard all the same. False when nothing was going to sound."""
        if not self.suena:
            return False
        self._quedan = 0
        self._otra_vez.start(CALLADO_MS)
        return True

    def parar(self) -> None:
        self._otra_vez.stop()
        self._parpadeo.stop()

    def _parpadear(self) -> None:
        self._quedan = max(0, self._quedan - 1)
        self.destello.emit(self._quedan % 2 == 1)
        if not self._quedan:
            self._parpadeo.stop()
