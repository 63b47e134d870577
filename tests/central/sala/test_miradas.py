"""The second look on the board: Alt+S says what waits and where, without a session."""

import json

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.central.conftest import Mando, clave
from tests.central.sala.conftest import AbrirSala, leer_y_cerrar, pulsar

LISTA = [{"acta": clave(1), "mirada": "columnas 834 41 PAN,PRI", "frase": "", "seguridad": "", "otra": ""}]


def test_dice_cuantas_esperan_y_donde_y_se_vuelve_a_abrir(mando: Mando, abrir_sala: AbrirSala, qtbot: QtBot) -> None:
    sala = abrir_sala()
    for esperado in ("Todavía no hay lista", "Lista del corte 3"):
        pulsar(qtbot, sala, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        dicho = leer_y_cerrar(qtbot)
        assert esperado in dicho and ("Dónde esperan" in dicho) is (esperado != "Todavía no hay lista")
        mando.filas("INSERT INTO prep.miradas VALUES ('01', 3, %s) ON CONFLICT DO NOTHING", json.dumps(LISTA))
    assert "columnas cambiadas" in dicho
