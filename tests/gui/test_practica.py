"""Practising at the door, with real keys: the rule at once, the certificate, and nothing that could reach a node."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from prep.domain.catalogo.convenciones import CONVENCIONES
from prep.net.identidad import Llave
from prep.practica.catalogo import FORMA
from prep.practica.cuenta import CuentaDePractica
from prep.practica.ejercicios import CAPTURABLES, EJERCICIOS
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.store.spool.spool import Spool
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.es_esta import EsEsta
from prep.ui.hilos import Taller
from prep.ui.kit import VentanaDelKit
from prep.ui.practica.puerta import VISTO, Practica
from prep.ui.practica.recorrido import Recorrido
from prep.ui.practica.ventana import VentanaDePractica
from tests.gui import recorrido
from tests.gui.conftest import PC, AbrirMarco, Contestador, destruir, marcar
from tests.gui.test_marco import PUERTAS, EnLinea, dentro, entrar

MARCA = {"ILEGIBLE": "*", "SIN DATO": "+"}


@pytest.fixture
def aislada(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whatever would go out of the window, or keep something: none of it works, and each try is told."""
    intentos: list[str] = []

    def prohibir(dueno: object, nombre: str) -> None:
        def no(*_: object, **__: object) -> None:
            intentos.append(nombre)
            raise AssertionError(f"la práctica usó {nombre}")

        monkeypatch.setattr(dueno, nombre, no)

    for dueno, nombre in (
        (socket.socket, "connect"), (sqlite3, "connect"), (psycopg, "connect"), (Spool, "abrir"), (Spool, "guardar"),
        (Llave, "firmar"),
    ):  # fmt: skip
        prohibir(dueno, nombre)
    return intentos


@pytest.fixture
def sobre(qtbot: QtBot) -> QWidget:
    ventana = QWidget()
    qtbot.addWidget(ventana)
    ventana.resize(*PC)
    ventana.show()
    qtbot.waitActive(ventana)
    return ventana


@pytest.fixture
def practica(tmp_path: Path, sobre: QWidget, aislada: list[str], qtbot: QtBot) -> Iterator[Practica]:
    (tmp_path / VISTO).touch()
    hecha = Practica(tmp_path, tmp_path / "papeles")
    hecha.abrir(sobre)
    yield hecha
    if hecha.ventana is not None:
        hecha.ventana.cerrar(True)
    assert aislada == []


def ventana_de(practica: Practica) -> VentanaDePractica:
    assert practica.ventana is not None
    return practica.ventana


def a_la_vista(practica: Practica, qtbot: QtBot, cual: int) -> VentanaDePractica:
    ventana = ventana_de(practica)
    qtbot.waitUntil(lambda: ventana.cual == cual and ventana.acta._es_esta is not None)
    pregunta = ventana.acta._es_esta
    assert pregunta is not None
    qtbot.waitUntil(lambda: pregunta._es.isEnabled() and isinstance(QApplication.focusWidget(), EsEsta))
    return ventana


def campo(qtbot: QtBot, n: int) -> Cifra:
    qtbot.waitUntil(lambda: (w := QApplication.focusWidget()) is not None and w.objectName() == f"campo-{n}")
    hallado = QApplication.focusWidget()
    assert isinstance(hallado, Cifra)
    return hallado


def capturar(practica: Practica, qtbot: QtBot, cual: int) -> None:
    ventana = a_la_vista(practica, qtbot, cual)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    for n, nombre in enumerate(FORMA.campos):
        valor, foco = EJERCICIOS[cual].escrito(nombre).valor, campo(qtbot, n)
        if str(valor) in MARCA:
            marcar(qtbot, MARCA[str(valor)])
        else:
            qtbot.keyClicks(foco, str(valor))
            qtbot.keyClick(foco, Qt.Key.Key_Return)
    assert ventana.piezas.aviso == "" or "Bien" in ventana.piezas.aviso
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)


def test_las_doce_hojas_con_el_teclado_dan_su_constancia_y_nada_sale(
    practica: Practica, contestador: Contestador, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    abiertas: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: abiertas.append(url.toLocalFile()))
    ventana = ventana_de(practica)
    ventana.dialogos = contestador
    devueltas = {8: "A", 9: "A", 10: "C", 11: "B"}
    contestador.respuestas = [*devueltas.values(), "Ana   Práctica López"]
    for cual in range(len(EJERCICIOS)):
        if cual in devueltas:
            a_la_vista(practica, qtbot, cual)
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
        else:
            capturar(practica, qtbot, cual)
            qtbot.waitUntil(lambda ahora=cual: ventana.cual == ahora + 1)  # type: ignore[misc]
    qtbot.waitUntil(lambda: practica.ventana is None)
    (hecha,) = (tmp_path / "papeles").iterdir()
    assert hecha.read_bytes().startswith(b"%PDF") and abiertas == [str(hecha)]
    decisiones = len(CAPTURABLES) * (len(FORMA.campos) + 1) + 2 * len(devueltas)
    assert f"Acertó 100.0 % a la primera: {decisiones} de {decisiones}." in contestador.dichos[-2]
    assert {e.name for e in tmp_path.iterdir()} == {VISTO, "papeles"}, "nada más quedó"


