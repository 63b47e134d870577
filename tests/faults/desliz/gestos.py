"""What a stream is made of: what a hand does, and what nobody meant (a reader, a key that repeats, a lost focus)."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from prep.domain.catalogo.etiqueta import texto_etiqueta
from tests.store import ejemplos

SOSTENER_MS: Final = 0  # of these windows; a tap is let go before anything is looked at
VUELTAS: Final = 4  # of the windows' loop while a key is held: what waits for it takes two, one after the other
LECTOR_MS, MANO_MS = 4, 90
CLAVES: Final = {"enter": Qt.Key.Key_Return, "arriba": Qt.Key.Key_Up, "abajo": Qt.Key.Key_Down,
                 "esc": Qt.Key.Key_Escape, "borra": Qt.Key.Key_Backspace, "tab": Qt.Key.Key_Tab,
                 "espacio": Qt.Key.Key_Space,
                 "f1": Qt.Key.Key_F1, "f2": Qt.Key.Key_F2, "f6": Qt.Key.Key_F6, "f7": Qt.Key.Key_F7,
                 "f11": Qt.Key.Key_F11}  # fmt: skip
DE_OTRAS: Final = {"f3": Qt.Key.Key_F3, "f4": Qt.Key.Key_F4, "f5": Qt.Key.Key_F5, "f8": Qt.Key.Key_F8,
                   "f10": Qt.Key.Key_F10, "f12": Qt.Key.Key_F12}  # fmt: skip
MODIFICADORES: Final = {"ctrl": Qt.KeyboardModifier.ControlModifier, "alt": Qt.KeyboardModifier.AltModifier}
TEXTOS: Final = {"enter": "\r", "tab": "\t", "espacio": " ", "borra": "\x08", "esc": "\x1b"}
SUELTAS: Final = (*"0123456789", *"abcdinsxz*+-/.:", *CLAVES, "enter", "enter", "f2", "f2")
MARCAN: Final = "*+s"
ETIQUETA: Final = texto_etiqueta(ejemplos.PROCESO, ejemplos.acta(1).clave)


@dataclass(frozen=True, slots=True)
class Gesto:
    """`clase`: tecla, sostenida, lector, repetida or foco; only the first two are a hand's."""

    clase: str
    texto: str
    fin: str = ""

    @property
    def de_mano(self) -> bool:
        return self.clase in ("tecla", "sostenida")


def corriente(azar: random.Random, campos: int, letras: str, primero: Sequence[str]) -> Iterator[Gesto]:
    """A hand fills from none to all of `campos`, some by one of `letras`, and goes on; between, what nobody meant.

    `primero`: the keys of what is asked before any field, which most hands press first.
    """
    if primero:
        if azar.random() < 0.3:
            yield ruido(azar)
        if azar.random() < 0.85:
            for n, tecla in enumerate(primero):
                if n and azar.random() < 0.1:
                    yield ruido(azar)
                yield Gesto("tecla", tecla)
    llenos = azar.choice((0, azar.randrange(campos), campos, campos))
    for _ in range(llenos):
        yield from _campo(azar, letras)
        if azar.random() < 0.15:
            yield ruido(azar)
    if llenos == campos and azar.random() < 0.6:  # most acts of a night end so
        yield Gesto("tecla", azar.choice(("enter", "f2")))
        yield ruido(azar)
        yield Gesto("sostenida", "s")
        yield Gesto("tecla", "enter")
    for _ in range(azar.randrange(2, 14)):
        suerte = azar.random()
        if suerte < 0.4:
            yield ruido(azar)
        elif suerte < 0.6:
            yield Gesto("sostenida", azar.choice(MARCAN + "*s1"))
        elif suerte < 0.64:  # a way out, begun and perhaps ended
            yield Gesto("tecla", "f11")
            yield ruido(azar)
            yield Gesto("sostenida", azar.choice("abcdx"))
        else:
            yield Gesto("tecla", azar.choice(SUELTAS))


