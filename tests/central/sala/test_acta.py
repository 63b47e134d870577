"""F3 on the board: an acta's card, asked for as people say it, with its findings by gravity and no blind figure."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from central.sala.hoja import HojaDeSala
from central.sala.pantalla import Sala
from prep.domain.hechos.hechos import Acopio, Captura, Imagen
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.tabla import regla
from prep.ui.tema import Tema
from tests.central.conftest import ESTACION, OPERADOR, Mando, clave
from tests.central.sala.conftest import AbrirSala, Elector, contestar, hoja_abierta, leer_y_cerrar, pulsar
from tests.store import estados

HUELLA = "a" * 64


def hoja(sala: Sala, qtbot: QtBot, dicha: str) -> HojaDeSala:
    """As a person: F3, the acta, Enter."""
    pulsar(qtbot, sala, Qt.Key.Key_F3)
    contestar(qtbot, dicha)
    return hoja_abierta(qtbot)


def test_f11_dice_quien_la_tiene_lo_grave_primero_y_que_sigue_sin_cifras(
    mando: Mando, de_verdad: Sala, qtbot: QtBot
) -> None:
    suya = clave(1)
    for cuerpo in (
        Acopio("01", "D"), Imagen(HUELLA, "ESCANER", "01"), Captura(1, HUELLA, (987_654,) * 11, "ACTA PREP", suya),
        Acopio("01", "F"), Imagen(HUELLA, "MOVIL", "01"),
    ):  # fmt: skip
        mando.entregar(suya, cuerpo)
    mando.procesar()
    abierta = hoja(de_verdad, qtbot, "1 b1 gub")
    assert abierta.windowTitle() == f"{suya} · JEFATURA · 1 B1"
    dicho = abierta.texto.toPlainText()
    assert dicho.index(f"GRAVE: {regla('H-07').texto}") < dicho.index(f"ATENDER: {regla('H-12').texto}")
    assert f"imagen de {OPERADOR} en {ESTACION}, " in dicho and "falta otra persona" in dicho
    assert "987654" not in abierta.texto.toHtml()
    leer_y_cerrar(qtbot)
    pulsar(qtbot, de_verdad, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))


def test_cada_hallazgo_se_lee_en_la_ficha_en_orden_de_gravedad(mando: Mando, de_verdad: Sala, qtbot: QtBot) -> None:
    estados.con_hallazgos(mando.nodo, clave(1), CodigoHallazgo)
    dicho = hoja(de_verdad, qtbot, clave(1)).texto.toPlainText()
    lugares = {c: dicho.index(f"{regla(c).gravedad.name}: {regla(c).texto}") for c in CodigoHallazgo}
    en_orden = sorted(CodigoHallazgo, key=lambda c: lugares[c])
    assert [regla(c).gravedad for c in en_orden] == sorted(regla(c).gravedad for c in en_orden)


def test_lo_que_no_es_un_acta_se_dice_con_las_que_pueden_ser(sala: Sala, qtbot: QtBot, contestador: Elector) -> None:
    contestador.respuestas = ["1 B1", None]
    pulsar(qtbot, sala, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: "es más de un acta" in contestador.dichos[-1])
    assert "1 B1 GUB" in contestador.dichos[-1] and "1 B1 DIP" in contestador.dichos[-1]
    pulsar(qtbot, sala, Qt.Key.Key_F3)
    assert QApplication.activeModalWidget() is None


def test_en_un_muro_no_se_piden_actas(abrir_sala: AbrirSala, qtbot: QtBot, contestador: Elector) -> None:
    pulsar(qtbot, abrir_sala(solo_lectura=True), Qt.Key.Key_F3)
    assert contestador.dichos == []


@pytest.mark.parametrize("escala", [1.0, 2.0])
def test_a_cualquier_tamano_de_letra_cabe_y_se_recorre_con_teclas(
    mando: Mando, de_verdad: Sala, tema: Tema, qtbot: QtBot, escala: float
) -> None:
    tema.escalar(escala)
    estados.con_hallazgos(mando.nodo, clave(1), CodigoHallazgo)
    abierta = hoja(de_verdad, qtbot, clave(1))
    barra = abierta.texto.verticalScrollBar()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert barra.value() > 0
    leer_y_cerrar(qtbot, Qt.Key.Key_Return)
