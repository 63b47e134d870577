"""A barcode reader in the wrong window: nothing of what it types stays in any field, nor does its Enter save (R-11)."""

import random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.hechos.campos import Marca
from prep.services.estacion.estacion import Estacion
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.pantalla import PUERTA, PantallaCaptura
from prep.ui.marco import Marco
from prep.ui.sostener import Sostenida
from prep.ui.validacion.pantalla import PantallaValidacion
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, destino, teclear
from tests.gui.lector import Teclado
from tests.gui.test_captura import (
    CIFRAS,
    UNA,
    VALORES,
    capturas,
    con_obra,
    con_trabajo,
    foco,
    marco,
    teclear_campos,
)
from tests.gui.test_marco import entrar
from tests.gui.test_validacion import Sitio, abrir_mesa, de_verdad, en_caso, mesa, sitio
from tests.store import ejemplos

__all__ = ["abrir_mesa", "con_trabajo", "de_verdad", "marco", "mesa", "sitio"]

ETIQUETA = texto_etiqueta(ejemplos.PROCESO, UNA)
PRODUCTO = "7501055300075"
VOTOS = [c for c in CIFRAS if c.isdigit()]


@pytest.fixture
def teclado() -> Teclado:
    return Teclado()


def escritos(pantalla: PantallaCaptura) -> list[object]:
    assert pantalla.acta is not None
    return [valor for valor in pantalla.acta.formulario.valores if valor is not None]


def rehusado(marco: Marco) -> str:
    aviso = marco.findChild(QLabel, "rehusado")
    assert aviso is not None
    return aviso.text() if aviso.isVisible() else ""


def a_mano(qtbot: QtBot, teclado: Teclado, marco: Marco, nodo: Nodo) -> None:
    """The honest acta: every field at a hand's pace, and saved."""
    for cifra in CIFRAS:
        if cifra.isdigit():
            teclado.escribir(f"{cifra}\r")
        else:
            teclear_campos(qtbot, [cifra])
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    teclado.tecla("\r")
    qtbot.waitUntil(lambda: len(capturas(nodo)) == 1)
    assert capturas(nodo)[0].valores == VALORES


@pytest.mark.parametrize("fin", ["\r", "\r\r", "\t", ""])
@pytest.mark.parametrize("leido", [ETIQUETA, PRODUCTO, "123 C2", "ISIS-*+-"])
def test_lo_que_lee_un_lector_no_se_escribe_en_el_acta_ni_la_guarda(
    marco: Marco, poblada: Nodo, qtbot: QtBot, teclado: Teclado, leido: str, fin: str
) -> None:
    """U-1: twice the same label at two stations gave a published acta with ten invented marks."""
    pantalla = con_obra(qtbot, marco, UNA)
    teclado.escribir("7\r")
    for _ in range(2):
        teclado.leer(leido, fin=fin)
        qtbot.waitUntil(lambda: rehusado(marco) != "")
        assert escritos(pantalla) == [7] and foco().objectName() == "campo-1"
        assert marco._sonidos.ultimo == "error" and "no se escribió nada" in rehusado(marco)
    assert capturas(poblada) == []
    assert pantalla.acta is not None
    pantalla.acta.formulario.ir(0)
    teclado.pausa()
    a_mano(qtbot, teclado, marco, poblada)


@pytest.mark.parametrize("leido", [ETIQUETA, f" {ETIQUETA}", "  7501055300075"])
def test_en_el_boton_de_guardar_lo_que_lee_un_lector_no_guarda(
    marco: Marco, poblada: Nodo, qtbot: QtBot, teclado: Teclado, leido: str
) -> None:
    """Nor the space with which some begin, which presses a button."""
    con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, CIFRAS)
    assert isinstance(foco(), QPushButton)
    teclado.leer(leido)
    qtbot.wait(200)
    assert capturas(poblada) == [] and isinstance(foco(), QPushButton)
    teclado.pausa()
    teclado.tecla("\r")
    qtbot.waitUntil(lambda: len(capturas(poblada)) == 1)


