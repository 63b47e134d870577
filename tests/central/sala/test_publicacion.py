"""The publication on the board: a piece in its head, Alt+P for all of it, from what a publisher leaves written."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from central.difusion.informe import InformeDePublicacion
from central.difusion.pedidos import Pedidos
from central.sala.publicacion import pieza
from prep.ui.senales import Senal
from tests.central.conftest import Mando
from tests.central.sala.conftest import AbrirSala, Elector, leer_y_cerrar, pulsar

DESTINO = {"nombre": "portal", "clase": "carpeta", "lleva": "todo", "corte": 12, "momento": "20:20", "falla": ""}
ATRASADO = {**DESTINO, "nombre": "difusor <uno>", "corte": 11, "falla": "No contesta."}
SANO = InformeDePublicacion(True, 12, None, None, "", [DESTINO, DESTINO])


@pytest.fixture
def publicador(mando: Mando) -> Iterator[Pedidos]:
    """One that holds its lock and has left written how it goes: a target behind."""
    pedidos = Pedidos(mando.datos)
    with pedidos.unico():
        pedidos.escribir("estado.json", {"corte": 12, "proximo": None, "dicho": "El siguiente corte, a las 20:40."})
        pedidos.escribir("destinos/portal.json", DESTINO)
        pedidos.escribir("destinos/difusor.json", ATRASADO)
        yield pedidos


def test_se_dice_que_corte_tiene_cada_destino_y_por_que_no_el_ultimo(
    publicador: Pedidos, abrir_sala: AbrirSala, qtbot: QtBot
) -> None:
    sala = abrir_sala()
    qtbot.waitUntil(lambda: sala.ciudad.texto("publicacion") == "Destinos al día: 1 de 2")
    publicador.escribir("destinos/difusor.json", {**ATRASADO, "corte": 12, "falla": ""})
    sala._ver_publicacion.mirar()
    qtbot.waitUntil(lambda: sala.ciudad.texto("publicacion") == "Destinos al día: 2 de 2")
    publicador.escribir("destinos/difusor.json", ATRASADO)
    for _ in range(2):  # closed, it opens again
        pulsar(qtbot, sala, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        dicho = leer_y_cerrar(qtbot)
        assert "Publicador en marcha. Corte 12." in dicho and "El siguiente corte, a las 20:40." in dicho
        assert "difusor <uno>" in dicho and "No contesta." in dicho


def test_donde_no_ha_habido_publicador_se_dice_como_empieza(
    abrir_sala: AbrirSala, qtbot: QtBot, contestador: Elector
) -> None:
    sala = abrir_sala()
    pulsar(qtbot, sala, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "«prep publicar empezar»" in contestador.dichos[-1] if contestador.dichos else False)
    assert sala.ciudad.texto("publicacion") == ""


@pytest.mark.parametrize(
    ("dicho", "publica", "texto", "senal"),
    [
        (None, False, "", None),
        (None, True, "SIN PUBLICADOR", Senal.AVISO),
        (replace(SANO, en_marcha=False), True, "PUBLICADOR DETENIDO", Senal.ALERTA),
        (replace(SANO, en_marcha=False), False, "", None),
        (replace(SANO, pausa={"desde": "20:10", "razon": "Se revisa."}), True, "Publicación EN PAUSA", Senal.AVISO),
        (replace(SANO, destinos=[DESTINO, ATRASADO]), True, "Destinos al día: 1 de 2", Senal.AVISO),
        (replace(SANO, destinos=[{**DESTINO, "falla": "No hay lugar."}]), True, "Destinos al día: 0 de 1", Senal.AVISO),
        (SANO, True, "Destinos al día: 2 de 2", None),
    ],
)
def test_la_cabeza_dice_lo_peor(
    dicho: InformeDePublicacion | None, publica: bool, texto: str, senal: Senal | None
) -> None:
    assert pieza(dicho, publica=publica) == (texto, senal)
