"""A barcode reader at the keyboard: real key events with their times, as close together as it sends them."""

from itertools import count

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

LECTOR_MS, MANO_MS = 4, 90
_CLAVES = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}
_relojes = count(1_000_000, 1_000_000)


class Teclado:
    """Keys where the focus is, each so many milliseconds after the one before by its own time."""

    def __init__(self) -> None:
        self._hora = next(_relojes)

    def leer(self, texto: str, cada_ms: int = LECTOR_MS, fin: str = "\r") -> None:
        """As a reader: all of it together, after a while without keys."""
        self.pausa()
        for letra in texto + fin:
            self.tecla(letra, cada_ms)

    def escribir(self, texto: str, cada_ms: int = MANO_MS) -> None:
        """As a hand."""
        for letra in texto:
            self.tecla(letra, cada_ms)

    def pausa(self) -> None:
        self._hora += 1_000

    def tecla(self, letra: str, tras_ms: int = MANO_MS) -> None:
        self._hora += tras_ms
        clave = _CLAVES.get(letra, Qt.Key(ord(letra.upper())))
        for tipo in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            suceso = QKeyEvent(tipo, clave, Qt.KeyboardModifier.NoModifier, letra)
            suceso.setTimestamp(self._hora)
            donde = QApplication.focusWidget()
            if donde is not None:
                QApplication.sendEvent(donde, suceso)
