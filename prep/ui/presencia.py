"""Somebody at the window: how long since a key or a click, what a reader read, what has the focus kept in sight.

What a key that is down repeats by itself is nobody's: it writes nothing and answers nothing.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from prep.ui.lector import LectorDeCodigos
from prep.ui.piezas import aplicacion

CONTESTAN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
TECLEO = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Presencia(QObject):
    """`ociosa`: nobody touched anything for `ocio_ms` while it was watched. `leida(text)`: by a reader (lector.py)."""

    ociosa = Signal()
    leida = Signal(str)

    def __init__(self, ventana: QWidget, ocio_ms: int) -> None:
        super().__init__(ventana)
        self._ventana, self._vigila = ventana, False
        self.reloj = QTimer(self)
        self.reloj.setInterval(ocio_ms)
        self.reloj.setSingleShot(True)
        self.reloj.timeout.connect(self.ociosa)
        self._lector = LectorDeCodigos(ventana)
        self._lector.leida.connect(self.leida)
        self._aplicacion = aplicacion()
        self._aplicacion.installEventFilter(self)
        self._aplicacion.focusChanged.connect(self._foco)

    def vigilar(self, si: bool) -> None:
        """Whether there is a session that idleness should lock."""
        self._vigila = si
        if si:
            self.reloj.start()
        else:
            self.reloj.stop()

    def dejar(self) -> None:
        """The window closes."""
        self.vigilar(False)
        self._lector.dejar()
        self._aplicacion.removeEventFilter(self)

    def eventFilter(self, quien: QObject, evento: QEvent) -> bool:
        if not isinstance(evento, QInputEvent):  # of all events, few are somebody's; to ask their type costs more
            return False
        if self._vigila and evento.type() in TECLEO:
            self.reloj.start()
        return evento.type() is QEvent.Type.KeyPress and isinstance(evento, QKeyEvent) and _sola(evento)

    def _foco(self, _: QWidget | None, nuevo: QWidget | None) -> None:
        """In sight inside whatever scrolls, also when large text needs more than the window."""
        padre = nuevo.parentWidget() if nuevo is not None and self._ventana.isAncestorOf(nuevo) else None
        while nuevo is not None and padre is not None:
            if isinstance(padre, QScrollArea):
                padre.ensureWidgetVisible(nuevo)
            padre = padre.parentWidget()


def _sola(tecla: QKeyEvent) -> bool:
    """Whether it repeats what writes or answers: a letter, a figure, Enter; not what moves or erases."""
    return tecla.isAutoRepeat() and (tecla.key() in CONTESTAN or (bool(tecla.text()) and tecla.text().isprintable()))
