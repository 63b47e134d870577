"""A forgotten password at 21:00, by keys: proposed beside the person, accepted by another, and they work (P-10)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from central.nodo.personas import OperadorNuevo
from prep.domain.hechos.hechos import Respuesta
from prep.net import identidad
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.personas import Personas
from prep.ui.captura.pantalla import PUERTA as CAPTURA
from prep.ui.coordinacion.pantalla import PUERTA as COORDINACION
from prep.ui.marco import Marco
from prep.ui.personas.pantalla import PUERTA, PantallaPersonas
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, destino, teclear
from tests.gui.test_coordinacion import pulsar
from tests.gui.test_marco import entrar
from tests.services.arbitro import arbitro
from tests.services.conftest import CONTRASENA, PERSONAS, llave, sesion

EnLinea = Callable[[str], Estacion]
NUEVA = "otra de 21:00"
PLAZO = 15_000


@pytest.fixture
def en_marcha(poblada: Nodo, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nodo]:
    estado = Estacion.medir_reloj
    monkeypatch.setattr(Estacion, "medir_reloj", lambda suya: replace(estado(suya), fase="abrir"))
    with arbitro(poblada):
        yield poblada


def ventana(qtbot: QtBot, abrir_marco: AbrirMarco, estacion: Estacion, *puertas: object) -> Marco:
    estacion.entregar_aparte()
    marco = abrir_marco(estacion, puertas)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=PLAZO)
    marco.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit) and marco.isActiveWindow())
    return marco


def personas_de(qtbot: QtBot, marco: Marco) -> PantallaPersonas:
    qtbot.waitUntil(lambda: isinstance(marco.pantalla, PantallaPersonas) and not marco.bloqueada, timeout=PLAZO)
    assert isinstance(marco.pantalla, PantallaPersonas)
    pantalla = marco.pantalla
    qtbot.waitUntil(lambda: pantalla.piezas.personas.rowCount() > 0, timeout=PLAZO)
    return pantalla


def escribir(qtbot: QtBot, *textos: str) -> None:
    """Each in the field that has the focus, and Enter."""
    for texto in textos:
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        campo = QApplication.focusWidget()
        assert isinstance(campo, QLineEdit)
        teclear(qtbot, campo, texto)
        qtbot.keyClick(campo, Qt.Key.Key_Return)


def test_a_las_21_se_le_da_otra_contrasena_y_vuelve_a_su_puesto(
    en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, contestador: Contestador
) -> None:
    coordinacion = ventana(qtbot, abrir_marco, en_linea("est-01-1"), COORDINACION, PUERTA)
    entrar(qtbot, "eva")
    qtbot.waitUntil(lambda: coordinacion.pantalla is not None and not coordinacion.bloqueada, timeout=PLAZO)
    qtbot.keyClick(coordinacion, Qt.Key.Key_F9)
    pantalla = personas_de(qtbot, coordinacion)
    assert [pantalla.piezas.personas.item(n, 0).text() for n in range(3)] == ["ana", "beto", "caro"]  # type: ignore[union-attr]
    for _ in range(2):
        pulsar(qtbot, Qt.Key.Key_Down)
    contestador.respuestas += ["Olvidó su contraseña."]
    destino(qtbot, "Contraseña nueva")
    escribir(qtbot, "corta", "corta")
    qtbot.waitUntil(lambda: "8 caracteres" in pantalla.piezas.contrasena.aviso, timeout=PLAZO)
    escribir(qtbot, NUEVA, "otra cosa")
    qtbot.waitUntil(lambda: "No son iguales" in pantalla.piezas.contrasena.aviso, timeout=PLAZO)
    escribir(qtbot, NUEVA, NUEVA)
    qtbot.waitUntil(lambda: "falta que lo acepte otra persona" in pantalla.piezas.aviso, timeout=PLAZO)
    qtbot.waitUntil(lambda: pantalla.piezas.cambios.rowCount() == 1, timeout=PLAZO)
    assert "Espera a otra persona" in pantalla.piezas.cambios.item(0, 3).text()  # type: ignore[union-attr]

    mesa = ventana(qtbot, abrir_marco, en_linea("est-01-2"), PUERTA)
    entrar(qtbot, "beto")
    otra = personas_de(qtbot, mesa)
    qtbot.waitUntil(lambda: "Por contestar" in otra.piezas.aviso, timeout=PLAZO)
    contestador.respuestas += [True]
    pulsar(qtbot, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: otra.cambio is not None and otra.cambio.respuesta is Respuesta.ACEPTA, timeout=PLAZO)
    assert "caro" in contestador.dichos[-1].lower() and "Olvidó su contraseña" in contestador.dichos[-1]

    puesto = ventana(qtbot, abrir_marco, en_linea("est-01-3"), CAPTURA)
    entrar(qtbot, "caro", NUEVA)
    qtbot.waitUntil(lambda: puesto.sesion is not None, timeout=PLAZO)
    assert puesto.sesion is not None and puesto.sesion.conocido.publica != llave("caro").publica


def test_la_primera_vez_se_pide_la_propia_y_luego_se_entra_con_ella(
    en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    roles, sitio = PERSONAS["ana"]

    def registrar(sellada: str) -> None:
        suya = OperadorNuevo("ana", "Ana", llave("ana").publica, sellada, roles, sitio)
        with en_marcha.conectar("prep_dueno") as conn:
            conn.execute("UPDATE prep.operador SET sellada = %s WHERE operador = %s", (suya.sellada, suya.operador))

    ((antes,),) = en_marcha.dueno("SELECT sellada FROM prep.operador WHERE operador = 'ana'")
    request.addfinalizer(lambda: registrar(antes))
    registrar(identidad.sellar(llave("ana"), CONTRASENA, costo="prueba", provisional=True))
    marco = ventana(qtbot, abrir_marco, en_linea("est-01-1"), CAPTURA)
    entrar(qtbot, "ana")
    nueva = marco._entrada._nueva
    qtbot.waitUntil(nueva.isVisible, timeout=PLAZO)
    assert marco.sesion is None and "8 caracteres" in nueva.aviso and not nueva._dejar.isVisible()
    for _ in range(2):
        assert marco.windowTitle().startswith("Contraseña nueva")
        with qtbot.waitSignal(marco._vigia.pulso, timeout=PLAZO):  # what the node says now leaves it
            marco._vigia.latir()
    for se_va in (lambda: qtbot.keyClick(nueva._nueva, Qt.Key.Key_Escape), marco._entrada._ocio.timeout.emit):
        se_va()  # it was not her, or nobody is there: the station is for whoever comes, and her key is closed
        assert marco.windowTitle().startswith("Entrada") and not nueva.isVisible() and not marco._entrada.eligiendo
        entrar(qtbot, "ana")
        qtbot.waitUntil(nueva.isVisible, timeout=PLAZO)
        assert marco._entrada._ocio.isActive()
    escribir(qtbot, CONTRASENA, CONTRASENA)
    qtbot.waitUntil(lambda: "la de antes" in nueva.aviso, timeout=PLAZO)
    escribir(qtbot, NUEVA, NUEVA)
    qtbot.waitUntil(lambda: marco.sesion is not None, timeout=PLAZO)
    qtbot.keyClick(marco, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: marco.sesion is None)
    entrar(qtbot, "ana", NUEVA)
    qtbot.waitUntil(lambda: marco.sesion is not None, timeout=PLAZO)


def test_a_quien_le_cambian_los_permisos_se_le_cierra_la_sesion(
    en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    puesto = en_linea("est-01-3")
    marco = ventana(qtbot, abrir_marco, puesto, CAPTURA)
    entrar(qtbot, "caro")
    qtbot.waitUntil(lambda: marco.sesion is not None, timeout=PLAZO)
    una, otra = en_linea("est-01-1"), en_linea("est-01-2")
    otra.actualizar()  # as at its door: who works there
    Personas(una, sesion("eva", una)).cambiar("caro", ["mesa"], "01", "Hace falta en otro puesto.")
    beto = Personas(otra, sesion("beto", otra))
    qtbot.waitUntil(lambda: bool(beto.ver().cambios), timeout=PLAZO)
    beto.aceptar(beto.ver().cambios[0])
    qtbot.waitUntil(lambda: beto.ver().cambios[0].respuesta is Respuesta.ACEPTA, timeout=PLAZO)
    puesto.actualizar()  # as its pulse does each minute

    def salio() -> bool:
        marco._avisador._mirar()  # again, for one that was under way knew the old list
        return marco.sesion is None

    qtbot.waitUntil(salio, timeout=PLAZO)
    assert "cambiaron" in marco._orilla._aviso.text()
