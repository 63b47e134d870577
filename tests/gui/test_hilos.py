"""Work off the windows' thread: where it runs, where its result comes, and what happens to whom is gone."""

import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from prep.services.estacion.errores import NoProcede
from prep.ui.hilos import Taller


class Oyente(QObject):
    """Keeps what came, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.llego: list[object] = []
        self.fallo: list[Exception] = []
        self.hilos: set[int] = set()

    def bien(self, resultado: object) -> None:
        self.llego.append(resultado)
        self.hilos.add(threading.get_ident())

    def mal(self, error: Exception) -> None:
        self.fallo.append(error)
        self.hilos.add(threading.get_ident())


def falla(error: Exception) -> Callable[[], object]:
    def tarea() -> object:
        raise error

    return tarea


@pytest.mark.parametrize("grupo", ["local", "nodo", "fondo"])
def test_se_hace_fuera_y_se_cuenta_en_el_hilo_de_las_ventanas(taller: Taller, qtbot: QtBot, grupo: str) -> None:
    oyente = Oyente()
    getattr(taller, grupo)(oyente, threading.get_ident, oyente.bien, oyente.mal)
    getattr(taller, grupo)(oyente, falla(NoProcede("no")), oyente.bien, oyente.mal)
    qtbot.waitUntil(lambda: bool(oyente.llego and oyente.fallo))
    assert oyente.llego[0] != threading.get_ident()
    assert oyente.hilos == {threading.get_ident()}


@pytest.mark.parametrize("grupo", ["local", "nodo"])
def test_lo_de_un_mismo_hilo_va_en_orden(taller: Taller, qtbot: QtBot, grupo: str) -> None:
    oyente = Oyente()
    for n in range(50):
        getattr(taller, grupo)(oyente, iter([n]).__next__, oyente.bien)
    qtbot.waitUntil(lambda: len(oyente.llego) == 50)
    assert oyente.llego == list(range(50))


def test_a_quien_ya_no_esta_no_se_le_cuenta(taller: Taller, qtbot: QtBot) -> None:
    oyente, espera, testigo = Oyente(), threading.Event(), Oyente()
    taller.fondo(oyente, espera.wait, oyente.bien)
    oyente.deleteLater()
    qtbot.wait(1)
    espera.set()
    taller.local(testigo, lambda: None, testigo.bien)
    qtbot.waitUntil(lambda: bool(testigo.llego) and not taller.en_curso)
    assert oyente.llego == []


@pytest.mark.qt_no_exception_capture
def test_una_falla_nuestra_llega_a_quien_oye_las_fallas(
    taller: Taller, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    oidas: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda tipo, *_: oidas.append(tipo))
    oyente = Oyente()
    taller.fondo(oyente, falla(KeyError("x")), oyente.bien, oyente.mal)
    qtbot.waitUntil(lambda: bool(oidas))
    assert oidas == [KeyError]
    assert oyente.fallo == []