def test_lo_que_iba_escrito_en_el_campo_sigue_ahi(marco: Marco, qtbot: QtBot, teclado: Teclado) -> None:
    con_obra(qtbot, marco, UNA)
    teclado.escribir("10")
    teclado.leer(PRODUCTO)
    campo = foco()
    assert isinstance(campo, Cifra) and campo.text() == "10"
    teclado.pausa()
    teclado.escribir("4\r")
    assert campo.text() == "104" and foco().objectName() == "campo-1"


@pytest.mark.parametrize("leido", [ETIQUETA, ETIQUETA.replace(":", "Ñ").replace("-", "'")])
def test_una_etiqueta_sin_hora_en_sus_teclas_se_conoce_por_como_empieza(marco: Marco, qtbot: QtBot, leido: str) -> None:
    """Also of a reader set to an English keyboard."""
    pantalla = con_obra(qtbot, marco, UNA)
    for letra in leido:
        teclear(qtbot, foco(), letra)
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    assert escritos(pantalla) == [] and "no se escribió nada" in rehusado(marco)


@pytest.mark.parametrize("cada_ms", [45, 60, 120, 400])
def test_una_mano_por_rapida_que_sea_escribe(marco: Marco, qtbot: QtBot, teclado: Teclado, cada_ms: int) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    for cifra in VOTOS[:4]:
        teclado.escribir(f"{cifra}\r", cada_ms)
    assert escritos(pantalla) == [int(c) for c in VOTOS[:4]] and not rehusado(marco)


def test_en_la_puerta_no_se_escribe_lo_leido_y_el_nombre_a_mano_si(
    con_trabajo: Estacion, abrir_marco: AbrirMarco, qtbot: QtBot, teclado: Teclado
) -> None:
    abierto = abrir_marco(con_trabajo, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in abierto.barra.texto("nodo"))
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    campo = foco()
    assert isinstance(campo, QLineEdit)
    teclado.leer(ETIQUETA)
    assert campo.text() == "" and foco() is campo and rehusado(abierto)
    teclado.pausa()
    for letra in "ana":  # a letter waits 30 ms to be seen as no reader's
        teclado.tecla(letra)
        qtbot.wait(40)
    qtbot.waitUntil(lambda: campo.text() == "ana")
    campo.clear()
    entrar(qtbot)
    con_obra(qtbot, abierto, UNA)


