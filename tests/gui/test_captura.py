"""Capturing an acta with the keyboard alone: from its image to the fact at the node, and on to the next one."""

from collections.abc import Callable
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import Captura, Tipo
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.services.estacion.estacion import Estacion
from prep.ui.ayuda import Ayuda
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.es_esta import EsEsta
from prep.ui.captura.pantalla import PUERTA, PantallaCaptura
from prep.ui.latido import LatidoDeTrabajo
from prep.ui.marco import Marco
from prep.ui.rotulos import documentos
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, marcar
from tests.gui.test_marco import entrar
from tests.services.trabajos import con_imagen, ofrecer
from tests.store import ejemplos

EnLinea = Callable[[str], Estacion]
UNA, OTRA = ejemplos.acta(1).clave, ejemplos.acta(3).clave
CIFRAS = ["7", "8", "9", "10", "101", "102", "103", "104", "*", "+", "424"]
VALORES = (7, 8, 9, 10, 101, 102, 103, 104, Marca.ILEGIBLE, Marca.SIN_DATO, 424)
SOLTAR = "UPDATE prep.trabajo SET operador = NULL, estacion = NULL, toma = NULL, expira = NULL WHERE acta = %s"


@cache
def imagen(clave: str, valores: tuple[Valor, ...] = VALORES, toma: int = 1) -> bytes:
    """A scanned acta, drawn."""
    papel = Papel(clave, valores, "ACTA PREP")
    return dibujar(papel, ejemplos.catalogo(), 1, etiqueta=False, toma=toma)


@pytest.fixture
def con_trabajo(en_linea: EnLinea, poblada: Nodo) -> Estacion:
    """Two actas to capture; the station is not the one that scanned them."""
    acopio = en_linea("est-01-2")
    for clave in (UNA, OTRA):
        ofrecer(poblada, clave, con_imagen(acopio, clave, imagen(clave)), 1, 2)
    return en_linea("est-01-1")


@pytest.fixture
def marco(con_trabajo: Estacion, abrir_marco: AbrirMarco, qtbot: QtBot) -> Marco:
    con_trabajo.entregar_aparte()
    abierto = abrir_marco(con_trabajo, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in abierto.barra.texto("nodo"))
    entrar(qtbot)
    return abierto


def reconocer(marco: Marco) -> None:
    """Says that it is, if it is being asked."""
    pregunta = QApplication.focusWidget()
    if isinstance(pregunta, EsEsta) and "¿Es esta?" in marco.windowTitle():
        QTest.keyClick(pregunta, Qt.Key.Key_S)


def con_obra(qtbot: QtBot, marco: Marco, clave: str = "") -> PantallaCaptura:
    """The capture screen with an acta in hand, which was said to be the one of its label, and the focus in a field."""

    def lista() -> bool:
        p = marco.pantalla
        reconocer(marco)
        foco = QApplication.focusWidget()
        if not isinstance(p, PantallaCaptura) or p.acta is None or not isinstance(foco, Cifra):
            return False
        return not clave or p.acta.trabajo.acta.clave == clave

    qtbot.waitUntil(lista)
    assert isinstance(marco.pantalla, PantallaCaptura)
    return marco.pantalla


def foco() -> QWidget:
    quien = QApplication.focusWidget()
    assert quien is not None
    return quien


def teclear_campos(qtbot: QtBot, cifras: list[str]) -> int:
    """As an operator: digits and Enter, or the key of a mark. Returns how many keys."""
    teclas = 0
    for cifra in cifras:
        teclas += len(cifra) + cifra.isdigit()
        if cifra.isdigit():
            qtbot.keyClicks(foco(), cifra)
            qtbot.keyClick(foco(), Qt.Key.Key_Return)
        else:
            marcar(qtbot, cifra)
    return teclas


def capturas(nodo: Nodo) -> list[Captura]:
    filas = nodo.dueno("SELECT cuerpo FROM prep.hecho WHERE tipo = 'CAPTURA' ORDER BY sec")
    return [c for (cuerpo,) in filas if isinstance(c := cuerpo_de_texto(Tipo.CAPTURA, cuerpo), Captura)]


def test_un_acta_entera_con_una_tecla_por_campo_y_llega_la_siguiente(marco: Marco, poblada: Nodo, qtbot: QtBot) -> None:
    con_obra(qtbot, marco, UNA)
    teclas = teclear_campos(qtbot, CIFRAS)
    assert isinstance(foco(), QPushButton), "después del último campo, el botón de guardar"
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    con_obra(qtbot, marco, OTRA)
    assert teclas + 1 <= 1.05 * (sum(len(c) for c in CIFRAS if c.isdigit()) + len(CIFRAS) + 1)
    (captura,) = capturas(poblada)
    assert captura.valores == VALORES
    assert captura.identificacion == UNA
    assert captura.documento == "ACTA PREP"


def test_cada_campo_terminado_queda_en_el_disco_y_al_volver_se_sigue_en_el_mismo(
    marco: Marco, con_trabajo: Estacion, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, CIFRAS[:3])
    qtbot.keyClicks(foco(), "55")  # not finished
    assert pantalla.acta is not None
    obra = pantalla.acta
    qtbot.waitUntil(lambda: all(obra.formulario.esta_guardada(n) for n in range(3)))
    assert not obra.formulario.esta_guardada(3)
    qtbot.keyClick(foco(), Qt.Key.Key_F10)
    entrar(qtbot)
    otra_vez = con_obra(qtbot, marco, UNA).acta
    assert otra_vez is not None
    assert otra_vez.formulario.valores[:4] == [7, 8, 9, None]
    assert foco().objectName() == "campo-3"


