"""The first day of a station that has an identification: it is asked for its node alone, by real keys."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from prep.net.identificacion import ARCHIVO, CENTRO, guardar
from prep.services.estacion import ficha as fichas
from prep.services.estacion.errores import DatoInvalido
from prep.services.nodo.cliente import NodoCliente
from prep.ui import primera
from prep.ui.hilos import Taller
from prep.ui.primera import Primera
from prep.ui.tema import Tema
from tests.central.autoridad.ejemplo import AHORA
from tests.central.sitios.cifrado import SitiosCifrados
from tests.central.sitios.conftest import un_centro
from tests.gui.conftest import teclear

ESTACION = "est-ccv-1"


@pytest.fixture(scope="module")
def sitios() -> Iterator[SitiosCifrados]:
    with un_centro(SitiosCifrados) as todos:
        assert isinstance(todos, SitiosCifrados)
        yield todos


def test_solo_se_pregunta_el_nodo_y_queda_unida_sin_contrasena(
    sitios: SitiosCifrados, tmp_path: Path, taller: Taller, tema: Tema, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(primera, "buscar_todos", lambda _: [])
    (suya,) = sitios.autoridad.de_estaciones(CENTRO, [ESTACION], AHORA)
    guardar(suya, tmp_path / ARCHIVO)
    ventana = Primera(tmp_path / fichas.ARCHIVO, taller)
    ventana.show()
    try:
        (nodo,) = ventana.findChildren(QComboBox)
        lineas = [w for w in ventana.findChildren(QLineEdit) if w.isVisible() and w is not nodo.lineEdit()]
        assert [(w.text(), w.isReadOnly()) for w in lineas] == [(ESTACION, True)]
        (aviso,) = (r for r in ventana.findChildren(QLabel) if r.wordWrap())
        qtbot.waitUntil(lambda: "No se halló" in aviso.text(), timeout=15_000)
        servidor, puerto = sitios.centro.cluster.direccion
        for direccion, dicho in ((f"{servidor}:1", "Nadie contesta"), ("nodo.local:5433", "no es la dirección")):
            unir(qtbot, nodo, direccion)
            qtbot.waitUntil(partial(en, dicho, aviso), timeout=15_000)
        unir(qtbot, nodo, f"{servidor}:{puerto}")
        qtbot.waitUntil(lambda: ventana.ficha is not None, timeout=15_000)
        ficha = fichas.leer(tmp_path / fichas.ARCHIVO)
        assert ficha == ventana.ficha and not ficha.contrasena and not ficha.laboratorio
        with NodoCliente(fichas.conexion(ficha, tmp_path)) as cliente:
            assert cliente.estado_nodo().sitio == "CCV"
    finally:
        ventana.close()
        qtbot.waitUntil(lambda: not taller.en_curso, timeout=15_000)
        ventana.deleteLater()


def en(dicho: str, aviso: QLabel) -> bool:
    return dicho in aviso.text()


def unir(qtbot: QtBot, nodo: QComboBox, direccion: str) -> None:
    nodo.setFocus()
    nodo.clearEditText()
    teclear(qtbot, nodo, direccion)
    qtbot.keyClick(nodo, Qt.Key.Key_Return)


def test_una_identificacion_de_otra_estacion_o_danada_se_dice(sitios: SitiosCifrados, tmp_path: Path) -> None:
    (suya,) = sitios.autoridad.de_estaciones(CENTRO, [ESTACION], AHORA)
    guardar(suya, tmp_path / ARCHIVO)
    otra = fichas.Ficha(proceso="prueba-1", estacion="est-ccv-2", sitio="CCV", servidor="127.0.0.3", puerto=1)
    for ficha, dicho in (
        (otra, "es de «est-ccv-1», de prueba-1, y esta estación es «est-ccv-2»"),
        (otra.model_copy(update={"estacion": ESTACION, "proceso": "otro"}), "y esta estación es «est-ccv-1», de otro"),
    ):
        with pytest.raises(DatoInvalido, match=dicho):
            fichas.conexion(ficha, tmp_path)
    (tmp_path / ARCHIVO).chmod(0o644)
    with pytest.raises(DatoInvalido, match="chmod 600"):
        fichas.conexion(otra, tmp_path)
    (tmp_path / ARCHIVO).write_text("{")
    (tmp_path / ARCHIVO).chmod(0o600)
    with pytest.raises(DatoInvalido, match="está cortado o no es JSON"):
        fichas.conexion(otra, tmp_path)
    (tmp_path / ARCHIVO).unlink()
    with pytest.raises(DatoInvalido, match=f"no está {ARCHIVO}"):
        fichas.conexion(otra, tmp_path)
