"""At the desk, which acta the image is: another of the catalogue, one of none, or one of another CATD."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from prep.ui.validacion.pantalla import PantallaValidacion
from tests.gui.conftest import Contestador, destino
from tests.gui.test_validacion import OTRA, Sitio, abrir_mesa, decidido, foco, mesa, sitio, tecla

__all__ = ["abrir_mesa", "mesa", "sitio"]


@pytest.mark.parametrize(
    ("cual", "seccion", "queda"),
    [
        ("Es otra acta", "3", OTRA),
        ("Fuera de catálogo", "9876", "FC-GUB-001-9876-B01-00-A02-1"),
    ],
)
def test_se_corrige_que_acta_es_o_queda_fuera_de_catalogo(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot, cual: str,
    seccion: str, queda: str,
) -> None:  # fmt: skip
    contestador.respuestas = ["La casilla escrita es otra."]
    destino(qtbot, cual)
    for parte in (seccion, "b", "1", "0"):
        qtbot.keyClicks(foco(), parte)
        tecla(qtbot, Qt.Key.Key_Return)
    dicho = decidido(qtbot, sitio)
    assert (dicho["accion"], dicho["destino"]) == ("IDENTIFICA", queda)


def test_lo_que_se_escribe_sobre_una_casilla_rehusada_no_se_le_suma(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot
) -> None:
    """Refused as another acta and written again as of none: no piece of the first stays or goes to its reason."""
    destino(qtbot, "Es otra acta")
    escribir_casilla(qtbot, "9876", "b", "1", "0")  # in no catalogue: refused
    assert mesa.panel is not None and foco() is mesa.panel.identidad.partes[0]
    contestador.respuestas = ["La casilla escrita no está aprobada."]
    destino(qtbot, "Fuera de catálogo")
    assert mesa.panel.identidad.leida == ("", "", "", "")
    escribir_casilla(qtbot, "9876", "c", "2", "0")
    dicho = decidido(qtbot, sitio)
    assert (dicho["destino"], dicho["motivo"]) == (
        "FC-GUB-001-9876-C02-00-A02-1",
        "La casilla escrita no está aprobada.",
    )


@pytest.mark.parametrize("cual", ["Es otra acta", "Fuera de catálogo"])
def test_la_casilla_de_otro_catd_ni_se_le_pasa_ni_queda_fuera_de_catalogo(
    mesa: PantallaValidacion, sitio: Sitio, qtbot: QtBot, cual: str
) -> None:
    """Its paper came in the wrong sobre: where it goes is said, and what to press; nothing is signed."""
    ajena = next(s for s, c in sitio.mesa_de_quien().items() if c != "01")
    destino(qtbot, cual)
    escribir_casilla(qtbot, ajena, "b", "1", "0")
    assert mesa.panel is not None
    textos = " ".join(rotulo.text() for rotulo in mesa.findChildren(QLabel) if rotulo.isVisible())
    assert f"La sección {ajena} es del CATD 02" in textos and "F11" in textos and "Ctrl+I" in textos
    assert sitio.dictamenes() == []


def escribir_casilla(qtbot: QtBot, *partes: str) -> None:
    for parte in partes:
        qtbot.keyClicks(foco(), parte)
        tecla(qtbot, Qt.Key.Key_Return)
