"""A station's kit, opened in its window by real keys: from the memory to a station at work, and what does not open."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from prep.net.descubrimiento import Hallado
from prep.net.identificacion import CENTRO, leer
from prep.net.kit import nuevo
from prep.net.kit_usado import TERMINA
from prep.services.estacion import ficha as fichas
from prep.services.estacion import kit as kits
from prep.services.nodo.cliente import NodoCliente
from prep.ui import primera
from prep.ui.hilos import Taller
from prep.ui.kit import VentanaDelKit
from prep.ui.primera import Primera
from prep.ui.tema import Tema
from tests.central.autoridad.ejemplo import AHORA, HASTA
from tests.central.sitios.cifrado import SitiosCifrados
from tests.central.sitios.conftest import un_centro
from tests.gui import recorrido
from tests.gui.conftest import PC, teclear
from tests.net.baratos import barato

ESTACION = "est-ccv-1"
FRASE = "gyga-47r6-wmbk-pvyp"
PROPIO = "prueba-1"


class Apertura:
    """The window, as a person sees it, with a memory that can be plugged in."""

    def __init__(self, qtbot: QtBot, ventana: VentanaDelKit, memoria: Path, datos: Path) -> None:
        self.qtbot, self.ventana, self.memoria, self.datos = qtbot, ventana, memoria, datos
        (self.kit,) = ventana.findChildren(QComboBox)
        (self.frase,) = (w for w in ventana.findChildren(QLineEdit) if not isinstance(w.parentWidget(), QComboBox))
        aviso = ventana.findChild(QLabel, "aviso")
        assert isinstance(aviso, QLabel)
        self.aviso = aviso

    def conectar(self, crudo: bytes, nombre: str = f"estacion.{ESTACION}.kit") -> Path:
        ruta = self.memoria / "USB" / "kits" / "CCV" / nombre
        ruta.parent.mkdir(parents=True, exist_ok=True)
        ruta.write_bytes(crudo)
        self.ventana.mirar()
        self.qtbot.waitUntil(lambda: self.kit.count() > 0, timeout=15_000)
        return ruta

    def abrir(self, frase: str) -> None:
        self.frase.setFocus()
        self.frase.selectAll()
        teclear(self.qtbot, self.frase, frase)
        self.qtbot.keyClick(self.frase, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.aceptada() or "Abriendo" not in self.aviso.text(), timeout=15_000)

    def aceptada(self) -> bool:
        return self.ventana.result() == VentanaDelKit.DialogCode.Accepted.value


@pytest.fixture(scope="module")
def sitios() -> Iterator[SitiosCifrados]:
    with un_centro(SitiosCifrados) as todos:
        assert isinstance(todos, SitiosCifrados)
        yield todos


@pytest.fixture
def apertura(
    tmp_path: Path, taller: Taller, tema: Tema, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Apertura]:  # fmt: skip
    escala, programa = getattr(request, "param", (1.0, "ccv"))
    tema.escalar(escala)
    memoria, datos = tmp_path / "media", tmp_path / "datos"
    monkeypatch.setattr(kits, "MEMORIAS", (str(memoria),))
    ventana = VentanaDelKit(datos, programa, taller)
    ventana.show()
    yield Apertura(qtbot, ventana, memoria, datos)
    ventana.close()
    qtbot.waitUntil(lambda: not taller.en_curso, timeout=15_000)
    ventana.deleteLater()


def de_estacion(sitios: SitiosCifrados, sitio: str = CENTRO) -> bytes:
    (suya,) = sitios.autoridad.de_estaciones(sitio, [ESTACION], AHORA)
    return barato(nuevo(suya).model_dump_json().encode(), FRASE)


def test_con_su_memoria_y_la_frase_de_su_papel_la_estacion_halla_su_nodo_y_trabaja(
    sitios: SitiosCifrados, apertura: Apertura, taller: Taller, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Conecte la memoria" in apertura.aviso.text()
    kit = apertura.conectar(de_estacion(sitios))
    assert apertura.kit.currentText() == str(kit) and "frase de su papel" in apertura.aviso.text()
    apertura.abrir(f" {FRASE.upper().replace('-', ' ')}")
    assert apertura.aceptada() and leer(apertura.datos / "identificacion.json").para == ESTACION
    servidor, puerto = sitios.centro.cluster.direccion
    otros = [Hallado(PROPIO, "CATD01", "0", servidor, 1), Hallado("OTRO", "CENTRO", "0", servidor, 2)]
    monkeypatch.setattr(primera, "buscar_todos", lambda _: [*otros, Hallado(PROPIO, "CENTRO", "0", servidor, puerto)])
    ventana = Primera(apertura.datos / fichas.ARCHIVO, taller)
    ventana.show()
    try:
        qtbot.waitUntil(lambda: ventana.ficha is not None, timeout=15_000)
    finally:
        ventana.close()
        qtbot.waitUntil(lambda: not taller.en_curso, timeout=15_000)
        ventana.deleteLater()
    with NodoCliente(fichas.conexion(fichas.leer(apertura.datos / fichas.ARCHIVO), apertura.datos)) as cliente:
        assert cliente.estado_nodo().sitio == "CCV"


def test_el_de_otro_catd_dice_de_quien_es_y_que_hay_aqui(
    sitios: SitiosCifrados, apertura: Apertura, taller: Taller, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    apertura.conectar(de_estacion(sitios))
    apertura.abrir(FRASE)
    monkeypatch.setattr(primera, "buscar_todos", lambda _: [Hallado(PROPIO, "CATD07.2", "0", "10.0.0.7", 5480)])
    ventana = Primera(apertura.datos / fichas.ARCHIVO, taller)
    ventana.show()
    (aviso,) = (r for r in ventana.findChildren(QLabel) if r.wordWrap())
    try:
        qtbot.waitUntil(lambda: "del sitio CENTRO de prueba-1" in aviso.text(), timeout=15_000)
        assert "CATD07.2 (prueba-1)" in aviso.text() and ventana.ficha is None
    finally:
        ventana.close()
        qtbot.waitUntil(lambda: not taller.en_curso, timeout=15_000)
        ventana.deleteLater()


def de_nodo(sitios: SitiosCifrados) -> bytes:
    suya = sitios.autoridad.de_nodo("01", "catd01", AHORA)
    return barato(nuevo(suya, "{}").model_dump_json().encode(), FRASE)


MALOS: list[tuple[Callable[[SitiosCifrados], bytes], str, str]] = [
    (de_estacion, "otra-frase-que-noes", "La frase no abre"),
    (de_estacion, " ", "Faltan el kit o la frase"),
    (lambda s: de_estacion(s)[:-7], FRASE, "está cortado o alterado"),
    (lambda s: de_estacion(s)[:40], FRASE, "no es un kit, o está cortado"),
    (lambda s: bytes([*de_estacion(s)[:-9], 0, *de_estacion(s)[-8:]]), FRASE, "está cortado o alterado"),
    (lambda s: de_estacion(s, "01"), FRASE, "del CATD 01: abra el programa «PREP, estación del CATD»"),
    (de_nodo, FRASE, "Este kit es de un nodo"),
]  # fmt: skip


@pytest.mark.parametrize("apertura", [(1.0, "ccv"), (2.0, "ccv")], indirect=True)
def test_lo_que_no_abre_se_dice_en_palabras_y_no_queda_nada(sitios: SitiosCifrados, apertura: Apertura) -> None:
    QApplication.processEvents()
    recorrido.exigir(apertura.ventana)
    for hacer, frase, dicho in MALOS:
        apertura.conectar(hacer(sitios))
        apertura.abrir(frase)
        assert dicho in apertura.aviso.text() and not apertura.aceptada()
        assert not apertura.datos.exists() and not list(apertura.memoria.rglob(f"*{TERMINA}"))
        QApplication.processEvents()
        recorrido.exigir(apertura.ventana)
        assert apertura.ventana.width() <= PC[0] and apertura.ventana.height() <= PC[1]


def test_el_vencido_y_el_que_se_uso_en_otro_equipo_se_dicen(
    sitios: SitiosCifrados, apertura: Apertura, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = apertura.conectar(de_estacion(sitios))
    with monkeypatch.context() as despues:
        reloj = type("Despues", (), {"now": staticmethod(lambda _: HASTA + timedelta(days=31))})
        despues.setattr("prep.net.kit.datetime", reloj)
        apertura.abrir(FRASE)
    assert "El kit venció" in apertura.aviso.text() and not apertura.aceptada()
    nota = kit.with_name(kit.name + TERMINA)
    nota.write_text(f"pc-7 /home/otro/.prep/ccv\n20/05/2027 09:10\n{sha256(kit.read_bytes()).hexdigest()}\n", "utf-8")
    apertura.abrir(FRASE)
    assert "ya se usó en el equipo «pc-7» (20/05/2027 09:10)" in apertura.aviso.text()
    assert not apertura.datos.exists()
    nota.unlink()
    apertura.abrir(FRASE)
    assert apertura.aceptada() and nota.exists()
