"""Real windows on a screen that nobody sees, driven with real key events: a station with its node, or without it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, Final, Protocol, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from prep.services.estacion.estacion import Estacion
from prep.ui.aparatos.vigia import Mirar
from prep.ui.captura.cifra import MARCAS, Cifra
from prep.ui.cierre import ASI, DialogoDeCierre, PreguntaDeCierre
from prep.ui.dialogos import Pregunta
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.letras import PreguntaPorLetra
from prep.ui.marco import Marco
from prep.ui.pantalla import Practicar, Puerta, no_se_practica
from prep.ui.sonidos import Sonidos
from prep.ui.sostener import BotonSostenido, Sostenida
from prep.ui.tema import Tema
from tests.gui.nodo_prep import carpeta, nodo_prep
from tests.gui.pantalla_x import pantalla_x
from tests.gui.textos import compiladas, palabras
from tests.services.conftest import abrir, con_gente, en_linea, poblada, sin_nodo, suelta

__all__ = [
    "abrir",
    "carpeta",
    "compiladas",
    "con_gente",
    "en_linea",
    "nodo_prep",
    "palabras",
    "pantalla_x",
    "poblada",
    "sin_nodo",
    "suelta",
]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PC = (1366, 768)  # the PCs of a CATD


@pytest.fixture(autouse=True)
def sin_esperar_a_la_marca(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark's key is held less than by hand; test_lector.py holds it as long as it takes."""
    monkeypatch.setattr(Sostenida, "ms", 10)


def marcar(qtbot: QtBot, letra: str) -> None:
    """Holds the key of a mark in the field in focus until the field has it."""
    campo = QApplication.focusWidget()
    assert isinstance(campo, Cifra)
    qtbot.keyPress(campo, letra)
    qtbot.waitUntil(lambda: campo.valor is MARCAS[letra])
    qtbot.keyRelease(campo, letra)


