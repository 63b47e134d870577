"""Every window in every state, as scenes: what `make screens` draws and what no text may overflow.

A module of this folder adds its own: `@escena("captura")` is the window as it is normally (drawn at 200 % too), and
`@escena("captura", "sin-nodo")` one of its other states. A scene returns the window, still, as somebody sees it.
"""

import importlib
import pkgutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from prep.domain.hechos.hechos import NombreFase
from prep.services.estacion.estacion import Estacion
from prep.ui.aparatos.vigia import Mirar
from prep.ui.dialogos import DialogosDeVentana
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.marco import Marco
from prep.ui.pantalla import Pantalla, Puerta
from prep.ui.tema import Tema
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, destruir
from tests.gui.test_marco import entrar

NORMAL = ""
GRANDE = "200"  # the normal state with text at 200 %


class Quieto(datetime):
    """20:15 of the election's day, always."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Quieto":
        return cls(2024, 6, 3, 2, 15, 7, 500_000, tzinfo=UTC)  # in mid-second: a node's offset of ms changes nothing


@dataclass
class Estudio:
    """What scenes are made with: a station's node, its people, and the frame."""

    qtbot: QtBot
    taller: Taller
    tema: Tema
    fallos: Fallos
    contestador: Contestador
    nodo: Nodo
    en_linea: Callable[[str], Estacion]
    suelta: Callable[[], Estacion]
    de_tres: Callable[[str], Estacion]  # at a node with the three elections
    declarar: Callable[[NombreFase], None]  # there
    sin_nodo: str
    carpeta: Path
    fijar: Callable[[object], None]  # a module whose `datetime` is to stand still
    _abrir_marco: AbrirMarco
    _al_final: ExitStack

    def hasta(self, condicion: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condicion()), timeout=60_000)

    def delante(self) -> QWidget:
        """The dialog in front, once it is."""
        self.hasta(QApplication.activeModalWidget)
        dialogo = QApplication.activeModalWidget()
        assert dialogo is not None
        return dialogo

    def abrir(self, estacion: Estacion, *puertas: Puerta, mirar_usb: Mirar | None = None) -> Marco:
        """The frame of that station, once it knows whether it has a node."""
        estacion.entregar_aparte()
        marco = self._abrir_marco(estacion, puertas, mirar_usb)
        self.hasta(lambda: "Buscando" not in marco.barra.texto("nodo"))
        return marco

    def cuidar(self, ventana: QWidget) -> None:
        """A window of no frame is there while it is looked at, and then is destroyed."""
        self._al_final.callback(destruir, self.qtbot, self.taller, ventana)

    def entrar(self, marco: Marco, operador: str = "ana") -> Pantalla:
        """Logs in as a person; the screen of the first door."""
        entrar(self.qtbot, operador)
        self.hasta(lambda: marco.pantalla is not None and not marco.bloqueada)
        assert marco.pantalla is not None
        return marco.pantalla

    def quitar_nodo(self, marco: Marco) -> None:
        """The cable is pulled; it is told as soon as the bar tells it."""
        marco.estacion.nodo.mudar(self.sin_nodo)
        self.hasta(lambda: "SIN NODO" in marco.barra.texto("nodo"))

    def dialogos(self, marco: Marco) -> DialogosDeVentana:
        """Real ones, to be seen."""
        return DialogosDeVentana(marco)


Escena = Callable[[Estudio], QWidget]
ESCENAS: dict[tuple[str, str], Escena] = {}  # (window, state)


def escena(ventana: str, estado: str = NORMAL) -> Callable[[Escena], Escena]:
    def anotar(hace: Escena) -> Escena:
        assert (ventana, estado) not in ESCENAS, f"la escena {ventana} {estado} está dos veces"
        ESCENAS[ventana, estado] = hace
        return hace

    return anotar


def cargar() -> dict[tuple[str, str], Escena]:
    """All of them, from every module of this folder."""
    paquete: Any = importlib.import_module("tests.gui.escenas")
    for modulo in pkgutil.iter_modules(paquete.__path__, "tests.gui.escenas."):
        importlib.import_module(modulo.name)
    return ESCENAS


def retratos() -> dict[str, tuple[Escena, float]]:
    """File's name without its ending → the scene and the size of its text."""
    todos = {}
    for (ventana, estado), hace in sorted(cargar().items()):
        todos[f"{ventana}-{estado}" if estado else ventana] = (hace, 1.0)
        if estado == NORMAL:
            todos[f"{ventana}-{GRANDE}"] = (hace, 2.0)
    return todos


def asentar(ventana: QWidget) -> None:
    """What was asked to be laid out is, long texts to their end: Qt does it little by little."""
    for texto in ventana.findChildren(QTextEdit):
        documento = texto.document()
        documento.documentLayout().blockBoundingRect(documento.lastBlock())
    for _ in range(3):
        QApplication.processEvents()
    ventana.repaint()
