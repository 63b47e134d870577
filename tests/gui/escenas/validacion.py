"""The verification desk: its tray, and a case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from prep.ui.marco import Marco
from prep.ui.validacion.pantalla import PUERTA, PantallaValidacion
from tests.gui.conftest import destino
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.test_validacion import CIFRAS, OTRA, TERCERA, UNA, Sitio, abrir_primero, tecla
from tests.store import estados

BETO = [*CIFRAS[:2], 90, *CIFRAS[3:5], 1102, *CIFRAS[6:-1], 505]
HORAS = ((UNA, "01:04:31"), (OTRA, "01:53:00"), (TERCERA, "02:15:01"))  # when each case began to wait


def con_casos(e: Estudio, leida: str = "") -> tuple[Marco, PantallaValidacion]:
    """Three cases in the tray, one of them another person's."""
    sitio = Sitio(e.nodo, e.en_linea)
    sitio.disputar(UNA, CIFRAS, BETO, leida)
    sitio.disputar(OTRA, CIFRAS, CIFRAS)
    sitio.disputar(TERCERA, CIFRAS, BETO)
    for clave, hora in HORAS:
        e.nodo.dueno("UPDATE prep.trabajo SET creado = %s WHERE acta = %s", f"2024-06-03 {hora}+00", clave)
    estado = "UPDATE prep.trabajo SET operador = 'dani', expira = '2100-01-01' WHERE acta = %s AND clase = 'MESA'"
    e.nodo.dueno(estado, OTRA)
    marco = e.abrir(sitio.mesa, PUERTA)
    pantalla = e.entrar(marco, "caro")
    assert isinstance(pantalla, PantallaValidacion)
    e.hasta(lambda: pantalla.bandeja.tabla.rowCount() == len(HORAS))
    return marco, pantalla


def con_caso(e: Estudio, leida: str = "") -> tuple[Marco, PantallaValidacion]:
    marco, pantalla = con_casos(e, leida)
    abrir_primero(e.qtbot, pantalla)
    e.hasta(lambda: pantalla.visor.con_hoja)
    return marco, pantalla


@escena("validacion-bandeja")
def en_bandeja(e: Estudio) -> QWidget:
    return con_casos(e)[0]


@escena("validacion")
def normal(e: Estudio) -> QWidget:
    marco, _ = con_caso(e)
    e.qtbot.keyClicks(QApplication.focusWidget(), "b")
    return marco


@escena("validacion", "error")
def falta_un_campo(e: Estudio) -> QWidget:
    """Both read another acta, and a field is not decided."""
    marco, _ = con_caso(e, OTRA)
    tecla(e.qtbot, Qt.Key.Key_F2)
    return marco


@escena("validacion", "otra-acta")
def es_otra(e: Estudio) -> QWidget:
    marco, _ = con_caso(e)
    destino(e.qtbot, "Es otra acta")
    for parte in ("9876", "b", "1", "0"):
        e.qtbot.keyClicks(QApplication.focusWidget(), parte)
        tecla(e.qtbot, Qt.Key.Key_Return)
    return marco


@escena("validacion", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    marco, pantalla = con_caso(e)
    e.quitar_nodo(marco)
    e.hasta(lambda: "Sin nodo" in pantalla.aviso)
    return marco


@escena("validacion", "avisos")
def con_avisos(e: Estudio) -> QWidget:
    """What was found about the acta, above its fields."""
    marco, pantalla = con_casos(e)
    estados.con_hallazgos(e.nodo, UNA, ("H-12", "H-07", "H-22"))
    abrir_primero(e.qtbot, pantalla)
    e.hasta(lambda: pantalla.visor.con_hoja)
    return marco


@escena("validacion", "devuelta")
def devuelta(e: Estudio) -> QWidget:
    """Nobody captured it: somebody said why, and the desk decides what becomes of it."""
    marco, pantalla = con_casos(e)
    (caso, _, _) = e.nodo.dueno("SELECT id FROM prep.trabajo WHERE clase = 'MESA' ORDER BY id")
    e.nodo.dueno("UPDATE prep.trabajo SET ronda = 2 WHERE id = %s", *caso)
    estados.con_hallazgos(e.nodo, UNA, ("H-61",))
    abrir_primero(e.qtbot, pantalla)
    e.hasta(lambda: pantalla.visor.con_hoja)
    return marco
