"""Ctrl+M at a post, by keys: told over the work, known by one key, answered, written also without the node (0093)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prep.domain.reglas.mensajes import ME_ENTERO, Mensaje
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.mensajes import Mensajes
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoRechaza
from prep.ui.marco import Marco
from prep.ui.mensajes import HojaDeMensajes
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco, hoja_delante, teclear
from tests.gui.test_coordinacion import en_marcha, en_puesto, hoja_de
from tests.services.conftest import sesion

__all__ = ["en_marcha"]

EnLinea = Callable[[str], Estacion]
SUYOS = (
    "SELECT operador, cuerpo::json ->> 'codigo', cuerpo::json ->> 'texto', cuerpo::json ->> 'lugar' FROM prep.hecho"
    " WHERE tipo = 'INCIDENCIA' AND operador = 'ana' ORDER BY recibido"
)


@pytest.fixture
def marco(en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot) -> Marco:
    return en_puesto(qtbot, abrir_marco, en_linea("est-01-1"))


@pytest.fixture
def eva(en_linea: EnLinea) -> Mensajes:
    """Who coordinates the site, at her own post."""
    estacion = en_linea("est-01-3")
    return Mensajes(estacion, sesion("eva", estacion))


def abrir(qtbot: QtBot) -> HojaDeMensajes:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    hoja = hoja_delante(qtbot, HojaDeMensajes)
    qtbot.waitUntil(lambda: hoja._lista, timeout=15_000)
    recorrido.exigir(hoja)
    return hoja


def oprimir(qtbot: QtBot, tecla: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), tecla)


def franja(marco: Marco) -> str:
    return marco._orilla._pendiente.text()


def test_sale_sobre_el_trabajo_con_un_tono_hasta_que_se_dice_que_se_sabe(
    marco: Marco, eva: Mensajes, en_marcha: Nodo, qtbot: QtBot
) -> None:
    foco = QApplication.focusWidget()
    eva.escribir("01", "El corte sale <b>tarde</b>.")
    qtbot.waitUntil(lambda: "MENSAJE de Eva" in franja(marco), timeout=20_000)
    assert "«El corte sale <b>tarde</b>.»" in franja(marco) and marco._sonidos.ultimo == "recibida"
    assert QApplication.focusWidget() is foco, "no le quita las teclas a quien trabaja"
    assert marco._orilla._pendiente.textFormat() is Qt.TextFormat.PlainText
    hoja = abrir(qtbot)
    assert hoja.enviar.text() == "Lo sé: enterado  Enter"
    oprimir(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "MENSAJE" not in franja(marco), timeout=20_000)
    (suyo,) = [m for m in eva.listar() if m.respuestas]
    assert [(r.operador, r.texto) for r in suyo.respuestas] == [("ana", ME_ENTERO)]
    assert len(en_marcha.dueno(SUYOS)) == 1


def test_se_contesta_con_palabras_y_quien_escribio_las_lee(
    marco: Marco, eva: Mensajes, en_marcha: Nodo, qtbot: QtBot
) -> None:
    hoja = abrir(qtbot)
    assert "Nadie ha escrito" in hoja.aviso.text() and not hoja.enviar.isEnabled()
    oprimir(qtbot, Qt.Key.Key_Return)  # nothing to say: it stays
    assert QApplication.activeModalWidget() is hoja
    oprimir(qtbot, Qt.Key.Key_Tab)
    hoja.para.setFocus()
    oprimir(qtbot, Qt.Key.Key_Down) if hoja.para.currentData() != "COORDINACION" else None
    qtbot.keyClick(hoja.para, Qt.Key.Key_End)
    assert hoja.para.currentData() == "COORDINACION"
    hoja.texto.setFocus()
    teclear(qtbot, hoja.texto, "No hay tinta")
    oprimir(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [m.texto for m in eva.listar()] == ["No hay tinta"], timeout=20_000)
    (uno,) = eva.listar()
    eva.contestar(uno, "Va Luis.")
    qtbot.waitUntil(lambda: "A su mensaje contesta Eva: «Va Luis.»" in franja(marco), timeout=20_000)
    hoja = abrir(qtbot)
    assert hoja.para.currentData() == "SALA", "lo que ya se contestó no se contesta otra vez sin querer"
    celda = hoja.tabla.item(0, 2)
    assert celda is not None and celda.text() == "Eva (est-01-3): «Va Luis.»"
    oprimir(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert len(en_marcha.dueno(SUYOS)) == 1


def test_sin_nodo_se_escribe_y_se_entrega_al_volver(marco: Marco, en_marcha: Nodo, qtbot: QtBot, sin_nodo: str) -> None:
    marco.estacion.nodo.mudar(sin_nodo)
    qtbot.waitUntil(lambda: "SIN NODO" in marco.barra.texto("nodo"), timeout=20_000)
    hoja = abrir(qtbot)
    assert "Sin nodo no se ven los mensajes" in hoja.aviso.text()
    teclear(qtbot, hoja.texto, "Se fue la red")
    oprimir(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marco.estacion.spool.cuentas().pendientes == 1)
    marco.estacion.nodo.mudar(en_marcha.dsn("est-01-1"))
    suyo = [("ana", "MENSAJE", "Se fue la red", "SALA")]
    qtbot.waitUntil(lambda: en_marcha.dueno(SUYOS) == suyo, timeout=20_000)


def test_antes_de_leer_la_lista_no_se_contesta_y_se_abre_una(marco: Marco, eva: Mensajes, qtbot: QtBot) -> None:
    eva.escribir("01", "El corte sale tarde.")
    qtbot.waitUntil(lambda: "MENSAJE de Eva (est-01-3)" in franja(marco), timeout=20_000)
    for tecla in (Qt.Key.Key_M, Qt.Key.Key_M):
        qtbot.keyClick(QApplication.focusWidget(), tecla, Qt.KeyboardModifier.ControlModifier)
    hojas = marco.findChildren(HojaDeMensajes)
    assert len(hojas) == 1 and not hojas[0].enviar.isEnabled()
    oprimir(qtbot, Qt.Key.Key_Return)  # on its way before anything could be read
    qtbot.wait(1500)
    assert QApplication.activeModalWidget() is hojas[0] and hojas[0].enviar.isEnabled()
    assert [m.respuestas for m in eva.listar()] == [()]


def test_lo_que_se_escribia_cuando_llego_la_lista_va_a_quien_se_decia(
    marco: Marco, eva: Mensajes, qtbot: QtBot
) -> None:
    eva.escribir("01", "El corte sale tarde.")
    qtbot.waitUntil(lambda: "MENSAJE de Eva" in franja(marco), timeout=20_000)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    (hoja,) = marco.findChildren(HojaDeMensajes)
    hoja.texto.setText("No hay tinta")  # before the node answered
    assert hoja.para.currentData() == "SALA" and hoja.tabla.rowCount() == 0
    qtbot.waitUntil(lambda: hoja._lista, timeout=15_000)
    assert hoja.para.currentData() == "SALA" and hoja.tabla.rowCount() == 1
    hoja.reject()


def test_bloqueada_no_se_leen(marco: Marco, eva: Mensajes, qtbot: QtBot) -> None:
    eva.escribir("01", "Secreto.")
    qtbot.waitUntil(lambda: "Secreto" in franja(marco), timeout=20_000)
    marco.bloquear()
    assert franja(marco) == "Hay mensajes: desbloquee para leerlos."
    qtbot.keyClick(marco, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(300)
    assert QApplication.activeModalWidget() is None


def test_con_un_nodo_de_antes_se_dice_y_lo_demas_se_avisa_igual(
    marco: Marco, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a city changes its version, a station of now works with a node that has no messages."""

    def no_hay(nodo: NodoCliente, operador: str) -> tuple[Mensaje, ...]:
        raise NodoRechaza("42883", "function estacion_v1.mensajes(unknown) does not exist")

    monkeypatch.setattr(NodoCliente, "mensajes", no_hay)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    hoja_de(qtbot, marco)
    oprimir(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "aquí se dirá quién viene" in franja(marco), timeout=20_000)
    hoja = abrir(qtbot)
    assert hoja.aviso.text() == "El nodo es de una versión anterior de este programa y todavía no lo hace."
    oprimir(qtbot, Qt.Key.Key_Escape)
