"""The capture window around an acta: pauses, no node, the row in sight, nothing of others, and any size of letters."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prep.services.captura.captura import Capturar as Servicio
from prep.services.estacion.estacion import Estacion
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.pantalla import PUERTA
from prep.ui.marco import Marco
from prep.ui.tema import Tema
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco, marcar
from tests.gui.test_captura import CIFRAS, OTRA, UNA, EnLinea, con_obra, con_trabajo, foco, marco, teclear_campos
from tests.gui.test_marco import entrar
from tests.services.conftest import sesion

__all__ = ["con_trabajo", "marco"]


def test_en_pausa_no_llega_otra_y_al_seguir_llega(marco: Marco, poblada: Nodo, qtbot: QtBot) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    qtbot.keyClick(foco(), Qt.Key.Key_F8)
    teclear_campos(qtbot, CIFRAS)
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pantalla.acta is None)
    assert poblada.dueno("SELECT count(*) FROM prep.trabajo WHERE acta = %s AND toma IS NOT NULL", OTRA) == [(0,)]
    qtbot.keyClick(pantalla, Qt.Key.Key_F8)
    con_obra(qtbot, marco, OTRA)


def test_sin_nodo_se_termina_y_queda_por_entregar(
    marco: Marco, con_trabajo: Estacion, sin_nodo: str, qtbot: QtBot
) -> None:
    con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, CIFRAS[:-1])
    con_trabajo.nodo.mudar(sin_nodo)
    teclear_campos(qtbot, CIFRAS[-1:])
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: con_trabajo.spool.cuentas().pendientes == 1)
    qtbot.waitUntil(lambda: "1" in marco.barra.texto("espera") and "SIN NODO" in marco.barra.texto("nodo"))


def test_el_renglon_en_foco_se_ilumina_en_la_imagen(marco: Marco, qtbot: QtBot) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    qtbot.waitUntil(lambda: pantalla.visor.caja is not None)
    cajas = []
    for cifra in CIFRAS:
        cajas.append(pantalla.visor.caja)
        teclear_campos(qtbot, [cifra])
    assert None not in cajas
    assert len(set(cajas)) == len(CIFRAS)


def test_nada_de_lo_capturado_por_otra_persona_esta_en_la_ventana(
    con_trabajo: Estacion, en_linea: EnLinea, abrir_marco: AbrirMarco, poblada: Nodo, qtbot: QtBot
) -> None:
    raras = [random.Random(7).randrange(10_000, 99_999) for _ in CIFRAS]
    otra = en_linea("est-01-3")
    servicio = Servicio(otra, sesion("beto", otra))
    trabajo = servicio.tomar()
    assert trabajo is not None
    servicio.terminar(trabajo, raras, "ACTA PREP", trabajo.acta.clave)
    abierto = abrir_marco(con_trabajo, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in abierto.barra.texto("nodo"))
    entrar(qtbot)
    con_obra(qtbot, abierto, trabajo.acta.clave)
    textos = " ".join(str(w.property("text")) for w in abierto.findChildren(QWidget))
    assert not [rara for rara in raras if str(rara) in textos]


@pytest.mark.parametrize("escala", [1.0, 1.5, 2.0])
def test_la_pantalla_cabe_a_cualquier_tamano_de_letra(marco: Marco, tema: Tema, qtbot: QtBot, escala: float) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    qtbot.waitUntil(lambda: pantalla.visor.caja is not None)
    marcar(qtbot, "*")
    marca = pantalla.findChild(Cifra, "campo-0")
    assert marca is not None and marca.text() == "ILEGIBLE"
    tema.escalar(escala)
    QApplication.processEvents()
    assert marca.width() > marca.fontMetrics().horizontalAdvance("ILEGIBLE"), "la marca se ve entera"
    assert pantalla._piezas._marco.horizontalScrollBar().maximum() == 0, "el formulario cabe a lo ancho"
    recorrido.exigir(marco)