def test_lo_que_no_es_cifra_no_entra_y_se_puede_volver_a_corregir(marco: Marco, qtbot: QtBot) -> None:
    obra = con_obra(qtbot, marco, UNA).acta
    assert obra is not None
    qtbot.keyClicks(foco(), "a1x2+3.")
    assert obra.formulario.valor(0) == 123
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    qtbot.keyClick(foco(), Qt.Key.Key_Up)
    qtbot.keyClicks(foco(), "45")
    assert obra.formulario.valor(0) == 45
    qtbot.keyClick(foco(), Qt.Key.Key_Backspace)
    assert obra.formulario.valor(0) == 4
    qtbot.keyClick(foco(), Qt.Key.Key_Up)
    assert foco().objectName() == "campo-0"


def test_una_cifra_que_no_cabe_se_pregunta_una_sola_vez(marco: Marco, qtbot: QtBot) -> None:
    con_obra(qtbot, marco, UNA)
    aviso = marco.findChild(QLabel, "aviso-captura")
    assert aviso is not None
    qtbot.keyClicks(foco(), "99999")
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    assert foco().objectName() == "campo-0"
    assert "mayor que lo que cabe" in aviso.text()
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    assert foco().objectName() == "campo-1"
    assert aviso.text() == ""
    qtbot.keyClick(foco(), Qt.Key.Key_Up)
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    assert foco().objectName() == "campo-1", "no se vuelve a preguntar lo mismo"


def test_enter_en_un_campo_vacio_dice_que_falta_y_no_pasa_al_siguiente(marco: Marco, qtbot: QtBot) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    vacio = foco()
    qtbot.keyClick(vacio, Qt.Key.Key_Return)
    assert foco() is vacio and "Falta este campo" in pantalla._piezas.aviso
    qtbot.keyClicks(vacio, "5")
    qtbot.keyClick(vacio, Qt.Key.Key_Return)
    assert foco() is not vacio and pantalla._piezas.aviso == ""


def test_un_documento_que_no_es_el_acta_prep_se_ve_de_otro_color_y_dice_como_volver(marco: Marco, qtbot: QtBot) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    assert pantalla.acta is not None
    cabeza = pantalla.acta._cabeza
    assert cabeza.property("papel") == "papel"
    qtbot.keyClick(foco(), Qt.Key.Key_F7)
    assert "Documento: RPP, copia de las representaciones de los partidos (F7 lo cambia)" in cabeza.text()
    assert cabeza.property("papel") == "aviso"
    for _ in range(3):
        qtbot.keyClick(foco(), Qt.Key.Key_F7)
    assert cabeza.text().endswith("Documento: ACTA PREP") and cabeza.property("papel") == "papel"


def test_la_ayuda_dice_que_es_cada_tipo_de_documento(marco: Marco, qtbot: QtBot) -> None:
    con_obra(qtbot, marco, UNA)
    qtbot.keyClick(foco(), Qt.Key.Key_F1)
    ayuda = marco.findChild(Ayuda)
    assert ayuda is not None
    texto = ayuda.findChild(QTextBrowser)
    assert texto is not None
    dicho = texto.toPlainText()
    assert all(codigo in dicho and que_es in dicho for codigo, que_es in documentos().items())
    ayuda.close()


def test_no_se_guarda_con_un_campo_vacio(marco: Marco, poblada: Nodo, qtbot: QtBot) -> None:
    con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, CIFRAS[:5])
    qtbot.keyClick(foco(), Qt.Key.Key_F2)
    assert foco().objectName() == "campo-5"
    assert capturas(poblada) == []


def test_a_quien_le_liberan_el_acta_se_le_dice_hasta_que_la_deje_y_le_llega_la_siguiente(
    marco: Marco, poblada: Nodo, contestador: Contestador, qtbot: QtBot
) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    aviso, latido = marco.findChild(QLabel, "aviso-captura"), pantalla.findChild(LatidoDeTrabajo)
    assert aviso is not None and latido is not None
    poblada.dueno(SOLTAR, UNA)
    latido.reloj.start(20)
    qtbot.waitUntil(lambda: "Ya no es suya: la coordinación la liberó" in aviso.text())
    assert "ya no es suya" in marco.windowTitle()
    teclear_campos(qtbot, CIFRAS[:2])
    assert "Ya no es suya: la coordinación la liberó" in aviso.text(), "capturar otro campo no lo borra"
    contestador.respuestas = [True]
    qtbot.keyClick(foco(), Qt.Key.Key_F11)
    pantalla = con_obra(qtbot, marco)
    assert pantalla.acta is not None and pantalla.acta.formulario.valor(0) is None, "sin nada de lo que llevaba"
    assert "ya no es suya" not in marco.windowTitle() and aviso.text() == ""


def test_lo_que_termino_quien_ya_no_la_tenia_se_guarda(marco: Marco, poblada: Nodo, qtbot: QtBot) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    latido = pantalla.findChild(LatidoDeTrabajo)
    assert latido is not None
    poblada.dueno(SOLTAR, UNA)
    latido.reloj.start(20)
    qtbot.waitUntil(lambda: "ya no es suya" in marco.windowTitle())
    teclear_campos(qtbot, CIFRAS)
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    con_obra(qtbot, marco, OTRA)
    assert [captura.valores for captura in capturas(poblada)] == [VALORES]
