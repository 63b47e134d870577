"""At the desk, which acta the image is: another of the catalogue, one of none, or one of another CATD."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from prep.ui.validacion.pantalla import PantallaValidacion
from tests.gui.conftest import Contestador
from tests.gui.test_validacion import OTRA, Sitio, abrir_mesa, decidido, foco, mesa, sitio, tecla

__all__ = ["abrir_mesa", "mesa", "sitio"]


@pytest.mark.parametrize(
    ("con", "seccion", "destino"),
    [
        (Qt.KeyboardModifier.NoModifier, "3", OTRA),
        (Qt.KeyboardModifier.ControlModifier, "9876", "FC-GUB-001-9876-B01-00-A02-1"),
    ],
)
def test_se_corrige_que_acta_es_o_queda_fuera_de_catalogo(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot, con: Qt.KeyboardModifier,
    seccion: str, destino: str,
) -> None:  # fmt: skip
    contestador.respuestas = ["La casilla escrita es otra."]
    tecla(qtbot, Qt.Key.Key_F11, con)
    for parte in (seccion, "b", "1", "0"):
        qtbot.keyClicks(foco(), parte)
        tecla(qtbot, Qt.Key.Key_Return)
    dicho = decidido(qtbot, sitio)
    assert (dicho["accion"], dicho["destino"]) == ("IDENTIFICA", destino)


def test_lo_que_se_escribe_sobre_una_casilla_rehusada_no_se_le_suma(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot
) -> None:
    """Refused with F11, it is written again with Ctrl+F11: no piece of the first stays, none goes to its reason."""
    tecla(qtbot, Qt.Key.Key_F11)
    escribir_casilla(qtbot, "9876", "b", "1", "0")  # in no catalogue: refused
    assert mesa.panel is not None and foco() is mesa.panel.identidad.partes[0]
    contestador.respuestas = ["La casilla escrita no está aprobada."]
    tecla(qtbot, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    assert mesa.panel.identidad.leida == ("", "", "", "")
    escribir_casilla(qtbot, "9876", "c", "2", "0")
    dicho = decidido(qtbot, sitio)
    assert (dicho["destino"], dicho["motivo"]) == (
        "FC-GUB-001-9876-C02-00-A02-1",
        "La casilla escrita no está aprobada.",
    )


@pytest.mark.parametrize("con", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_la_casilla_de_otro_catd_ni_se_le_pasa_ni_queda_fuera_de_catalogo(
    mesa: PantallaValidacion, sitio: Sitio, qtbot: QtBot, con: Qt.KeyboardModifier
) -> None:
    """Its paper came in the wrong sobre: where it goes is said, and what to press; nothing is signed."""
    ajena = next(s for s, c in sitio.mesa_de_quien().items() if c != "01")
    tecla(qtbot, Qt.Key.Key_F11, con)
    escribir_casilla(qtbot, ajena, "b", "1", "0")
    assert mesa.panel is not None
    textos = " ".join(rotulo.text() for rotulo in mesa.findChildren(QLabel) if rotulo.isVisible())
    assert f"La sección {ajena} es del CATD 02" in textos and "F8" in textos and "Ctrl+I" in textos
    assert sitio.dictamenes() == []


def escribir_casilla(qtbot: QtBot, *partes: str) -> None:
    for parte in partes:
        qtbot.keyClicks(foco(), parte)
        tecla(qtbot, Qt.Key.Key_Return)