def test_lo_mal_capturado_dice_su_regla_y_espera_ahi(practica: Practica, qtbot: QtBot) -> None:
    ventana = a_la_vista(practica, qtbot, 0)
    recorrido.exigir(ventana)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    qtbot.waitUntil(lambda: ventana.acta.formulario.con_tiras)
    recorrido.exigir(ventana)
    qtbot.keyClicks(campo(qtbot, 0), "9")
    qtbot.keyClick(campo(qtbot, 0), Qt.Key.Key_Return)
    assert "Se captura lo que está escrito" in ventana.piezas.aviso and campo(qtbot, 0)
    assert ventana.cuenta.bien == 1 and len(ventana.cuenta.primeras) == 2
    bueno = EJERCICIOS[0].escrito(FORMA.campos[0]).valor
    qtbot.keyClicks(campo(qtbot, 0), str(bueno))
    qtbot.keyClick(campo(qtbot, 0), Qt.Key.Key_Return)
    assert campo(qtbot, 1) and ventana.piezas.aviso == ""
    qtbot.waitUntil(lambda: ventana.acta.formulario.esta_guardada(0))
    assert ventana.cuenta.bien == 1, "la primera es la que cuenta"


def test_la_que_no_es_no_se_deja_capturar_y_se_pregunta_otra_vez(practica: Practica, qtbot: QtBot) -> None:
    ventana = ventana_de(practica)
    ventana._abrir(8)
    a_la_vista(practica, qtbot, 8)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    assert "Esta no se captura: A, «No es esta acta»." in ventana.piezas.aviso
    assert isinstance(QApplication.focusWidget(), EsEsta) and ventana.acta.por_reconocer


@pytest.mark.parametrize("cual", range(len(EJERCICIOS)))
def test_cada_hoja_se_ve_y_las_que_se_capturan_tienen_sus_tiras(cual: int, practica: Practica, qtbot: QtBot) -> None:
    ventana = ventana_de(practica)
    ventana._abrir(cual)
    a_la_vista(practica, qtbot, cual)
    assert ventana.visor.con_hoja
    assert bool(ventana._leida.tiras) or EJERCICIOS[cual].devuelve is not None


def test_sin_el_95_no_hay_constancia_y_dice_en_que_fallo(
    practica: Practica, contestador: Contestador, tmp_path: Path
) -> None:
    ventana = ventana_de(practica)
    ventana.dialogos = contestador
    cuenta = CuentaDePractica({(e.archivo, "x"): n != 1 for n, e in enumerate(EJERCICIOS)})
    practica._terminada(cuenta)
    assert "guion, diagonal y equis" in contestador.dichos[0] and practica.ventana is None
    assert not (tmp_path / "papeles").exists()


def test_el_recorrido_sale_la_primera_vez_se_anda_con_teclas_y_se_salta(
    tmp_path: Path, sobre: QWidget, aislada: list[str], qtbot: QtBot
) -> None:
    practica = Practica(tmp_path)
    practica.abrir(sobre)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Recorrido))
    tarjetas = QApplication.activeModalWidget()
    assert isinstance(tarjetas, Recorrido)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is tarjetas._sigue)
    recorrido.exigir(tarjetas)
    for tecla, cual in ((Qt.Key.Key_Return, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        qtbot.keyClick(QApplication.focusWidget(), tecla)
        assert tarjetas.cual == cual
    qtbot.keyClick(tarjetas, Qt.Key.Key_Escape)
    a_la_vista(practica, qtbot, 0)
    ventana_de(practica).cerrar(True)
    practica.abrir(sobre)
    assert not isinstance(QApplication.activeModalWidget(), Recorrido), "la segunda vez ya no"
    ventana_de(practica).cerrar(True)
    assert aislada == []


def test_escape_pregunta_antes_de_perder_lo_que_se_lleva(
    practica: Practica, contestador: Contestador, qtbot: QtBot
) -> None:
    ventana = a_la_vista(practica, qtbot, 0)
    ventana.dialogos = contestador
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    contestador.respuestas = [False, True]
    qtbot.keyClick(campo(qtbot, 0), Qt.Key.Key_Escape)
    assert practica.ventana is ventana
    qtbot.keyClick(campo(qtbot, 0), Qt.Key.Key_Escape)
    assert practica.ventana is None


def test_f1_tiene_todas_las_reglas(practica: Practica, qtbot: QtBot) -> None:
    ventana = a_la_vista(practica, qtbot, 0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not ventana)
    ayuda = QApplication.activeModalWidget()
    assert ayuda is not None
    dicho = ayuda.findChild(QTextBrowser)
    assert dicho is not None and all(regla.escrito in dicho.toPlainText() for regla in CONVENCIONES)
    qtbot.keyClick(ayuda, Qt.Key.Key_Escape)


def _conoce(estacion: Estacion) -> bool:
    with suppress(NoProcede):
        return bool(estacion.operadores())
    return False


def test_en_la_entrada_se_practica_y_con_alguien_adentro_no(
    abrir_marco: AbrirMarco, en_linea: EnLinea, qtbot: QtBot
) -> None:
    abiertas: list[QWidget] = []
    estacion = en_linea("est-01-1")
    marco = abrir_marco(estacion, PUERTAS, practicar=abiertas.append)
    qtbot.waitUntil(lambda: _conoce(estacion), timeout=20_000)  # before, nobody can come in
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    boton = next(b for b in marco.findChildren(QPushButton) if b.text().startswith("Practicar"))
    boton.click()
    assert abiertas == [marco, marco]
    entrar(qtbot)
    dentro(qtbot, marco)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert len(abiertas) == 2


def test_en_el_primer_dia_tambien(tmp_path: Path, qtbot: QtBot, taller: Taller) -> None:
    """There is no node, and nobody was given a key yet."""
    abiertas: list[QWidget] = []
    ventana = VentanaDelKit(tmp_path, "catd", taller)
    ventana.con_practica(abiertas.append)
    ventana.show()
    qtbot.waitActive(ventana)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert abiertas == [ventana]
    recorrido.exigir(ventana)
    destruir(qtbot, taller, ventana)
