"""A station's first day: its node is found or its address typed; what is wrong is told in words and nothing is kept."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from prep.net.descubrimiento import Hallado, anunciar, buscar_todos
from prep.services.estacion import ficha as fichas
from prep.ui import primera
from prep.ui.hilos import Taller
from prep.ui.primera import Primera
from prep.ui.tema import Tema
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import PC, teclear

LOCAL = ("127.0.0.1",)
ANUNCIADO = f"prueba-{secrets.token_hex(4)}"


class Dia:
    """The window of the first day, as a person sees and types it."""

    def __init__(self, qtbot: QtBot, ventana: Primera) -> None:
        self.qtbot, self.ventana = qtbot, ventana
        (self.nodo,) = ventana.findChildren(QComboBox)
        self.estacion, self.clave = (
            w for w in ventana.findChildren(QLineEdit) if not isinstance(w.parentWidget(), QComboBox)
        )
        (self.aviso,) = (r for r in ventana.findChildren(QLabel) if r.wordWrap())

    def buscado(self) -> None:
        buscar = next(b for b in self.ventana.findChildren(QPushButton) if b.text() == "Buscar otra vez")
        self.qtbot.waitUntil(buscar.isEnabled, timeout=15_000)

    def direccion(self, texto: str) -> None:
        self.nodo.setFocus()
        self.nodo.clearEditText()
        teclear(self.qtbot, self.nodo, texto)

    def unir(self, estacion: str, clave: str) -> None:
        """Types who it is and Enter, and waits for the answer."""
        for campo, texto in ((self.estacion, estacion), (self.clave, clave)):
            campo.setFocus()
            campo.selectAll()
            teclear(self.qtbot, campo, texto or "\b")
        self.qtbot.keyClick(self.clave, Qt.Key.Key_Return)
        preguntando = "Preguntando al nodo…"
        self.qtbot.waitUntil(lambda: self.aviso.text() != preguntando or not self.ventana.isVisible(), timeout=15_000)


@pytest.fixture
def ruta(tmp_path: Path) -> Path:
    return tmp_path / fichas.ARCHIVO


@pytest.fixture
def dia(
    ruta: Path,
    taller: Taller,
    tema: Tema,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Dia]:
    """At the size of text that the test says, as the program's own: it is given before there are windows."""
    tema.escalar(getattr(request, "param", 1.0))
    monkeypatch.setattr(primera, "BUSQUEDA_S", 0.3)
    monkeypatch.setattr(primera, "buscar_todos", _propios)
    ventana = Primera(ruta, taller)
    ventana.show()
    uno = Dia(qtbot, ventana)
    uno.buscado()  # what the search says would come, on a busy machine, over what is told later
    yield uno
    ventana.close()
    qtbot.waitUntil(lambda: not taller.en_curso, timeout=15_000)
    ventana.deleteLater()


def _propios(plazo_s: float) -> list[Hallado]:
    """What is found on the network, but for what others on this machine announce meanwhile."""
    return [hallado for hallado in buscar_todos(plazo_s) if hallado.proceso == ANUNCIADO]


def clave_de(nodo: Nodo, estacion: str) -> str:
    return nodo.cluster.claves[estacion]


