"""The list of pages: in the order in which they came, only those to decide when asked, and never too many."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from catd.digitalizacion import tira
from catd.digitalizacion.tira import PAPELES, HojasDeTira, palabra
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja


@pytest.fixture
def hojas(qtbot: QtBot) -> Iterator[HojasDeTira]:
    dueno = QWidget()
    qtbot.addWidget(dueno)
    yield HojasDeTira(lambda clave: f"acta {clave}", dueno)


def _vistas(hojas: HojasDeTira) -> list[str]:
    return [h.huella for n in range(hojas.rowCount()) if (h := hojas.hoja(n)) is not None]


def test_cada_estado_tiene_su_palabra_y_su_color() -> None:
    assert len({palabra(estado) for estado in EstadoHoja}) == len(EstadoHoja) == len(PAPELES)


def test_una_pagina_que_cambia_sigue_en_su_lugar_y_lo_dice(hojas: HojasDeTira, qtbot: QtBot) -> None:
    for huella in "abc":
        hojas.poner(Hoja(huella, f"{huella}.jpg"))
    with qtbot.waitSignal(hojas.dataChanged):
        hojas.poner(Hoja("b", "b.jpg", EstadoHoja.PREGUNTA, "está borrosa", "GUB-1"))
    assert _vistas(hojas) == ["a", "b", "c"]
    indice = hojas.index(1)
    assert indice.data() == f"{palabra(EstadoHoja.PREGUNTA)}\nacta GUB-1"
    assert indice.data(Qt.ItemDataRole.AccessibleTextRole).endswith("acta GUB-1. está borrosa")
    assert hojas.index(0).data() == f"{palabra(EstadoHoja.POR_LEER)}\na.jpg"


def test_solo_por_decidir_esconde_lo_demas_y_lo_devuelve_en_su_orden(hojas: HojasDeTira) -> None:
    for huella in "abcd":
        hojas.poner(Hoja(huella, "x", EstadoHoja.PREGUNTA if huella in "bd" else EstadoHoja.ACEPTADA))
    hojas.filtrar(True)
    assert _vistas(hojas) == ["b", "d"]
    hojas.poner(Hoja("b", "x", EstadoHoja.ACEPTADA))
    hojas.poner(Hoja("e", "x", EstadoHoja.POR_LEER))
    assert _vistas(hojas) == ["d"]
    hojas.poner(Hoja("a", "x", EstadoHoja.REPETIR))
    assert _vistas(hojas) == ["a", "d"]
    hojas.filtrar(False)
    assert _vistas(hojas) == list("abcde")
    assert hojas.cuantas()[EstadoHoja.ACEPTADA] == 2


def test_de_una_noche_entera_solo_se_recuerdan_las_ultimas_acabadas(
    hojas: HojasDeTira, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tira, "VISTAS_MAX", 5)
    hojas.poner(Hoja("espera", "x", EstadoHoja.SIN_IDENTIFICAR))
    for n in range(20):
        hojas.poner(Hoja(str(n), "x"))
        hojas.poner(Hoja(str(n), "x", EstadoHoja.ACEPTADA))
    assert hojas.rowCount() <= 7 and _vistas(hojas)[0] == "espera" and _vistas(hojas)[-1] == "19"
