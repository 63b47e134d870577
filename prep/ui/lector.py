"""A barcode reader types like a keyboard: what it types is taken whole before a field keeps any of it (R-11).

Told by its pace (no hand gives three keys, nor a key and its Enter, so close together) or by how our labels begin. The
times are those of the keys themselves, not of when they were looked at: a busy window makes nobody a reader. A letter,
or the space that presses a button, waits that long before it does anything, and so does whatever goes to a list, which
it would move; a figure in a field is taken back if it was read.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from prep.domain.catalogo.etiqueta import PREFIJO, SEPARADOR
from prep.ui.piezas import aplicacion

JUNTAS_MS: Final = 30  # between two keys of a reader; of a fast hand, 60 or more
SEGUIDAS: Final = 3
FIN_MS: Final = 150  # a reader that sends no Enter has ended
LARGO_MAX: Final = 500
COMIENZOS: Final = (PREFIJO + SEPARADOR, PREFIJO + "Ñ")  # the second, of one set to an English keyboard
LECTORA: Final = "lectora"  # the property of a field that is there to be read into
_TERMINAN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_ORDENES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(slots=True)
class _Antes:
    """A field as it was before a run of keys."""

    campo: QLineEdit
    texto: str
    elegido: bool  # what is typed next replaces it

    @classmethod
    def de(cls, quien: QWidget) -> "_Antes | None":
        campo = quien.lineEdit() if isinstance(quien, QComboBox) else quien
        return cls(campo, campo.text(), campo.hasSelectedText()) if isinstance(campo, QLineEdit) else None

    def reponer(self) -> None:
        self.campo.setText(self.texto)
        self.campo.setFocus()
        if self.elegido:
            self.campo.selectAll()


class LectorDeCodigos(QObject):
    """`leida(text)`: what a reader read while the keys went to a field that is not for that."""

    leida = Signal(str)

    def __init__(self, ventana: QWidget) -> None:
        super().__init__(ventana)
        self._racha, self._hora, self._juntas = "", 0, 0
        self._leyendo = False
        self._antes: _Antes | None = None
        self._esperan: list[tuple[QEvent.Type, int, Qt.KeyboardModifier, str]] = []
        self._repone = False
        self._espera, self._fin = QTimer(self), QTimer(self)
        for reloj, ms, hace in ((self._espera, JUNTAS_MS, self._reponer), (self._fin, FIN_MS, self._termino)):
            reloj.setSingleShot(True)
            reloj.setInterval(ms)
            reloj.timeout.connect(hace)
        aplicacion().installEventFilter(self)

    def dejar(self) -> None:
        """The window closes."""
        self._espera.stop()
        self._fin.stop()
        aplicacion().removeEventFilter(self)

    def eventFilter(self, quien: QObject, evento: QEvent) -> bool:
        if self._repone or not isinstance(evento, QKeyEvent):
            return False
        if evento.type() is QEvent.Type.KeyRelease:
            return self._se_alzo(evento)
        if evento.type() is QEvent.Type.ShortcutOverride:
            if _ordena(evento):
                self._reponer()  # the letter that waits was typed before that order
            return self._es_su_fin(evento)
        if evento.type() is not QEvent.Type.KeyPress:
            return False
        if quien is not QApplication.focusWidget() or not isinstance(quien, QWidget) or quien.property(LECTORA):
            return False
        return self._tecla(quien, evento)

    def _es_su_fin(self, tecla: QKeyEvent) -> bool:
        """A reader's Enter, told before it is pressed: a list that is open would take its row already then."""
        hueco = tecla.timestamp() - self._hora
        conocido = bool(self._hora and tecla.timestamp())
        return conocido and tecla.key() in _TERMINAN and 0 <= hueco <= (FIN_MS if self._leyendo else JUNTAS_MS)

    def _tecla(self, quien: QWidget, tecla: QKeyEvent) -> bool:
        """Whether it is kept from the field."""
        termina, texto = tecla.key() in _TERMINAN, tecla.text()
        if _ordena(tecla):
            return self._leyendo
        hueco = self._hueco(tecla)
        junta = hueco is not None and hueco <= JUNTAS_MS
        if self._leyendo and hueco is not None and hueco > FIN_MS:  # it ended: the window was too busy to see it
            self._termino()
        if self._leyendo:
            self._seguir(texto, termina)
            return True
        self._racha = self._racha + texto if junta or _comienza(self._racha + texto) else texto
        self._juntas = self._juntas + 1 if junta else 1
        if self._juntas == 1 and len(self._racha) <= 1:
            self._antes = _Antes.de(quien)
        if (junta and (termina or self._juntas >= SEGUIDAS)) or self._racha.upper() in COMIENZOS:
            self._empezar(termina)
            return True
        return self._guardar(tecla, texto, termina)

    def _hueco(self, tecla: QKeyEvent) -> int | None:
        """Milliseconds since the key before, by their own times; None when nobody knows them, or a key repeats."""
        antes, self._hora = self._hora, tecla.timestamp()
        hueco = self._hora - antes
        return hueco if antes and self._hora and hueco >= 0 and not tecla.isAutoRepeat() else None

    def _empezar(self, termina: bool) -> None:
        self._esperan.clear()
        self._espera.stop()
        if self._antes is not None:
            self._antes.reponer()
        self._leyendo = True
        if termina:
            self._racha = self._racha.rstrip()
            self._termino()
        else:
            self._fin.start()

    def _seguir(self, texto: str, termina: bool) -> None:
        if termina:
            self._termino()
            return
        self._racha = (self._racha + texto)[:LARGO_MAX]
        self._fin.start()

    def _termino(self) -> None:
        self._fin.stop()
        leida, self._racha, self._leyendo, self._juntas = self._racha, "", False, 0
        self._antes = None
        if leida:  # nothing: the second of the two Enters that some send
            self.leida.emit(leida)

    def _guardar(self, tecla: QKeyEvent, texto: str, termina: bool) -> bool:
        """What cannot be taken back, and what follows, waits to be nobody's; one without its time is done at once."""
        if (
            not tecla.timestamp()
            or tecla.isAutoRepeat()
            or termina
            or not (self._esperan or self._antes is None or texto.isalpha() or texto == " ")
        ):
            self._reponer()
            return False
        self._esperan.append((QEvent.Type.KeyPress, tecla.key(), tecla.modifiers(), texto))
        self._espera.start()
        return True

    def _se_alzo(self, tecla: QKeyEvent) -> bool:
        """A key that waits is let go after it was pressed, not before: or it would seem held."""
        if tecla.isAutoRepeat() or all(clave != tecla.key() for _, clave, _, _ in self._esperan):
            return False
        self._esperan.append((QEvent.Type.KeyRelease, tecla.key(), tecla.modifiers(), tecla.text()))
        return True

    def _reponer(self) -> None:
        """The letters that waited are done where the keys go now."""
        self._espera.stop()
        esperan, self._esperan = self._esperan, []
        self._repone = True
        try:
            for tipo, clave, modificadores, texto in esperan:
                donde = QApplication.focusWidget()
                if donde is not None:
                    QCoreApplication.sendEvent(donde, QKeyEvent(tipo, clave, modificadores, texto))
        finally:
            self._repone = False


def _ordena(tecla: QKeyEvent) -> bool:
    """Neither text nor the end of one: a function key, an arrow, or one with Ctrl or Alt."""
    escribe = tecla.key() in _TERMINAN or (tecla.text() and tecla.text().isprintable())
    return bool(tecla.modifiers() & _ORDENES) or not escribe


def _comienza(racha: str) -> bool:
    """Whether one of our labels may begin so."""
    return any(comienzo.startswith(racha.upper()) for comienzo in COMIENZOS)