def test_se_halla_el_nodo_en_la_red_y_la_estacion_queda_unida_a_el(
    dia: Dia, ruta: Path, nodo_prep: Nodo, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    servidor, puerto = nodo_prep.cluster.direccion
    monkeypatch.setattr(primera, "BUSQUEDA_S", 3.0)
    with anunciar(Hallado(ANUNCIADO, "CATD01", "0006", servidor, puerto), LOCAL):
        for _ in range(10):
            dia.ventana.buscar()
            dia.buscado()
            if any(dia.nodo.itemText(n).startswith(f"CATD01 — {ANUNCIADO} — ") for n in range(dia.nodo.count())):
                break
    indice = next(n for n in range(dia.nodo.count()) if dia.nodo.itemText(n).endswith(f":{puerto}"))
    assert "Nodos hallados:" in dia.aviso.text()
    dia.nodo.setCurrentIndex(indice)
    dia.unir("est-01-1", clave_de(nodo_prep, "est-01-1"))
    ficha = fichas.leer(ruta)
    assert dia.ventana.ficha == ficha
    assert (ficha.proceso, ficha.estacion, ficha.sitio) == ("prueba-1", "est-01-1", "01")
    assert (ficha.servidor, ficha.puerto) == (servidor, puerto)


@pytest.mark.parametrize(("estacion", "sitio"), [("est-01-1", "01"), ("est-ccv-1", "CCV")])
def test_con_la_direccion_escrita_a_mano_basta_y_el_sitio_lo_dice_el_nodo(
    dia: Dia, ruta: Path, nodo_prep: Nodo, estacion: str, sitio: str
) -> None:
    dia.direccion(f"127.0.0.1:{nodo_prep.cluster.direccion[1]}")
    dia.unir(estacion, clave_de(nodo_prep, estacion))
    assert fichas.leer(ruta).sitio == sitio
    assert not dia.ventana.isVisible()


def test_sin_ningun_nodo_se_dice_y_se_puede_escribir_su_direccion(dia: Dia) -> None:
    dia.ventana.buscar()
    dia.buscado()
    assert "No se halló ningún nodo" in dia.aviso.text() and "coordinación" in dia.aviso.text()
    escrito = dia.nodo.lineEdit()
    assert escrito is not None and escrito.isEnabled()


def test_buscar_otra_vez_no_borra_lo_que_se_escribio(dia: Dia) -> None:
    dia.direccion("10.0.0.7:5433")
    dia.ventana.buscar()
    dia.buscado()
    assert dia.nodo.currentText() == "10.0.0.7:5433"


def test_lo_que_esta_mal_se_dice_en_palabras_y_no_queda_nada_a_medias(
    dia: Dia, ruta: Path, nodo_prep: Nodo, sin_nodo: str
) -> None:
    puerto = nodo_prep.cluster.direccion[1]
    nadie = next(p for p in sin_nodo.split() if p.startswith("port=")).removeprefix("port=")
    buena = clave_de(nodo_prep, "est-01-1")
    for direccion, estacion, clave, dice in (
        ("catd01", "est-01-1", buena, "192.168.1.20:5433"),
        ("127.0.0.1:99999", "est-01-1", buena, "192.168.1.20:5433"),
        (f"127.0.0.1:{puerto}", "", buena, "Faltan el nombre o la contraseña"),
        (f"127.0.0.1:{puerto}", "est-01-1", "", "Faltan el nombre o la contraseña"),
        (f"127.0.0.1:{puerto}", "est-01-1", "otra", "El nodo no admite a «est-01-1» con esa contraseña"),
        (f"127.0.0.1:{puerto}", "no-existe", buena, "El nodo no admite a «no-existe» con esa contraseña"),
        (f"127.0.0.1:{nadie}", "est-01-1", buena, f"Nadie contesta en 127.0.0.1:{nadie}"),
    ):
        dia.direccion(direccion)
        dia.unir(estacion, clave)
        assert dice in dia.aviso.text(), (direccion, estacion)
        assert dia.ventana.isVisible() and dia.ventana.ficha is None
        assert list(ruta.parent.iterdir()) == []
    assert buena not in dia.aviso.text()


def test_una_estacion_de_baja_no_se_une(dia: Dia, ruta: Path, nodo_prep: Nodo) -> None:
    nodo_prep.dueno("UPDATE prep.estacion SET activo = false WHERE estacion = 'est-01-3'")
    try:
        dia.direccion(f"127.0.0.1:{nodo_prep.cluster.direccion[1]}")
        dia.unir("est-01-3", clave_de(nodo_prep, "est-01-3"))
    finally:
        nodo_prep.dueno("UPDATE prep.estacion SET activo = true WHERE estacion = 'est-01-3'")
    assert "fue dada de baja" in dia.aviso.text()
    assert not ruta.exists()


def test_un_disco_que_no_deja_escribir_se_dice(dia: Dia, ruta: Path, nodo_prep: Nodo) -> None:
    ruta.mkdir()
    dia.direccion(f"127.0.0.1:{nodo_prep.cluster.direccion[1]}")
    dia.unir("est-01-1", clave_de(nodo_prep, "est-01-1"))
    assert dia.aviso.text() and dia.ventana.ficha is None and dia.ventana.isVisible()


@pytest.mark.parametrize("dia", [1.0, 2.0], indirect=True)
def test_la_ventana_del_primer_dia_se_lee_y_se_teclea_a_cualquier_tamano(dia: Dia, nodo_prep: Nodo) -> None:
    QApplication.processEvents()
    recorrido.exigir(dia.ventana)
    dia.direccion(f"127.0.0.1:{nodo_prep.cluster.direccion[1]}")
    dia.unir("est-01-1", "otra")
    QApplication.processEvents()
    recorrido.exigir(dia.ventana)
    assert dia.ventana.width() <= PC[0] and dia.ventana.height() <= PC[1]
