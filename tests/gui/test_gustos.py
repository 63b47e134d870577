"""What each person likes of the windows: kept for them, not for others, and never a reason to stop."""

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from prep.services.estacion.estacion import Estacion
from prep.ui import tema as de_tema
from prep.ui.captura.pantalla import PUERTA
from prep.ui.colores import es_de_noche
from prep.ui.gustos import ARCHIVO, TAMANO_MAX, Gustos
from prep.ui.marco import Marco
from prep.ui.tema import Tema
from tests.gui.conftest import AbrirMarco
from tests.gui.test_marco import entrar


class Reloj(datetime):
    """The hour that a test says."""

    hora = 12

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Reloj":
        return cls(2024, 6, 2, cls.hora, 0, tzinfo=tz)


pytestmark = pytest.mark.usefixtures("qapp")  # also of a test that comes first and only makes widgets


@pytest.fixture
def reloj(monkeypatch: pytest.MonkeyPatch) -> type[Reloj]:
    monkeypatch.setattr(de_tema, "datetime", Reloj)
    monkeypatch.setattr(Reloj, "hora", 12)
    return Reloj


@pytest.fixture
def tema(qapp: QApplication, tmp_path: Path, reloj: type[Reloj]) -> Iterator[Tema]:
    """As a program's: it remembers."""
    propio = Tema(qapp, gustos=Gustos(tmp_path / ARCHIVO))
    yield propio
    propio.escalar(1.0)
    propio.vestir(noche=False)
    propio.deleteLater()


def partido() -> tuple[QWidget, QSplitter]:
    pantalla = QWidget()
    pantalla.setObjectName("captura")
    dos = QSplitter(pantalla)
    dos.addWidget(QWidget())
    dos.addWidget(QWidget())
    dos.resize(605, 100)
    return pantalla, dos


@pytest.mark.parametrize(("hora", "noche"), [(20, False), (21, True), (0, True), (5, True), (6, False)])
def test_de_nueve_a_seis_es_de_noche(hora: int, noche: bool, reloj: type[Reloj], tema: Tema) -> None:
    reloj.hora = hora
    tema.de("ana")
    assert tema.noche is noche is es_de_noche()


def test_al_llegar_la_hora_oscurece_sin_que_nadie_haga_nada(reloj: type[Reloj], tema: Tema) -> None:
    tema.de("ana")
    assert not tema.noche
    reloj.hora = 21
    tema._reloj.timeout.emit()
    assert tema.noche


def test_quien_dijo_otra_cosa_la_conserva_a_toda_hora(reloj: type[Reloj], tema: Tema) -> None:
    tema.de("ana")
    tema.otra_luz()
    reloj.hora = 21
    tema._reloj.timeout.emit()
    reloj.hora = 7
    tema._reloj.timeout.emit()
    assert tema.noche
    tema.otra_luz()  # as the hour says: from now on, as it says
    reloj.hora = 22
    tema._reloj.timeout.emit()
    assert tema.noche


def test_lo_de_una_persona_no_es_de_otra_y_sigue_otro_dia(tmp_path: Path) -> None:
    ruta = tmp_path / ARCHIVO
    primero, (pantalla, dos) = Gustos(ruta), partido()
    dos.setSizes([200, 400])
    primero.guardar_letra("ana", 1.5)
    primero.guardar_luz("ana", True)
    primero.guardar_partidas("ana", pantalla)
    del primero
    despues, (otra, suya) = Gustos(ruta), partido()
    assert (despues.letra("ana"), despues.luz("ana")) == (1.5, True)
    assert (despues.letra("dani"), despues.luz("dani")) == (None, None)
    antes = suya.sizes()
    despues.reponer_partidas("dani", otra)
    assert suya.sizes() == antes
    despues.reponer_partidas("ana", otra)
    assert suya.sizes() == dos.sizes() != antes


@pytest.mark.parametrize(
    "contenido",
    [
        b"\x00\xff[basura",
        b"[de-ana]\nletra=grande\nluz=azul\npartida-captura-0=9 de marzo\n",
        b"[de-ana]\npartida-captura-0=99999999999999999999 1\n",
        b"[de-ana]\npartida-captura-0=1 2 3\n",
        "[de-ana]\nletra=nan\npartida-captura-0=² ٣\n".encode(),
        b"[de-ana]\nletra=inf\npartida-captura-0=" + b"9" * 5_000 + b" 1\n",
        b"x" * (TAMANO_MAX + 1),
    ],
)
def test_lo_que_no_se_entiende_es_como_si_nadie_hubiera_dicho_nada(contenido: bytes, tmp_path: Path) -> None:
    ruta = tmp_path / ARCHIVO
    ruta.write_bytes(contenido)
    gustos, (pantalla, dos) = Gustos(ruta), partido()
    antes = dos.sizes()
    gustos.reponer_partidas("ana", pantalla)
    assert (gustos.letra("ana"), gustos.luz("ana"), dos.sizes()) == (None, None, antes)
    assert not gustos.reponer_ventana(pantalla)


def test_una_letra_fuera_de_medida_se_ajusta(tmp_path: Path, tema: Tema) -> None:
    assert tema._gustos is not None
    tema._gustos.guardar_letra("ana", 40.0)
    tema.de("ana")
    assert tema.escala == 2.0


def test_en_la_ventana_cada_persona_halla_su_letra_y_su_luz(
    en_linea: Callable[[str], Estacion], abrir_marco: AbrirMarco, qtbot: QtBot, tema: Tema
) -> None:
    """Ctrl+T and Ctrl++ by real keys; the door is nobody's."""
    marco: Marco = abrir_marco(en_linea("est-01-1"), (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"))  # before, it knows nobody

    def llega(quien: str) -> None:
        entrar(qtbot, quien)
        qtbot.waitUntil(lambda: marco.sesion is not None)

    llega("ana")
    qtbot.keyClick(marco, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(marco, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert (tema.noche, tema.escala) == (True, 1.25)
    qtbot.keyClick(marco, Qt.Key.Key_F10)
    assert (tema.noche, tema.escala) == (False, 1.0)
    llega("beto")
    assert (tema.noche, tema.escala) == (False, 1.0)
    qtbot.keyClick(marco, Qt.Key.Key_F10)
    llega("ana")
    assert (tema.noche, tema.escala) == (True, 1.25)