def _campo(azar: random.Random, letras: str) -> Iterator[Gesto]:
    if letras and azar.random() < 0.6:
        yield Gesto("tecla", azar.choice(letras))
        return
    if azar.random() < 0.12:
        yield Gesto("sostenida", azar.choice("*+"))
        return
    for digito in str(azar.randrange(2000) if azar.random() < 0.03 else azar.randrange(17)):
        yield Gesto("tecla", digito)
    yield Gesto("tecla", "enter")


def ruido(azar: random.Random) -> Gesto:
    clase = azar.choice(("lector", "repetida", "foco"))
    if clase == "lector":
        suelto = "".join(azar.choices("0123456789ABSIX*+-/ :", k=azar.randrange(3, 15)))
        return Gesto(clase, azar.choice((ETIQUETA, "7501055300075", suelto)), azar.choice(("\r", "\r\r", "\t", "")))
    return Gesto(clase, azar.choice((*"0179xab", "enter", "esc")) if clase == "repetida" else azar.choice(MARCAN))


class Manos:
    """Plays gestures on what has the focus, with the times of a hand or of a reader."""

    def __init__(self, ventana: QWidget) -> None:
        self._ventana, self._otra = ventana, QWidget()
        self._hora = 1_000_000

    def mirar(self, vueltas: int = 1) -> None:
        """The window looks at what was asked of it, so many times."""
        for _ in range(vueltas):
            QApplication.processEvents()

    def apretar(self, tecla: str, tras_ms: int = MANO_MS, *, sola: bool = False) -> None:
        self._hora += tras_ms
        self._mandar(QEvent.Type.KeyPress, tecla, sola)

    def soltar(self, tecla: str, *, sola: bool = False) -> None:
        self._mandar(QEvent.Type.KeyRelease, tecla, sola)

    def tocar(self, tecla: str, tras_ms: int = MANO_MS) -> None:
        self.apretar(tecla, tras_ms)
        self.soltar(tecla)

    def sostener(self, tecla: str) -> None:
        self._hora += 1000
        self.apretar(tecla)
        self.mirar(VUELTAS)
        self.soltar(tecla)

    def repetir(self, tecla: str) -> None:
        """What the machine does while a key that is already down stays so."""
        for _ in range(6):
            self.soltar(tecla, sola=True)
            self.apretar(tecla, 30, sola=True)
        self.soltar(tecla)

    def leer(self, gesto: Gesto) -> None:
        self._hora += 1000
        for letra in gesto.texto + gesto.fin:
            self.tocar({"\r": "enter", "\t": "tab"}.get(letra, letra), LECTOR_MS)
        self._hora += 1000

    def perder_el_foco(self, tecla: str) -> None:
        """A key goes down here and comes up in another window."""
        delante = QApplication.activeWindow() or self._ventana
        self.apretar(tecla)
        self._otra.show()
        self._otra.activateWindow()
        self.mirar(VUELTAS)
        self.soltar(tecla)
        self._otra.hide()
        delante.activateWindow()
        self.mirar()

    def _mandar(self, tipo: QEvent.Type, tecla: str, sola: bool) -> None:
        con, _, tecla = tecla.rpartition("+") if len(tecla) > 1 else ("", "", tecla)
        clave = {**CLAVES, **DE_OTRAS}.get(tecla) or Qt.Key(ord(tecla.upper()))
        texto = TEXTOS.get(tecla, "" if con or len(tecla) > 1 else tecla)
        suceso = QKeyEvent(tipo, clave, MODIFICADORES.get(con, Qt.KeyboardModifier.NoModifier), texto, sola)
        suceso.setTimestamp(self._hora)
        menu = QApplication.activePopupWidget()  # of a list that is open: the keys are its own
        donde = QApplication.focusWidget() if menu is None else menu.focusWidget() or menu
        if donde is not None:
            QApplication.sendEvent(donde, suceso)