def test_la_tecla_de_una_marca_se_mantiene_y_un_toque_solo_lo_dice(
    marco: Marco, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert Sostenida.ms == 400
    pantalla = con_obra(qtbot, marco, UNA)
    campo = foco()
    for letra, marca in (("*", "ILEGIBLE"), ("+", "SIN DATO")):
        qtbot.keyClick(campo, letra)
        assert f"Para marcar {marca} mantenga la tecla {letra}" in pantalla._piezas.aviso
    for letra, dicho in (("-", "guion"), ("/", "diagonal"), ("x", "equis")):
        qtbot.keyClicks(campo, letra)
        assert dicho in pantalla._piezas.aviso and "capture 0" in pantalla._piezas.aviso
    for letra in "isIS":
        qtbot.keyClicks(campo, letra)
    qtbot.wait(450)
    assert escritos(pantalla) == [] and foco() is campo
    qtbot.keyPress(campo, "*")
    for _ in range(5):  # what X11 repeats while it is down
        for tipo in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(
                campo, QKeyEvent(tipo, Qt.Key.Key_Asterisk, Qt.KeyboardModifier.NoModifier, "*", True)
            )
    qtbot.wait(100)
    assert escritos(pantalla) == []
    qtbot.waitUntil(lambda: escritos(pantalla) == [Marca.ILEGIBLE])
    assert foco().objectName() == "campo-1"


@pytest.mark.parametrize("leido", [ETIQUETA, "AB12", "AAAA", PRODUCTO])
def test_en_la_mesa_lo_leido_no_elige_cifra_ni_acepta(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot, teclado: Teclado, leido: str
) -> None:
    panel = en_caso(qtbot, mesa)
    antes = panel.valores
    teclado.leer(leido)
    qtbot.wait(60)
    assert panel.valores == antes and foco().objectName() == "fila-2" and sitio.dictamenes() == []
    contestador.respuestas = ["Está corregido en el acta."]
    teclado.pausa()
    for letra in "ab":  # as a hand: the letters of its key, each after a while
        teclado.tecla(letra)
        qtbot.wait(60)
    qtbot.waitUntil(lambda: isinstance(foco(), QPushButton))
    teclado.tecla("\r")
    qtbot.waitUntil(lambda: len(sitio.dictamenes()) == 1)
    assert sitio.dictamenes()[0]["valores"][2] == 9 and sitio.dictamenes()[0]["valores"][-1] == 505


def test_la_letra_que_espera_se_hace_antes_que_la_orden_que_la_sigue(
    mesa: PantallaValidacion, qtbot: QtBot, teclado: Teclado
) -> None:
    panel = en_caso(qtbot, mesa)
    antes = panel.valores
    teclado.tecla("a")
    assert panel.valores == antes
    orden = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(foco(), orden)  # as Qt asks before a shortcut is done
    assert panel.valores != antes


def test_con_una_pregunta_abierta_el_lector_no_contesta_por_nadie(
    de_verdad: PantallaValidacion, sitio: Sitio, qtbot: QtBot, teclado: Teclado
) -> None:
    panel = en_caso(qtbot, de_verdad)
    qtbot.keyClicks(foco(), "9")
    for _ in range(2):
        qtbot.keyClick(foco(), Qt.Key.Key_F2)
        if QApplication.activeModalWidget() is None:
            qtbot.keyClicks(foco(), "424")
    dialogo = QApplication.activeModalWidget()
    assert dialogo is not None
    teclado.leer(ETIQUETA)
    qtbot.wait(60)
    assert QApplication.activeModalWidget() is dialogo and sitio.dictamenes() == [] and panel.isVisible()


@pytest.mark.parametrize("semilla", range(6))
def test_lecturas_entre_teclas_de_una_mano_nunca_cambian_lo_que_escribe(
    marco: Marco, poblada: Nodo, qtbot: QtBot, teclado: Teclado, semilla: int
) -> None:
    """Between any two of its keys, what any reader reads, at any pace of a reader, with any ending."""
    azar = random.Random(semilla)
    con_obra(qtbot, marco, UNA)
    for cifra in CIFRAS:
        for letra in f"{cifra}\r" if cifra.isdigit() else ():
            if azar.random() < 0.4:
                largo = azar.randrange(3, 20)
                leido = azar.choice((ETIQUETA, PRODUCTO, "".join(azar.choices("0123456789ABIS*+-/ :", k=largo))))
                teclado.leer(leido, azar.randrange(1, 25), azar.choice(("\r", "\r\r", "\t")))
                teclado.pausa()
            teclado.tecla(letra)
        if not cifra.isdigit():
            teclear_campos(qtbot, [cifra])
    assert capturas(poblada) == []
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    teclado.tecla("\r")
    qtbot.waitUntil(lambda: len(capturas(poblada)) == 1)
    assert capturas(poblada)[0].valores == VALORES


def test_con_la_lista_de_razones_abierta_el_enter_de_un_lector_no_elige_ninguna(
    de_verdad: PantallaValidacion, sitio: Sitio, qtbot: QtBot, teclado: Teclado
) -> None:
    """It chose its row before the key was pressed, in place of the words that somebody had written."""
    destino(qtbot, "Recapturar")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox))
    razon = foco()
    assert isinstance(razon, QComboBox)
    teclado.escribir("con mis palabras")
    qtbot.waitUntil(lambda: razon.currentText() == "con mis palabras")
    razon.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    teclado.leer(ETIQUETA)
    assert razon.currentText() == "con mis palabras" and sitio.dictamenes() == []
