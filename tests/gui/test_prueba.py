"""A station's own test, at a key: what it sees of itself, with the node or without it, and a page to print."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prep.devices.eleccion import COPIA, ClaseDeOrigen, OrigenElegido
from prep.devices.usb import RondaUsb
from prep.services.estacion.estacion import Estacion
from prep.ui.aparatos.prueba import HojaDeLaPrueba
from prep.ui.impresion.imprenta import Imprenta
from prep.ui.marco import Marco
from tests.devices.bus import Bus, lector, memoria
from tests.devices.test_usb import NADA
from tests.documents.leer_pdf import leer_pdf
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco
from tests.gui.test_marco import PUERTAS, EnLinea


def pedir(marco: Marco, qtbot: QtBot) -> HojaDeLaPrueba:
    qtbot.waitUntil(lambda: marco.isActiveWindow() and QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget() or marco, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HojaDeLaPrueba))
    hoja = QApplication.activeModalWidget()
    assert isinstance(hoja, HojaDeLaPrueba)
    qtbot.waitUntil(hoja.hacer.isEnabled)
    return hoja


def dichos(hoja: HojaDeLaPrueba) -> dict[str, tuple[bool, str]]:
    return {r.que: (not r.mal, r.como) for r in hoja.renglones}


@pytest.fixture
def abiertos(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is offered to be printed."""
    pedidos: list[Path] = []
    monkeypatch.setattr(Imprenta, "ofrecer", lambda _, ruta: pedidos.append(ruta))
    return pedidos


def test_dice_como_esta_todo_en_la_puerta_y_deja_la_hoja_para_imprimir(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, abiertos: list[Path]
) -> None:
    estacion = en_linea("est-01-1")
    marco = abrir_marco(estacion, PUERTAS, RondaUsb(bus := Bus(lector()), NADA))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo") and marco.aparatos.inventario is not None)
    bus.enchufar(memoria("K77"))
    qtbot.waitUntil(lambda: bool(marco.aparatos.memorias))
    hoja = pedir(marco, qtbot)
    hay = dichos(hoja)
    assert hay["Nodo"][0] and "contesta" in hay["Nodo"][1] and hay["Reloj"][0]
    assert hay["Kit"] == (True, "sin certificado: entra con contraseña") and hay["Por entregar"] == (True, "nada")
    assert hay["Lector de códigos"] == (True, "ACME Lector 2D") and hay["Impresora"] == (True, "ninguno por USB")
    assert not hay["Memoria, disco o teléfono"][0] and "RETÍRELO" in hay["Memoria, disco o teléfono"][1]
    assert {"Programa", "Personas", "Disco", "Pantalla", "Sonido", "Digitalización"} <= hay.keys()
    assert marco._sonidos.ultimo == "recibida"
    recorrido.exigir(hoja)
    qtbot.keyClick(hoja.hacer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(abiertos))
    texto = leer_pdf(abiertos[0].read_bytes()).texto
    assert "Estación est-01-1, CATD 01" in texto and "PRUEBA est-01-1" in texto
    assert "RETÍRELO" in texto and "ACME Lector 2D" in texto and "Se oyó el tono" in texto
    qtbot.keyClick(hoja, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_sin_nodo_lo_dice_y_la_carpeta_que_ya_no_esta_tambien(
    suelta: Estacion, abrir_marco: AbrirMarco, qtbot: QtBot, tmp_path: Path, abiertos: list[Path]
) -> None:
    suelta.spool.copiar(COPIA, OrigenElegido(ClaseDeOrigen.CARPETA, str(tmp_path / "ya-no-esta")).a_texto())
    marco = abrir_marco(suelta, PUERTAS, RondaUsb(Bus(), NADA))
    hoja = pedir(marco, qtbot)
    hay = dichos(hoja)
    assert not hay["Nodo"][0] and "no contesta" in hay["Nodo"][1] and "Reloj" not in hay
    assert not hay["Digitalización"][0] and "ya-no-esta" in hay["Digitalización"][1]
    assert "Por corregir" in hoja.resumen.text()
