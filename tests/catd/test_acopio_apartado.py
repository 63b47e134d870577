"""What the counter sets aside is written down from its own answer, with two keys and what was read (R-34)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prep.domain.hechos.hechos import Incidencia, Tipo
from prep.domain.reglas.incidentes import AYUDA, FEDERAL, OTRO_CATD, ROTO, SIN_CATALOGO
from prep.ui.incidente import HojaDeIncidente
from tests.catd.conftest import Puesto
from tests.catd.test_acopio import etiqueta, puesto
from tests.services import tres

__all__ = ["puesto"]

AJENA = etiqueta(tres.acta("GUB", 2))


def registrar(qtbot: QtBot, puesto: Puesto, numero: str = "") -> tuple[str, str]:
    """Ctrl+I, its figure when the answer does not say which, and Enter; the code and the place that were signed."""
    qtbot.keyClick(puesto.campo, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HojaDeIncidente))
    hoja = QApplication.activeModalWidget()
    assert isinstance(hoja, HojaDeIncidente)
    qtbot.waitUntil(lambda: (quien := QApplication.focusWidget()) is not None and hoja.isAncestorOf(quien))
    if numero:
        qtbot.keyClicks(hoja.clases, numero)
    qtbot.keyClick(hoja.focusWidget(), Qt.Key.Key_Return)
    spool = puesto.marco.estacion.spool
    qtbot.waitUntil(lambda: bool(spool.de_tipos(Tipo.INCIDENCIA)))
    (hecho,) = spool.de_tipos(Tipo.INCIDENCIA)
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Incidencia) and hecho.operador == "ana"
    return cuerpo.codigo, cuerpo.lugar


@pytest.mark.parametrize(
    ("leido", "titulo", "clase"),
    [
        ("090001B0100A77", "ACTA FEDERAL", FEDERAL),
        (AJENA, "ES DEL CATD 02", OTRO_CATD),
        ("9999b", "NO ESTÁ EN EL CATÁLOGO", SIN_CATALOGO),
    ],
)
def test_lo_apartado_ya_viene_dicho(puesto: Puesto, qtbot: QtBot, leido: str, titulo: str, clase: object) -> None:
    puesto.leer(leido, titulo)
    assert "Ctrl+I" in puesto.texto
    assert registrar(qtbot, puesto) == (getattr(clase, "codigo", ""), leido[:80])


def test_un_sobre_roto_se_recibe_y_se_dice_de_cual(puesto: Puesto, qtbot: QtBot) -> None:
    puesto.leer("1b", "RECIBIDA")
    assert registrar(qtbot, puesto, ROTO.tecla) == (ROTO.codigo, "1 B1")


def test_sin_haber_leido_nada_no_se_supone_ningun_sobre(puesto: Puesto, qtbot: QtBot) -> None:
    assert registrar(qtbot, puesto) == (AYUDA.codigo, "")
