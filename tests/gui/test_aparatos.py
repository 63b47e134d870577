"""A station's devices: what was unplugged is in the bar, also at the door; a memory is an incident, once (R-34)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prep.devices.usb import RondaUsb
from prep.domain.hechos.hechos import Hecho, Incidencia, Tipo
from prep.domain.reglas.incidentes import MEMORIA, incidentes
from prep.services.estacion.estacion import Estacion
from prep.ui.aparatos.hoja import HojaDeAparatos
from prep.ui.aparatos.vigia import MEMORIAS_MAX
from prep.ui.marco import Marco
from tests.devices.bus import Bus, lector, memoria
from tests.devices.test_usb import NADA
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco, hoja_delante
from tests.gui.test_marco import PUERTAS, EnLinea, dentro, entrar


@pytest.fixture
def bus() -> Bus:
    return Bus(lector())


@pytest.fixture
def estacion(en_linea: EnLinea) -> Estacion:
    hecha = en_linea("est-01-1")
    hecha.entregar_aparte()
    return hecha


@pytest.fixture
def marco(estacion: Estacion, abrir_marco: AbrirMarco, qtbot: QtBot, bus: Bus) -> Marco:
    abierto = abrir_marco(estacion, PUERTAS, RondaUsb(bus, NADA))
    qtbot.waitUntil(lambda: "Conectada" in abierto.barra.texto("nodo") and abierto.aparatos.inventario is not None)
    return abierto


def memorias(marco: Marco) -> list[Hecho]:
    hechos = marco.estacion.spool.de_tipos(Tipo.INCIDENCIA)
    return [h for h in hechos if isinstance(h.cuerpo, Incidencia) and h.cuerpo.codigo == MEMORIA.codigo]


def texto_de(hecho: Hecho) -> str:
    assert isinstance(hecho.cuerpo, Incidencia)
    return hecho.cuerpo.texto


def abrir_hoja(qtbot: QtBot) -> HojaDeAparatos:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    return hoja_delante(qtbot, HojaDeAparatos)


def test_el_lector_desenchufado_se_dice_en_la_puerta_y_se_quita_al_volver(marco: Marco, bus: Bus, qtbot: QtBot) -> None:
    assert marco.sesion is None and marco.barra.texto("aparatos") == ""
    suyo = bus.aparatos[0]
    bus.desenchufar(suyo)
    qtbot.waitUntil(lambda: "Lector de códigos sin conexión" in marco.barra.texto("aparatos"))
    bus.enchufar(suyo)
    qtbot.waitUntil(lambda: marco.barra.texto("aparatos") == "")


def test_una_estacion_que_abre_sin_el_lector_que_tenia_lo_dice(
    marco: Marco, estacion: Estacion, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: estacion.spool.copia("aparatos.clases") is not None)
    otra = abrir_marco(estacion, PUERTAS, RondaUsb(Bus(), NADA))
    qtbot.waitUntil(lambda: "Lector de códigos sin conexión" in otra.barra.texto("aparatos"))


def test_sin_poder_ver_nada_no_se_dice_que_falte(marco: Marco, bus: Bus, qtbot: QtBot) -> None:
    bus.aparatos[0].ilegible = True
    bus.enchufar(bus.aparatos.pop(0))  # it comes back and cannot be asked what it is
    qtbot.waitUntil(lambda: marco.aparatos.inventario is not None and bool(marco.aparatos.inventario.sin_ver))
    assert marco.barra.texto("aparatos") == ""


def test_una_memoria_es_un_incidente_una_vez_aunque_entre_y_salga(marco: Marco, bus: Bus, qtbot: QtBot) -> None:
    suya = memoria("K77")
    bus.enchufar(suya)
    qtbot.waitUntil(lambda: "retírelo" in marco.barra.texto("aparatos"))
    assert not memorias(marco), "en la puerta no hay quien firme"
    entrar(qtbot)
    dentro(qtbot, marco)
    qtbot.waitUntil(lambda: len(memorias(marco)) == 1)
    (hecho,) = memorias(marco)
    assert "Kingston DataTraveler 3.0 (0951:1666, serie K77), conectado desde las" in texto_de(hecho)
    assert hecho.operador == "ana" and incidentes([hecho])[0].lugar == "Estación est-01-1"
    for _ in range(2):
        bus.desenchufar(suya)
        qtbot.waitUntil(lambda: marco.barra.texto("aparatos") == "")
        bus.enchufar(suya)
        qtbot.waitUntil(lambda: "retírelo" in marco.barra.texto("aparatos"))
    bus.enchufar(memoria("K78"))
    qtbot.waitUntil(lambda: len(memorias(marco)) == 2)
    assert "serie K78" in texto_de(memorias(marco)[1])


def test_muchas_memorias_no_llenan_la_bitacora(marco: Marco, bus: Bus, qtbot: QtBot) -> None:
    marco.aparatos._reloj.setInterval(1)
    entrar(qtbot)
    dentro(qtbot, marco)
    for n in range(MEMORIAS_MAX + 3):
        bus.enchufar(memoria(str(n), puertos=(1, n)))
    qtbot.waitUntil(lambda: len(memorias(marco)) == MEMORIAS_MAX)
    qtbot.waitUntil(lambda: len(marco.aparatos.memorias) == MEMORIAS_MAX + 3)
    for _ in range(3):
        marco.aparatos.mirar()
        qtbot.waitUntil(lambda: not marco.aparatos._mirando)
    assert len(memorias(marco)) == MEMORIAS_MAX
    assert "las siguientes no se registran" in texto_de(memorias(marco)[-1])


def test_la_hoja_dice_lo_que_hay_lo_que_falta_y_se_deja_de_esperar(marco: Marco, bus: Bus, qtbot: QtBot) -> None:
    bus.enchufar(memoria("<b>\x1b"))
    bus.desenchufar(bus.aparatos[0])
    qtbot.waitUntil(lambda: bool(marco.aparatos.memorias) and bool(marco.aparatos.faltan))
    hoja = abrir_hoja(qtbot)
    filas = [[c.text() for n in range(3) if (c := hoja.tabla.item(f, n))] for f in range(hoja.tabla.rowCount())]
    assert filas[0] == ["Lector de códigos", "ACME Lector 2D", "✗ DESCONECTADO: conéctelo de nuevo"]
    assert filas[1][1] == "Kingston DataTraveler 3.0 · 0951:1666" and "Retírela" in filas[1][2]
    recorrido.exigir(hoja)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is hoja._olvidar)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hoja.tabla.rowCount() == 1)
    qtbot.keyClick(QApplication.focusWidget() or hoja, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
