"""Ctrl+F6 on the board: the centre of before beside the one pointed at."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from central.sala import palabras
from central.sala.pantalla import Sala
from tests.central.sala.conftest import con_muestra, leer_y_cerrar, pulsar
from tests.gui.conftest import Contestador


def test_dos_centros_se_ven_lado_a_lado(sala: Sala, qtbot: QtBot, contestador: Contestador) -> None:
    con_muestra(sala)
    uno, otro = list(sala.mosaico.fichas)[:2]
    pulsar(qtbot, sala, Qt.Key.Key_F6, Qt.KeyboardModifier.ControlModifier)
    assert contestador.dichos[-1].startswith("Dos centros: Señale un centro"), "nothing was seen before"
    sala.mosaico.apuntar(uno)
    pulsar(qtbot, sala, Qt.Key.Key_F6)
    assert contestador.dichos[-1].startswith(palabras.nombre(uno))
    pulsar(qtbot, sala, Qt.Key.Key_F6, Qt.KeyboardModifier.ControlModifier)
    assert contestador.dichos[-1].startswith("Dos centros"), "one beside itself says nothing"
    sala.mosaico.apuntar(otro)
    pulsar(qtbot, sala, Qt.Key.Key_F6, Qt.KeyboardModifier.ControlModifier)
    dicho = leer_y_cerrar(qtbot)
    for centro in (uno, otro):
        assert palabras.nombre(centro) in dicho
        for linea in sala.mosaico.fichas[centro].accessibleDescription().splitlines():
            assert linea in dicho
