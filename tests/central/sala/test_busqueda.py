"""Ctrl+K on the board: whatever somebody looks for by its name, where it is and since when; and no blind figure."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from central.sala.pantalla import Sala
from prep.domain.hechos.hechos import Acopio, Captura, Imagen
from tests.central.conftest import ESTACION, OPERADOR, Mando, clave
from tests.central.sala.conftest import AbrirSala, Elector, contestar, leer_y_cerrar, pulsar

HUELLA = "a" * 64
CONTROL = Qt.KeyboardModifier.ControlModifier


def buscar(sala: Sala, qtbot: QtBot, dicho: str) -> str:
    """As a person: Ctrl+K, its name, Enter; what the sheet that opens says. Escape closes it."""
    pulsar(qtbot, sala, Qt.Key.Key_K, CONTROL)
    contestar(qtbot, dicho)
    return leer_y_cerrar(qtbot)


def test_un_acta_una_persona_y_una_estacion_por_su_nombre(mando: Mando, de_verdad: Sala, qtbot: QtBot) -> None:
    suya = clave(1)
    for cuerpo in (
        Acopio("01", "D"), Imagen(HUELLA, "ESCANER", "01"), Captura(1, HUELLA, (987_654,) * 11, "ACTA PREP", suya),
    ):  # fmt: skip
        mando.entregar(suya, cuerpo)
    mando.procesar()
    assert "falta otra persona" in buscar(de_verdad, qtbot, "1 b1 gub")
    persona = buscar(de_verdad, qtbot, OPERADOR)
    assert f"de {OPERADOR} en {ESTACION}, hace " in persona and "En la última hora: 3." in persona
    assert "captura, de 1 B1 GUB" in persona and "987654" not in persona
    assert f"Estación {ESTACION}" in buscar(de_verdad, qtbot, ESTACION.upper())


def test_por_parte_de_su_nombre_sin_acentos_y_quien_no_ha_hecho_nada(
    mando: Mando, de_verdad: Sala, qtbot: QtBot
) -> None:
    cambia = "UPDATE prep.operador SET nombre = %s WHERE operador = %s"
    mando.nodo.dueno(cambia, "María Ñáñez Güemes", OPERADOR)
    try:
        dice = buscar(de_verdad, qtbot, "nanez gue")
    finally:
        mando.nodo.dueno(cambia, "Ana", OPERADOR)  # whose base it is, others use too
    assert "María Ñáñez Güemes" in dice and "Nada suyo ha llegado hace poco." in dice


def test_una_alarma_por_su_codigo_dice_desde_cuando_y_si_alguien_la_atendio(
    mando: Mando, de_verdad: Sala, qtbot: QtBot
) -> None:
    for texto, atendida in (("Una de antes", datetime.now(UTC)), ("La de ahora", None)):
        mando.nodo.dueno(
            "INSERT INTO prep.alarma (codigo, acta, texto, cuando, atendida) VALUES ('NODO_CADENA', '', %s, now(), %s)",
            texto, atendida,
        )  # fmt: skip
    dice = buscar(de_verdad, qtbot, "nodo_cad")
    assert dice.index("La de ahora") < dice.index("Una de antes")
    assert "Nadie la ha atendido." in dice and "Atendida el " in dice


@pytest.mark.parametrize("dicho", ["01", "1", "catd 1", "CATD01"])
def test_un_catd_se_abre_en_el_tablero(sala: Sala, qtbot: QtBot, contestador: Elector, dicho: str) -> None:
    contestador.respuestas = [dicho]
    pulsar(qtbot, sala, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: len(contestador.dichos) == 2)
    assert contestador.dichos[-1].startswith("CATD 01")


@pytest.mark.parametrize("dicho", ["nadie se llama así", "x", "'; DROP TABLE prep.hecho; --", "%", "_"])
def test_lo_que_no_hay_se_dice_con_como_se_busca(sala: Sala, qtbot: QtBot, contestador: Elector, dicho: str) -> None:
    contestador.respuestas = [dicho]
    pulsar(qtbot, sala, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: len(contestador.dichos) == 2)
    assert f"Nada se llama «{dicho}»" in contestador.dichos[-1] and "123 C2 ALC" in contestador.dichos[-1]


def test_en_un_muro_no_se_busca(abrir_sala: AbrirSala, qtbot: QtBot, contestador: Elector) -> None:
    pulsar(qtbot, abrir_sala(solo_lectura=True), Qt.Key.Key_K, CONTROL)
    assert contestador.dichos == []
