"""What was proposed, and who answers it."""

from PySide6.QtWidgets import QWidget

from prep.ui.acuerdos.pantalla import PUERTA, PantallaAcuerdos
from prep.ui.marco import Marco
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.test_acuerdos import con_propuestas


def abierta(e: Estudio, *, con: bool = True) -> tuple[Marco, PantallaAcuerdos]:
    mesa = con_propuestas(e.nodo, e.en_linea) if con else e.en_linea("est-01-3")
    marco = e.abrir(mesa, PUERTA)
    pantalla = e.entrar(marco, "eva")
    assert isinstance(pantalla, PantallaAcuerdos)
    e.hasta(lambda: "Preguntando" not in pantalla.piezas.aviso)
    return marco, pantalla


@escena("acuerdos")
def normal(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e)
    e.hasta(lambda: pantalla.piezas.par.visores[0].con_hoja)
    return marco


@escena("acuerdos", "vacia")
def vacia(e: Estudio) -> QWidget:
    return abierta(e, con=False)[0]


@escena("acuerdos", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e)
    e.quitar_nodo(marco)
    e.hasta(lambda: "Sin nodo" in pantalla.piezas.aviso)
    return marco
