"""A station with its scanning screen on a screen that nobody sees, and a folder where pages fall."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from catd.digitalizacion.fuentes import HojaDeFuentes
from catd.digitalizacion.pantalla import PUERTA, PantallaDigitalizacion
from prep.devices.hallados import EscanerHallado
from prep.domain.catalogo.catalogo import TipoCasilla
from prep.domain.hechos.hechos import Imagen, Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.services.estacion.estacion import Estacion
from prep.ui.marco import Marco
from tests.devices.actas import Actas, actas_de_pueblo
from tests.gui.conftest import AbrirMarco, Contestador, abrir_marco, contestador, fallos, taller, teclear, tema
from tests.services.conftest import CONTRASENA, conocido, sesion
from tests.services.digitalizacion.escaneo import estacion_en, propias

__all__ = ["abrir_marco", "contestador", "fallos", "taller", "tema"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Escena:
    """The window with the session open. `suyas`: the numbers of this CATD's actas."""

    def __init__(self, marco: Marco, estacion: Estacion, actas: Actas, qtbot: QtBot, contestador: Contestador) -> None:
        self.marco, self.estacion, self.actas, self.qtbot, self.contestador = marco, estacion, actas, qtbot, contestador
        self.suyas = [n for n in propias(actas) if actas.catalogo.actas[actas.claves[n]].tipo is TipoCasilla.B]
        self.entrada = estacion.spool.ruta.parent / "escaneos"

    @property
    def pantalla(self) -> PantallaDigitalizacion:
        assert isinstance(self.marco.pantalla, PantallaDigitalizacion)
        return self.marco.pantalla

    def entrar(self) -> None:
        """Logged in with the keyboard, and the tray open."""
        for texto in ("ana", CONTRASENA):
            self.qtbot.waitUntil(lambda: self.foco() is not None and type(self.foco()).__name__ == "QLineEdit")
            campo = self.foco()
            assert campo is not None
            teclear(self.qtbot, campo, texto)
            self.qtbot.keyClick(campo, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.marco.pantalla is not None and self.pantalla.obra.mesa is not None)

    def foco(self) -> QWidget | None:
        return self.marco.focusWidget()

    def tecla(self, tecla: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """To whatever has the focus, as from a keyboard."""
        campo = self.foco()
        assert campo is not None
        self.qtbot.keyClick(campo, tecla, con)

    def enciende(self, accion: str) -> bool:
        """Whether the button of that action may be pressed."""
        boton = self.pantalla.findChild(QPushButton, f"boton-{accion}")
        assert boton is not None
        return boton.isEnabled()

    def escribir(self, texto: str) -> None:
        campo = self.foco()
        assert campo is not None
        teclear(self.qtbot, campo, texto)

    def fuentes(self) -> HojaDeFuentes:
        """The sheet of sources, opened with its key, and its search ended."""
        self.tecla(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HojaDeFuentes), timeout=20_000)
        hoja = QApplication.activeModalWidget()
        assert isinstance(hoja, HojaDeFuentes)
        self.qtbot.waitUntil(lambda: "Buscando" not in hoja.estado.text(), timeout=60_000)
        return hoja

    def usar(self, dicho: str) -> None:
        """Walks the sheet of sources with the arrows to the row that says so, and Enter."""
        tabla = self.fuentes().tabla
        filas = [f"{tabla.item(n, 1).text()} {tabla.item(n, 2).text()}" for n in range(tabla.rowCount())]  # type: ignore[union-attr]
        cual = next(n for n, fila in enumerate(filas) if dicho in fila)
        for _ in range(cual):
            self.qtbot.keyClick(tabla, Qt.Key.Key_Down)
        self.qtbot.keyClick(tabla, Qt.Key.Key_Return)

    def escaner(self, direccion: str) -> None:
        """A scanner by the address that is written."""
        self.contestador.respuestas = [direccion]
        self.usar("Por su dirección…")

    def recibir(self, *cuales: int) -> None:
        acopio = Acopiar(self.estacion, sesion("ana", self.estacion))
        for n in cuales:
            acopio.registrar(self.actas.claves[n], "D")

    def caer(self, nombre: str, contenido: bytes) -> None:
        """A file falls in the folder, whole."""
        (self.entrada / nombre).write_bytes(contenido)

    def esperar(self, **estados: int) -> None:
        """Until so many pages are in each state named, and no other is being read."""
        pedidos = {EstadoHoja[nombre]: cuantas for nombre, cuantas in estados.items()}

        def ya() -> bool:
            hay = self.pantalla.hojas.cuantas()
            return hay[EstadoHoja.POR_LEER] == 0 and all(hay[e] == n for e, n in pedidos.items())

        self.qtbot.waitUntil(ya, timeout=20_000)

    def actual(self) -> Hoja:
        """The page in focus."""
        hoja = self.pantalla.hojas.hoja(self.pantalla.tira.currentIndex().row())
        assert hoja is not None
        return hoja

    def dice(self, nombre: str) -> str:
        rotulo = self.pantalla.findChild(QLabel, nombre)
        assert rotulo is not None
        return rotulo.text()

    def imagenes(self) -> list[str]:
        """The key of each image in the spool."""
        return [h.acta for h in self.estacion.spool.de_tipos(Tipo.IMAGEN) if isinstance(h.cuerpo, Imagen)]


def _sin_red() -> list[EscanerHallado]:
    """Nobody announces: a search takes seconds, and its own test makes it."""
    return []


@pytest.fixture(scope="session")
def actas(tmp_path_factory: pytest.TempPathFactory) -> Actas:
    return actas_de_pueblo(tmp_path_factory.mktemp("pueblo-ventana"))


@pytest.fixture
def escena(
    actas: Actas,
    tmp_path: Path,
    abrir_marco: AbrirMarco,
    contestador: Contestador,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Escena]:
    """Without node: the screen goes on all the same."""
    monkeypatch.setattr("prep.devices.carpeta.REPOSO_S", 0.1)
    monkeypatch.setattr("catd.digitalizacion.obra.MIRA_MS", 100)
    monkeypatch.setattr("catd.digitalizacion.fuentes.de_la_red", _sin_red)
    (tmp_path / "sane.d").mkdir()
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path / "sane.d"))  # this computer has no scanner
    with estacion_en(tmp_path, actas.catalogo) as estacion:
        monkeypatch.setattr(estacion, "operadores", lambda: (conocido("ana"),))
        abierta = Escena(abrir_marco(estacion, (PUERTA,)), estacion, actas, qtbot, contestador)
        abierta.entrar()
        yield abierta
        abierta.marco.close()
        qtbot.waitUntil(lambda: not abierta.marco._taller.en_curso, timeout=20_000)
