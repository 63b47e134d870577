"""The night on the board: Alt+N draws it and says when it will be done; the arrows go from one CATD to the next."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from central.sala.curvas import PLUMAS
from central.sala.noche import HojaDeNoche
from central.tablero.noche.trazos import Linea, trazar
from prep.ui.colores import linea
from tests.central.conftest import Mando
from tests.central.sala import muestra
from tests.central.sala.conftest import AbrirSala, pulsar
from tests.central.tablero.noche.test_lectura import RECORDAR
from tests.central.tablero.test_memoria import abrir
from tests.gui import recorrido

ZONA = ZoneInfo("America/Mexico_City")
AHORA = datetime(2024, 6, 3, 9, tzinfo=UTC)


def abierta(qtbot: QtBot) -> HojaDeNoche:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HojaDeNoche))
    hoja = QApplication.activeModalWidget()
    assert isinstance(hoja, HojaDeNoche)
    return hoja


def test_alt_n_la_abre_sin_sesion_y_cada_vez_dice_lo_de_entonces(
    mando: Mando, abrir_sala: AbrirSala, qtbot: QtBot
) -> None:
    sala = abrir_sala()
    for esperado in ("Todavía no se abre", "0 de 25 actas registradas"):
        pulsar(qtbot, sala, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
        hoja = abierta(qtbot)
        assert esperado in hoja.texto.toPlainText()
        recorrido.exigir(hoja)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        abrir(mando, 120) if "abre" in esperado else None
        mando.filas(f"{RECORDAR} ON CONFLICT DO NOTHING")


def test_mientras_se_ve_se_pregunta_otra_vez_y_se_dice_si_no_contestan(
    mando: Mando, abrir_sala: AbrirSala, qtbot: QtBot
) -> None:
    sala = abrir_sala()
    sala._ver_noche._leida((muestra.noche(AHORA), []))
    hoja = abierta(qtbot)
    assert sala._ver_noche._reloj.isActive() and "A las 03:00" in hoja.dice.text()
    sala._ver_noche._negada(OSError("connection refused"))
    assert "no contesta" in hoja.dice.text() and hoja.isVisible()
    sala._ver_noche.pedir()
    qtbot.waitUntil(lambda: "A las" in hoja.dice.text())
    hoja.reject()
    assert not sala._ver_noche._reloj.isActive()


def test_con_las_flechas_se_ve_cada_centro_y_al_leer_otra_vez_se_sigue_en_el(
    abrir_sala: AbrirSala, qtbot: QtBot
) -> None:
    sala = abrir_sala()
    noche = muestra.noche(AHORA)
    sala._ver_noche._leida((noche, []))
    hoja = abierta(qtbot)
    ciudad = hoja.curvas.accessibleName()
    qtbot.keyClick(hoja.centro, Qt.Key.Key_Down)
    assert hoja.centro.currentData() == "01" and hoja.curvas.accessibleName() != ciudad
    sala._ver_noche._leida((noche, []))
    assert hoja.centro.currentData() == "01" and hoja.centro.count() == 1 + len(noche.centros)
    assert "Lo que más detiene: captura" in hoja.texto.toPlainText()
    hoja.reject()


@pytest.mark.parametrize("centro", ["", "07"])
def test_cada_linea_se_pinta_y_va_de_la_apertura_hacia_arriba(abrir_sala: AbrirSala, qtbot: QtBot, centro: str) -> None:
    noche = muestra.noche(AHORA)
    trazado = trazar(noche, ZONA, centro)
    assert trazado is not None and trazado.fin > trazado.ahora == 420
    lineas = {t.linea: t for t in trazado.trazos}
    assert (Linea.PRONOSTICO in lineas) is (not centro) and (trazado.entre is not None) is (not centro)
    for trazo in trazado.trazos:
        xs, ys = zip(*trazo.puntos, strict=True)
        assert list(xs) == sorted(xs) and list(ys) == sorted(ys) and 0 <= ys[0] <= ys[-1] <= 1 and xs[-1] <= trazado.fin
    sala = abrir_sala()
    sala._ver_noche._leida((noche, []))
    hoja = abierta(qtbot)
    hoja.centro.setCurrentIndex(hoja.centro.findData(centro))
    imagen = hoja.curvas.grab().toImage()
    vistos = {imagen.pixelColor(x, y).rgb() for x in range(imagen.width()) for y in range(imagen.height())}
    for curva in lineas:
        assert linea(PLUMAS[curva][0]).rgb() in vistos, curva
    hoja.reject()
