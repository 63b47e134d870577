"""The second look on the board: Alt+S says what waits and where, without a session."""

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from central.sala.hoja import HojaDeSala
from tests.central.conftest import Mando, clave
from tests.central.sala.conftest import AbrirSala, pulsar

LISTA = [{"acta": clave(1), "mirada": "columnas 834 41 PAN,PRI", "frase": "", "seguridad": "", "otra": ""}]


def test_dice_cuantas_esperan_y_donde_y_se_vuelve_a_abrir(mando: Mando, abrir_sala: AbrirSala, qtbot: QtBot) -> None:
    sala = abrir_sala()
    for esperado in ("Todavía no hay lista", "Lista del corte 3"):
        pulsar(qtbot, sala, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HojaDeSala))
        hoja = QApplication.activeModalWidget()
        assert isinstance(hoja, HojaDeSala)
        dicho = hoja.texto.toPlainText()
        assert esperado in dicho and ("Dónde esperan" in dicho) is (esperado != "Todavía no hay lista")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        mando.filas("INSERT INTO prep.miradas VALUES ('01', 3, %s) ON CONFLICT DO NOTHING", json.dumps(LISTA))
    assert "columnas cambiadas" in dicho
