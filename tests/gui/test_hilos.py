"""Work off the windows' thread: where it runs, where its result comes, and what happens to whom is gone."""

import gc
import sys
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from prep.services.estacion.errores import NoProcede
from prep.ui.hilos import Taller
from prep.ui.recolector import Recolector


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


class Muertes:
    """On which threads died what it was told to look at."""

    def __init__(self) -> None:
        self.hilos: list[str] = []
        self._vivos: set[weakref.ref[QObject]] = set()

    def mirar(self, quien: QObject) -> None:
        self._vivos.add(weakref.ref(quien, self._murio))

    def _murio(self, quien: "weakref.ref[QObject]") -> None:
        self._vivos.discard(quien)
        self.hilos.append(threading.current_thread().name)


class Atareado(Oyente):
    """Does its own work, as the screens do: the task holds it, and so does the traceback of what it raises."""

    def __init__(self, falla: bool, permiso: threading.Event) -> None:
        super().__init__()
        self._falla, self._permiso = falla, permiso

    def tarea(self) -> None:
        self._permiso.wait(5)
        if self._falla:
            raise NoProcede("no")


@pytest.mark.parametrize("falla", [False, True])
def test_el_hilo_que_hizo_una_tarea_ya_no_tiene_nada_de_quien_la_mando(
    taller: Taller, qtbot: QtBot, falla: bool
) -> None:
    muertes, permiso, seguir = Muertes(), threading.Event(), threading.Event()
    taller._listo.connect(lambda *_: seguir.wait(5), Qt.ConnectionType.DirectConnection)  # it stays where it tells
    atareado = Atareado(falla, permiso)
    muertes.mirar(atareado)
    taller.fondo(atareado, atareado.tarea, atareado.bien, atareado.mal)
    del atareado
    permiso.set()
    qtbot.waitUntil(lambda: not taller.en_curso)
    gc.collect()
    assert muertes.hilos == ["MainThread"], "antes de que el otro hilo siga"
    seguir.set()


class Ciclica(QWidget):
    """A window as all are: what it has knows it."""

    def __init__(self) -> None:
        super().__init__()
        self.pieza = QLabel("pieza", self)
        self.yo = self


def basura() -> list[list[int]]:
    """Enough for Python's collector to begin by itself, more than once."""
    return [[n] for n in range(20 * gc.get_threshold()[0])]


def test_la_basura_de_las_ventanas_no_se_recoge_en_el_hilo_de_una_tarea(taller: Taller, qtbot: QtBot) -> None:
    muertes, oyente = Muertes(), Oyente()
    for _ in range(20):
        muertes.mirar(Ciclica())
    taller.fondo(oyente, basura, oyente.bien)
    qtbot.waitUntil(lambda: not taller.en_curso)
    assert set(muertes.hilos) <= {"MainThread"}, "a slow machine's timer may have come already"
    qtbot.waitUntil(lambda: len(muertes.hilos) == 20)
    assert set(muertes.hilos) == {"MainThread"}


def test_hay_un_solo_recolector_aunque_haya_varios_talleres(taller: Taller) -> None:
    otro = Taller()
    otro.cerrar()
    aplicacion = QCoreApplication.instance()
    assert aplicacion is not None and len(aplicacion.findChildren(Recolector)) == 1
    assert not gc.isenabled(), "cerrado un taller, sus ventanas aún se destruyen"
