"""The tray of cotejos, and one beside its two images."""

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from prep.ui.cotejo.pantalla import PUERTA, PantallaCotejos
from prep.ui.marco import Marco
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.test_cotejos import abrir_el_mas_antiguo, de_las_dos_vias
from tests.store import ejemplos

OTRA = ejemplos.acta(3).clave
OFRECE = (
    "WITH estado AS (INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
    " VALUES (%s, 'VERIFICADA', 'CATD', true, 'CCV', 1, '{}', ''))"
    " INSERT INTO prep.miradas VALUES ('CCV', 1, %s)"
)
FRASES = ("La suma no da; con 47 en vez de 41 en PRI, sí", "columnas 834 41 PRI,PAN")
HORA = "UPDATE prep.trabajo SET creado = '2024-06-03 01:53:00+00'"


def en_la_bandeja(e: Estudio, *, con: bool = True) -> tuple[Marco, PantallaCotejos]:
    ccv = de_las_dos_vias(e.nodo, e.en_linea) if con else e.en_linea("est-ccv-1")
    e.nodo.dueno(HORA)
    if con:
        fila = {"acta": OTRA, "mirada": FRASES[1], "frase": FRASES[0], "seguridad": "", "otra": ""}
        e.nodo.dueno(OFRECE, OTRA, json.dumps([fila]))
    marco = e.abrir(ccv, PUERTA)
    pantalla = e.entrar(marco, "fer")
    assert isinstance(pantalla, PantallaCotejos)
    e.hasta(lambda: pantalla.bandeja.aviso)
    return marco, pantalla


def con_uno(e: Estudio) -> tuple[Marco, PantallaCotejos]:
    marco, pantalla = en_la_bandeja(e)
    abrir_el_mas_antiguo(e.qtbot, pantalla)
    return marco, pantalla


@escena("cotejos-bandeja")
def bandeja(e: Estudio) -> QWidget:
    return en_la_bandeja(e)[0]


@escena("cotejos-bandeja", "vacia")
def vacia(e: Estudio) -> QWidget:
    return en_la_bandeja(e, con=False)[0]


@escena("cotejos")
def normal(e: Estudio) -> QWidget:
    return con_uno(e)[0]


@escena("cotejos", "error")
def otras_cifras(e: Estudio) -> QWidget:
    """Other figures are written, and F2 says that they are not what was published."""
    marco, _ = con_uno(e)
    for tecla in ("b", Qt.Key.Key_F2):
        campo = QApplication.focusWidget()
        assert campo is not None
        e.qtbot.keyClick(campo, tecla)
    return marco


@escena("cotejos", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    marco, pantalla = con_uno(e)
    e.quitar_nodo(marco)
    e.hasta(lambda: "Sin nodo" in pantalla.piezas.aviso)
    return marco
