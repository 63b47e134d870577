"""What nobody owns is heard: when it is new, again while it waits, later when it was put off; a wall too."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from central.sala import timbre
from central.sala.pantalla import Sala
from prep.ui.sonidos import Sonidos
from tests.central.conftest import Mando, clave
from tests.central.sala.conftest import AbrirSala, mandos, pulsar

ALARMA = "INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CUARENTENA', %s, 'x')"


class Oidos(Sonidos):
    """Each sound that is asked for."""

    def __init__(self) -> None:
        super().__init__(mudo=True)
        self.oidos: list[str] = []

    def tocar(self, nombre: str) -> None:
        super().tocar(nombre)
        self.oidos.append(nombre)


@pytest.fixture
def oidos(qtbot: QtBot) -> Oidos:
    return Oidos()


def suena(sala: Sala) -> bool:
    return sala.timbre.suena


def papel(sala: Sala, nombre: str = "alarmas") -> str:
    rotulo = sala.findChild(QLabel, f"ciudad-{nombre}")
    assert rotulo is not None
    return str(rotulo.property("papel"))


def alarmas(sala: Sala, cuantas: int) -> None:
    assert sala.obra.tablero is not None
    sala.obra.llega(replace(sala.obra.tablero, alarmas=cuantas))


def test_suena_con_lo_nuevo_y_calla_cuando_ya_nadie_espera(
    mando: Mando, abrir_sala: AbrirSala, oidos: Oidos, qtbot: QtBot
) -> None:
    sala = abrir_sala(sonidos=oidos)
    assert oidos.oidos == [] and not suena(sala)
    mando.filas(ALARMA, clave(2))
    qtbot.waitUntil(lambda: oidos.oidos == ["alarma"])
    assert suena(sala)
    alarmas(sala, 1)
    assert oidos.oidos == ["alarma"], "la misma no suena en cada lectura"
    alarmas(sala, 2)
    assert oidos.oidos == ["alarma"] * 2
    alarmas(sala, 1)
    assert suena(sala), "queda una"
    alarmas(sala, 0)
    assert oidos.oidos == ["alarma"] * 2 and not suena(sala)


def test_insiste_mientras_nadie_lo_atienda_y_parpadea_sin_perder_su_color(
    abrir_sala: AbrirSala, oidos: Oidos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timbre, "REPITE_MS", 40)
    monkeypatch.setattr(timbre, "DESTELLOS", 4)
    sala = abrir_sala(sonidos=oidos, solo_lectura=True)
    sala.timbre._parpadeo.setInterval(5)
    papeles: set[str] = set()
    sala.timbre.destello.connect(lambda _: papeles.add(papel(sala)))
    alarmas(sala, 1)
    su_color = papel(sala)
    qtbot.waitUntil(lambda: len(oidos.oidos) >= 3 and len(papeles) == 2)
    alarmas(sala, 0)
    qtbot.waitUntil(lambda: not sala.timbre._parpadeo.isActive())
    cuantos = len(oidos.oidos)
    alarmas(sala, 1)
    assert papel(sala) == su_color and len(oidos.oidos) == cuantos + 1


def test_callado_vuelve_mas_tarde_y_lo_nuevo_suena_siempre(
    abrir_sala: AbrirSala, oidos: Oidos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sala = abrir_sala(sonidos=oidos)
    pulsar(qtbot, sala, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert not suena(sala), "sin nada que callar, nada"
    alarmas(sala, 1)
    pulsar(qtbot, sala, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert sala.timbre._otra_vez.interval() == timbre.CALLADO_MS > timbre.REPITE_MS
    dicho = mandos(sala).findChild(QLabel, "sala-dicho")
    assert dicho is not None and "Lo que sea nuevo suena" in dicho.text()
    alarmas(sala, 2)
    assert oidos.oidos == ["alarma"] * 2 and sala.timbre._otra_vez.interval() == timbre.REPITE_MS
