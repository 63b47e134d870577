"""The acopio window on a station of the catalogue of three elections, with its node or without it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from catd.acopio.pantalla import PUERTA, PantallaAcopio
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.ui.marco import Marco
from tests.conftest import Nodo
from tests.gui.conftest import (
    AbrirMarco,
    Contestador,
    abrir_marco,
    compiladas,
    contestador,
    destino,
    fallos,
    palabras,
    sin_nodo,
    taller,
    teclear,
    tema,
)
from tests.services import tres
from tests.services.conftest import CONTRASENA, ESTACIONES
from tests.services.nodo_tres import de_tres, limpio, sin_abrir
from tests.store import ejemplos

__all__ = [
    "Contestador",
    "abrir_marco",
    "compiladas",
    "contestador",
    "de_tres",
    "fallos",
    "limpio",
    "sin_abrir",
    "palabras",
    "sin_nodo",
    "taller",
    "tema",
]

CATALOGO = tres.catalogo()
AbrirEstacion = Callable[..., Estacion]


@pytest.fixture
def estacion(limpio: Nodo, tmp_path: Path) -> Iterator[AbrirEstacion]:
    """`estacion(nombre, dsn, con_catalogo)`: as its program opens it."""
    with ExitStack() as pila:

        def _abrir(nombre: str = "est-01-1", dsn: str = "", con_catalogo: bool = True) -> Estacion:
            spool = pila.enter_context(Spool.abrir(tmp_path / f"{nombre}.db", ejemplos.PROCESO, nombre))
            nodo = pila.enter_context(NodoCliente(dsn or limpio.dsn(nombre)))
            suyas = {k: a for k, a in CATALOGO.actas.items() if a.centro == ESTACIONES[nombre]}
            catalogo = replace(CATALOGO, actas=suyas) if con_catalogo else None
            abierta = Estacion(spool, nodo, ESTACIONES[nombre], catalogo)
            abierta.entregar_aparte()
            return abierta

        yield _abrir


class Puesto:
    """A person at the window: types, looks."""

    def __init__(self, marco: Marco, qtbot: QtBot) -> None:
        self.marco, self.qtbot = marco, qtbot

    @property
    def pantalla(self) -> PantallaAcopio:
        assert isinstance(self.marco.pantalla, PantallaAcopio)
        return self.marco.pantalla

    @property
    def campo(self) -> QLineEdit:
        return self.pantalla.frente.campo

    def entrar(self, operador: str) -> None:
        self.acreditar(operador)
        self.qtbot.waitUntil(lambda: self.marco.pantalla is not None and self.pantalla._vista is not None)

    def acreditar(self, operador: str) -> None:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        for texto in (operador, CONTRASENA):
            campo = QApplication.focusWidget()
            assert isinstance(campo, QLineEdit)
            teclear(self.qtbot, campo, texto)
            self.qtbot.keyClick(campo, Qt.Key.Key_Return)

    def tecla(self, tecla: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """To whatever has the focus, as a keyboard does."""
        quien = QApplication.focusWidget()
        assert quien is not None
        self.qtbot.keyClick(quien, tecla, con)

    def destino(self, cual: str) -> None:
        """What F11 lists under those words."""
        destino(self.qtbot, cual)

    def alt(self, tecla: Qt.Key) -> None:
        self.tecla(tecla, Qt.KeyboardModifier.AltModifier)

    def escribir(self, texto: str) -> None:
        quien = QApplication.focusWidget()
        assert quien is not None
        for letra in texto:
            teclear(self.qtbot, QApplication.focusWidget() or quien, letra)

    def leer(self, texto: str, titulo: str) -> None:
        """As a reader: the text and Enter, wherever the focus is; until the window answers `titulo`."""
        self.pantalla.frente.banda.decir("", "", "papel")
        self.escribir(texto)
        self.tecla(Qt.Key.Key_Return)
        self.esperar(titulo)

    def esperar(self, titulo: str) -> None:
        def dicho() -> None:
            assert self.titulo == titulo, self.texto

        self.qtbot.waitUntil(dicho)

    @property
    def titulo(self) -> str:
        return self.pantalla.frente.banda.titulo

    @property
    def texto(self) -> str:
        return self.pantalla.frente.banda.texto

    @property
    def actas(self) -> list[str]:
        return self.pantalla.frente.actas.textos

    @property
    def papeles(self) -> str:
        """What is said of the PDF that was asked for."""
        return self.pantalla.frente._papel.text()

    def cuenta(self, eleccion: str) -> str:
        return self.pantalla.frente.cuentas.texto(eleccion)


class AbrirPuesto(Protocol):
    def __call__(self, estacion: Estacion, operador: str = "ana") -> Puesto: ...


@pytest.fixture
def sentar(abrir_marco: AbrirMarco, qtbot: QtBot, sin_nodo: str) -> AbrirPuesto:
    """`sentar(estacion, operador)`: that person logged in at that station's window.

    The station saw its node once, so that it knows its people; then its node may be gone.
    """

    def _sentar(estacion: Estacion, operador: str = "ana") -> Puesto:
        puesto = Puesto(abrir_marco(estacion, (PUERTA,)), qtbot)
        qtbot.waitUntil(lambda: estacion.spool.copia("catalogo") is not None)
        puesto.entrar(operador)
        return puesto

    return _sentar