def en_el_cierre(qtbot: QtBot) -> DialogoDeCierre:
    """The closing question of the program, once the keys go to it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), DialogoDeCierre))
    dialogo = QApplication.activeModalWidget()
    assert isinstance(dialogo, DialogoDeCierre)
    return dialogo


def guardar_asi(qtbot: QtBot) -> None:
    """Answers it by hand: its key is held."""
    qtbot.keyPress(en_el_cierre(qtbot).focusWidget(), "s")
    qtbot.waitUntil(lambda: not isinstance(QApplication.activeModalWidget(), DialogoDeCierre))


QUE_SE_HACE: Final = "¿Qué se hace?"  # the title of F11's list (prep/ui/destino.py)


class Contestador:
    """Answers the dialogs of a test, in order; keeps what was asked. `sigue` is called at once, as a quick person.

    `al_cierre`: the answer to every closing question (prep/ui/cierre.py). `destino`: what is chosen of F11's list.
    """

    destino: ClassVar[str] = ""

    def __init__(self) -> None:
        self.respuestas: list[object] = []
        self.dichos: list[str] = []
        self.al_cierre = ASI
        self.cierres: list[PreguntaDeCierre] = []

    def confirmar(self, pregunta: Pregunta, responde: Callable[[bool], object]) -> None:
        self.dichos.append(f"{pregunta.titulo}: {pregunta.texto}")
        responde(bool(self.respuestas.pop(0)))

    def elegir(self, titulo: str, texto: str, opciones: object, responde: Callable[[str | None], object], *,
               otra: bool = False, lectora: bool = False) -> None:  # fmt: skip
        self.dichos.append(f"{titulo}: {texto}")
        dicha = self.respuestas.pop(0)
        responde(None if dicha is None else str(dicha))

    def avisar(self, titulo: str, texto: str, sigue: Callable[[], object] | None = None) -> None:
        self.dichos.append(f"{titulo}: {texto}")
        if sigue:
            sigue()

    def cerrar(self, pregunta: PreguntaDeCierre, responde: Callable[[int], object]) -> None:
        self.cierres.append(pregunta)
        responde(self.al_cierre)

    def por_letra(self, pregunta: PreguntaPorLetra, responde: Callable[[str], object]) -> None:
        if pregunta.titulo.startswith(QUE_SE_HACE):
            responde(next(s.letra for s in pregunta.salidas if s.nombre.startswith(self.destino)))
            return
        self.dichos.append(f"{pregunta.titulo}: {pregunta.texto}")
        responde(str(self.respuestas.pop(0)))


def destino(qtbot: QtBot, cual: str, quien: QWidget | None = None) -> None:
    """F11, and of its list what says `cual`: its letter is held in a real one."""
    Contestador.destino = cual
    quien = quien or QApplication.focusWidget()
    assert quien is not None
    qtbot.keyClick(quien, Qt.Key.Key_F11)
    pregunta = QApplication.activeModalWidget()
    if pregunta is None or not pregunta.windowTitle().startswith(QUE_SE_HACE):
        return
    letra = next(b.text()[0] for b in pregunta.findChildren(BotonSostenido) if b.text()[4:].startswith(cual))
    qtbot.keyPress(pregunta, letra.lower())
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not pregunta)


class AbrirMarco(Protocol):
    """`abrir_marco(estacion, puertas)`: the frame of that station, shown and looking for its node."""

    def __call__(
        self,
        estacion: Estacion,
        puertas: tuple[Puerta, ...] = (),
        mirar_usb: Mirar | None = None,
        practicar: Practicar = no_se_practica,
    ) -> Marco: ...


@pytest.fixture
def contestador() -> Contestador:
    return Contestador()


@pytest.fixture
def tema(qapp: QApplication) -> Iterator[Tema]:
    """At 100 %, by day, and left so."""
    propio = Tema(qapp)
    yield propio
    propio.escalar(1.0)
    propio.vestir(noche=False)


@pytest.fixture
def fallos(tmp_path: Path, qapp: QApplication) -> Iterator[Fallos]:
    """Those of the program, heard; a test that expects none leaves `codigos` empty."""
    oyente = Fallos(tmp_path / "informes", "0.0.0")
    oyente.instalar()
    yield oyente
    oyente.retirar()


@pytest.fixture
def taller(qapp: QApplication) -> Iterator[Taller]:
    propio = Taller()
    yield propio
    propio.cerrar()


@pytest.fixture
def abrir_marco(
    qtbot: QtBot, taller: Taller, tema: Tema, fallos: Fallos, contestador: Contestador
) -> Iterator[AbrirMarco]:
    abiertos: list[Marco] = []

    def _abrir(
        estacion: Estacion, puertas: tuple[Puerta, ...] = (), mirar_usb: Mirar | None = None,
        practicar: Practicar = no_se_practica,
    ) -> Marco:  # fmt: skip
        sonidos = Sonidos(mudo=True)
        marco = Marco(
            estacion, taller, tema, fallos, puertas, version="0.0.0", dialogos=contestador, sonidos=sonidos,
            mirar_usb=mirar_usb, practicar=practicar,
        )  # fmt: skip
        sonidos.setParent(marco)
        abiertos.append(marco)
        marco.resize(*PC)
        marco.show()
        marco.empezar()
        return marco

    yield _abrir
    for marco in abiertos:
        destruir(qtbot, taller, marco)


def destruir(qtbot: QtBot, taller: Taller, ventana: QWidget) -> None:
    """As its program does. Whoever is to do it keeps the window until then, or a collection would find it half gone."""
    ventana.close()
    qtbot.waitUntil(lambda: not taller.en_curso)
    delete(ventana)  # now: there may be no event after this one, and then a thread of another test would do it


def teclear(qtbot: QtBot, campo: QWidget, texto: str) -> None:
    """Real key events, also for letters that QTest's tables lack."""
    for letra in texto:
        if letra.isascii():
            qtbot.keyClicks(campo, letra)
        else:
            for tipo in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(campo, QKeyEvent(tipo, 0, Qt.KeyboardModifier.NoModifier, letra))


H = TypeVar("H", bound=QDialog)


def hoja_delante(qtbot: QtBot, clase: type[H]) -> H:
    """The sheet of that class in front, once it is and has the keys."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), clase))
    hoja = QApplication.activeModalWidget()
    assert isinstance(hoja, clase)
    qtbot.waitUntil(lambda: (foco := QApplication.focusWidget()) is not None and hoja.isAncestorOf(foco))
    return hoja
