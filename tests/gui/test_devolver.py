"""The ways out of a captura, with keys alone: not that acta, not to be read, for somebody else (R-04)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prep.domain.catalogo.ajustes import Identificacion
from prep.services.estacion.errores import DatoInvalido
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.es_esta import EsEsta
from prep.ui.captura.pantalla import PantallaCaptura
from prep.ui.marco import Marco
from tests.conftest import Nodo
from tests.gui.conftest import Contestador
from tests.gui.test_captura import CIFRAS, OTRA, UNA, VALORES, con_obra, con_trabajo, foco, marco, teclear_campos
from tests.gui.test_marco import entrar
from tests.gui.test_validacion import AbrirMesa, Sitio, abrir_mesa, abrir_primero, sitio

__all__ = ["abrir_mesa", "con_trabajo", "marco", "sitio"]


def preguntada(qtbot: QtBot, marco: Marco) -> PantallaCaptura:
    """The capture screen while it asks whether what is in sight is the acta of its label."""
    qtbot.waitUntil(lambda: "¿Es esta?" in marco.windowTitle() and isinstance(QApplication.focusWidget(), EsEsta))
    assert isinstance(marco.pantalla, PantallaCaptura)
    return marco.pantalla


@pytest.mark.parametrize(("letra", "razon", "clase"), [("A", "NO_ES", "MESA"), ("D", "OTRA_PERSONA", "CAPTURA")])
def test_la_que_devuelve_con_su_razon_no_le_vuelve_a_llegar(
    marco: Marco, poblada: Nodo, contestador: Contestador, qtbot: QtBot, letra: str, razon: str, clase: str
) -> None:
    """D4: it was given back to the same person."""
    con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, CIFRAS[:2])
    contestador.respuestas = ["", letra]
    qtbot.keyClick(foco(), Qt.Key.Key_F11)
    assert foco().objectName() == "campo-2", "sigue donde estaba"
    qtbot.keyClick(foco(), Qt.Key.Key_F11)
    con_obra(qtbot, marco, OTRA)
    devueltas = poblada.dueno(
        "SELECT acta, operador, cuerpo::json ->> 'razon' FROM prep.hecho WHERE tipo = 'DEVOLUCION'"
    )
    assert devueltas == [(UNA, "ana", razon)]
    assert poblada.dueno("SELECT count(*) FROM prep.toma WHERE acta = %s", UNA) == [(0,)]
    assert "no le vuelve a llegar" in contestador.dichos[0]


def test_antes_de_capturar_se_pregunta_si_es_la_de_su_etiqueta_y_no_se_captura_otra(
    marco: Marco, poblada: Nodo, contestador: Contestador, qtbot: QtBot
) -> None:
    """Nothing but its own key answers it; what is not is handed back, and never keyed as the label says."""
    pantalla = preguntada(qtbot, marco)
    assert pantalla.acta is not None and pantalla.visor._identidad
    for tecla in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_7):
        qtbot.keyClick(foco(), tecla)
        assert pantalla.acta.por_reconocer and isinstance(foco(), EsEsta)
    assert not pantalla._boton_guardar.property("principal"), "lo que se pregunta es lo que se ve primero"
    with pytest.raises(DatoInvalido, match="Falta decir si es esta acta"):
        _ = pantalla.acta.identificacion
    contestador.respuestas = ["", "A"]
    qtbot.keyClick(foco(), Qt.Key.Key_N)
    assert pantalla.acta.por_reconocer, "siguió con ella, y se le sigue preguntando"
    qtbot.keyClick(foco(), Qt.Key.Key_N)
    qtbot.waitUntil(
        lambda: (
            poblada.dueno("SELECT cuerpo::json ->> 'razon' FROM prep.hecho WHERE tipo = 'DEVOLUCION'") == [("NO_ES",)]
        )
    )
    con_obra(qtbot, marco, OTRA)
    assert not pantalla.visor._identidad, "el acta entera"


@pytest.fixture
def preimpreso(poblada: Nodo) -> Iterator[None]:
    """The code is printed on the paper; a page whose code was not read is assigned by hand."""
    poner = (
        "UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{ajustes,identificacion_catd}', to_jsonb(%s::text))"
    )
    poblada.dueno(poner, "preimpreso")
    yield
    poblada.dueno(poner, "etiqueta")


@pytest.mark.usefixtures("preimpreso", "marco")
def test_tambien_donde_el_codigo_esta_impreso_se_pregunta(qtbot: QtBot, marco: Marco) -> None:
    pantalla = preguntada(qtbot, marco)
    assert pantalla.acta is not None
    assert pantalla.acta.trabajo.identificacion is Identificacion.PREIMPRESO and pantalla.acta.por_reconocer


def test_la_que_nadie_capturo_no_se_acepta_y_la_mesa_lee_por_que(
    sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot
) -> None:
    sitio.disputar(UNA, list(VALORES), list(VALORES))
    sitio.nodo.dueno("UPDATE prep.trabajo SET ronda = 2 WHERE clase = 'MESA'")  # handed back: nobody captured that one
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    assert not pantalla._boton_aceptar.isEnabled() and "Nadie la ha capturado" in pantalla.aviso
    for tecla in (Qt.Key.Key_Down, Qt.Key.Key_F2):
        qtbot.keyClick(foco(), tecla)
    assert "Nadie la ha capturado" in pantalla.aviso, "sigue dicho"
    assert pantalla._hechas["recapturar"].isEnabled() and sitio.dictamenes() == []


def test_lo_que_ya_reconocio_no_se_le_pregunta_al_volver(marco: Marco, qtbot: QtBot) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    assert pantalla.acta is not None
    teclear_campos(qtbot, CIFRAS[:1])
    obra = pantalla.acta
    qtbot.waitUntil(lambda: obra.formulario.esta_guardada(0))
    qtbot.keyClick(foco(), Qt.Key.Key_F10)
    entrar(qtbot)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Cifra))
