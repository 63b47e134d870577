"""The control room on a real node, driven with real keys; `carmen` and `david` coordinate, `beto` only captures."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from central.marco.proceso import leer_encabezado
from central.sala.acceso import LugarSala, MemoriaEnArchivo
from central.sala.hoja import HojaDeSala
from central.sala.mandos import Mandos
from central.sala.pantalla import Sala
from prep.net.identidad import Llave, sellar
from prep.services.nodo.tipos import OperadorConocido
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.tema import Tema
from tests.central.conftest import Mando, mando, nodo_mando, puesto_de
from tests.central.sala import muestra
from tests.dos_personas import CARMEN, CONTRASENA, coordinadores
from tests.gui import recorrido
from tests.gui.conftest import (
    PC,
    QUE_SE_HACE,
    Contestador,
    destino,
    destruir,
    fallos,
    hoja_delante,
    taller,
    teclear,
    tema,
)
from tests.store import ejemplos

__all__ = ["fallos", "mando", "nodo_mando", "taller", "tema"]

UN_DIA = 86_400.0  # no reading without a notice


class Elector(Contestador):
    """One that also chooses among what is offered: by `elige`, or as it was told in `respuestas`."""

    def __init__(self) -> None:
        super().__init__()
        self.elige: Callable[[list[str]], str] | None = None

    def elegir(self, titulo: str, texto: str, opciones: object, responde: Callable[[str | None], object], *,
               otra: bool = False, lectora: bool = False) -> None:  # fmt: skip
        if titulo != QUE_SE_HACE and self.elige is not None and isinstance(opciones, Sequence) and opciones:
            self.dichos.append(f"{titulo}: {texto}")
            responde(self.elige(list(opciones)))
        else:
            super().elegir(titulo, texto, opciones, responde, otra=otra)


@pytest.fixture
def contestador() -> Elector:
    return Elector()


@cache
def conocidos() -> list[OperadorConocido]:
    otra = Llave(b"2" * 32)
    return [
        *(OperadorConocido(o.operador, o.nombre, o.publica, o.sellada, o.roles) for o in coordinadores()),
        OperadorConocido("beto", "Beto", otra.publica, _sellada(otra), ("captura",)),
    ]


def _sellada(llave: Llave) -> str:
    return sellar(llave, CONTRASENA, costo="prueba")


class AbrirSala(Protocol):
    """`abrir_sala(…)`: the window, shown, with its first figures; without them unless it begins."""

    def __call__(self, *, empezar: bool = True, **cambios: Any) -> Sala: ...


@pytest.fixture
def abrir_sala(
    mando: Mando, qtbot: QtBot, taller: Taller, tema: Tema, fallos: Fallos, contestador: Elector
) -> Iterator[AbrirSala]:
    with ExitStack() as pila:
        puesto = pila.enter_context(puesto_de(mando))

        def _abrir(*, empezar: bool = True, **cambios: Any) -> Sala:
            lugar = LugarSala(MemoriaEnArchivo(mando.datos / "sala.json"), conocidos, ejemplos.PROCESO)
            with puesto.mirar() as conn:
                encabezado = leer_encabezado(conn)
            opciones: dict[str, Any] = {"dialogos": contestador, "sondeo_s": UN_DIA, "viejo_s": UN_DIA} | cambios
            sala = Sala(puesto, lugar, encabezado, taller, tema, fallos, **opciones)
            pila.callback(destruir, qtbot, taller, sala)
            sala.resize(*PC)
            sala.show()
            if empezar:
                sala.empezar()
                qtbot.waitUntil(lambda: sala.obra.tablero is not None)
            return sala

        yield _abrir


@pytest.fixture
def sala(abrir_sala: AbrirSala) -> Sala:
    return abrir_sala()


@pytest.fixture
def de_verdad(abrir_sala: AbrirSala) -> Sala:
    """With the dialogs of the program, and nobody logged in."""
    return abrir_sala(dialogos=None)


def con_muestra(sala: Sala) -> None:
    """With the figures of `muestra`, painted."""
    tablero = muestra.tablero(datetime.now(UTC))
    sala.obra.llega(tablero)
    sala.obra.dicen(muestra.nodos(tablero))
    QApplication.processEvents()
    QApplication.processEvents()


def mandos(sala: Sala) -> Mandos:
    assert sala.mandos is not None
    return sala.mandos


def pulsar(qtbot: QtBot, sala: Sala, tecla: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, where the focus is; in the board, once it has it back from whatever dialog there was."""
    if QApplication.activeModalWidget() is None:
        qtbot.waitUntil(lambda: QApplication.activeWindow() is sala)
    qtbot.keyClick(QApplication.focusWidget() or sala, tecla, con)


def ordenar(qtbot: QtBot, sala: Sala, cual: str) -> None:
    """F11 and, of the orders that it lists, that one."""
    if QApplication.activeModalWidget() is None:
        qtbot.waitUntil(lambda: QApplication.activeWindow() is sala)
    destino(qtbot, cual, QApplication.focusWidget() or sala)


def entrar(qtbot: QtBot, operador: str = CARMEN, contrasena: str = CONTRASENA) -> None:
    """As a person, in the dialog that just opened: types the key, Enter, the password, Enter."""
    for texto in (operador, contrasena):
        contestar(qtbot, texto)


def contestar(qtbot: QtBot, dicho: str) -> None:
    """In the dialog that just opened: types it, and Enter."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    campo = QApplication.focusWidget()
    assert isinstance(campo, QLineEdit)
    teclear(qtbot, campo, dicho)
    qtbot.keyClick(campo, Qt.Key.Key_Return)


def hoja_abierta(qtbot: QtBot) -> HojaDeSala:
    """The sheet in front, once it is."""
    return hoja_delante(qtbot, HojaDeSala)


def leer_y_cerrar(qtbot: QtBot, tecla: Qt.Key = Qt.Key.Key_Escape) -> str:
    """What the sheet in front says, all of it within reach of the keys; `tecla` closes it."""
    hoja = hoja_abierta(qtbot)
    recorrido.exigir(hoja)
    dicho = hoja.texto.toPlainText()
    qtbot.keyClick(QApplication.focusWidget(), tecla)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    return dicho
