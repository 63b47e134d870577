"""The frame of the stations: logging in, locking, changing of operator, telling how things are, and faults."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from prep.domain.hechos.roles import Rol
from prep.services.estacion.estacion import Estacion
from prep.ui.ayuda import Ayuda
from prep.ui.fallos import Fallos
from prep.ui.marco import Marco
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.tema import ESCALAS, Tema
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco, Contestador, teclear
from tests.services.conftest import CONTRASENA, perder

EnLinea = Callable[[str], Estacion]


class Hoja(Pantalla):
    """A screen with a field, whose button breaks."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self.campo = QLineEdit(self)
        self.campo.setAccessibleName("Campo de prueba")
        rompe = QPushButton("Romper", self)
        rompe.setAccessibleName("Romper")
        rompe.clicked.connect(self.romper)
        self.pila.addWidget(self.campo)
        self.pila.addWidget(rompe)
        self.sueltas: list[str] = []

    def activar(self) -> None:
        self.campo.setFocus()

    def romper(self) -> None:
        raise ValueError("voto secreto 12345")


PUERTAS = (
    Puerta("hoja", "Hoja de prueba", frozenset({Rol.CAPTURA}), Hoja),
    Puerta("otra", "Otra hoja", frozenset({Rol.ACOPIO}), Hoja),
)


def entrar(qtbot: QtBot, operador: str = "ana", contrasena: str = CONTRASENA) -> None:
    """As a person: types the key, Enter, the password, Enter."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    for texto in (operador, contrasena):
        campo = QApplication.focusWidget()
        assert isinstance(campo, QLineEdit)
        teclear(qtbot, campo, texto)
        qtbot.keyClick(campo, Qt.Key.Key_Return)


def dentro(qtbot: QtBot, marco: Marco) -> Hoja:
    qtbot.waitUntil(lambda: marco.pantalla is not None and not marco.bloqueada)
    assert isinstance(marco.pantalla, Hoja)
    return marco.pantalla


@pytest.fixture
def marco(en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot) -> Marco:
    """With its node, which it has already heard."""
    abierto = abrir_marco(en_linea("est-01-1"), PUERTAS)
    qtbot.waitUntil(lambda: "Conectada" in abierto.barra.texto("nodo"))
    return abierto


def test_se_entra_con_teclado_y_la_barra_dice_quien_donde_y_con_que_nodo(marco: Marco, qtbot: QtBot) -> None:
    entrar(qtbot)
    hoja = dentro(qtbot, marco)
    assert QApplication.focusWidget() is hoja.campo
    assert marco.barra.texto("operador") == "Ana"
    assert marco.barra.texto("sitio") == "CATD 01"
    assert marco.barra.texto("espera") == "Todo entregado"


def test_una_contrasena_equivocada_se_dice_y_despues_de_varias_hay_que_esperar(marco: Marco, qtbot: QtBot) -> None:
    for _ in range(3):
        entrar(qtbot, contrasena="otra cosa")
        qtbot.waitUntil(lambda: marco.sesion is None and bool(marco.findChildren(QLineEdit)[0].isEnabled()))
        marco.findChildren(QLineEdit)[0].clear()
        marco.findChildren(QLineEdit)[0].setFocus()
    boton = next(b for b in marco.findChildren(QPushButton) if b.text().startswith("Espere"))
    assert not boton.isEnabled()
    assert marco.sesion is None


def test_bloquear_tapa_la_pantalla_y_al_volver_todo_esta_donde_estaba(marco: Marco, qtbot: QtBot) -> None:
    entrar(qtbot)
    hoja = dentro(qtbot, marco)
    qtbot.keyClicks(hoja.campo, "123")
    qtbot.keyClick(hoja.campo, Qt.Key.Key_F12)
    assert marco.bloqueada
    assert not hoja.isVisible()
    clave = QApplication.focusWidget()
    assert isinstance(clave, QLineEdit)
    teclear(qtbot, clave, CONTRASENA)
    qtbot.keyClick(clave, Qt.Key.Key_Return)
    assert dentro(qtbot, marco) is hoja
    assert hoja.campo.text() == "123"
    assert QApplication.focusWidget() is hoja.campo


def test_f10_cambia_de_operador_y_cada_quien_ve_solo_sus_pantallas(marco: Marco, qtbot: QtBot) -> None:
    entrar(qtbot)
    qtbot.keyClick(dentro(qtbot, marco).campo, Qt.Key.Key_F10)
    assert marco.sesion is None
    entrar(qtbot, "dani")
    assert dentro(qtbot, marco).objectName() == "otra"


def test_quien_no_tiene_trabajo_en_la_estacion_no_entra(marco: Marco, qtbot: QtBot, contestador: Contestador) -> None:
    entrar(qtbot, "eva")
    qtbot.waitUntil(lambda: bool(contestador.dichos))
    assert "no tiene trabajo en esta estación" in contestador.dichos[0]
    assert marco.sesion is None


def test_f9_pasa_a_la_otra_pantalla(marco: Marco, qtbot: QtBot) -> None:
    entrar(qtbot)
    qtbot.keyClick(dentro(qtbot, marco).campo, Qt.Key.Key_F9)
    assert dentro(qtbot, marco).objectName() == "otra"


@pytest.mark.qt_no_exception_capture
def test_una_falla_se_cuenta_con_un_codigo_y_la_pantalla_vuelve(marco: Marco, qtbot: QtBot, fallos: Fallos) -> None:
    entrar(qtbot)
    hoja = dentro(qtbot, marco)
    boton = hoja.findChild(QPushButton)
    assert boton is not None
    qtbot.keyClick(boton, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: marco.pantalla is not hoja)
    assert len(fallos.codigos) == 1
    falla = marco.findChild(QLabel, "falla")
    assert falla is not None and falla.isVisible() and fallos.codigos[0] in falla.text()
    informes = list(fallos.carpeta.iterdir())
    assert len(informes) == 1
    texto = informes[0].read_text(encoding="utf-8")
    assert "12345" not in texto, "el informe no lleva lo que se escribió"
    assert "romper" in texto and "ValueError" in texto


@pytest.mark.qt_no_exception_capture
def test_una_falla_al_entrar_no_deja_la_puerta_cerrada(
    marco: Marco, qtbot: QtBot, fallos: Fallos, monkeypatch: pytest.MonkeyPatch
) -> None:
    def romper(*_: str) -> None:
        raise KeyError("x")

    with monkeypatch.context() as roto:
        roto.setattr(marco.estacion, "entrar", romper)
        entrar(qtbot)
        qtbot.waitUntil(lambda: bool(fallos.codigos))
    campo = marco.findChildren(QLineEdit)[0]
    qtbot.waitUntil(campo.isEnabled)
    campo.clear()
    campo.setFocus()
    entrar(qtbot)
    dentro(qtbot, marco)


def test_sin_nodo_se_dice_desde_cuando_y_se_entra_igual(
    marco: Marco, en_linea: EnLinea, abrir_marco: AbrirMarco, sin_nodo: str, qtbot: QtBot
) -> None:
    entrar(qtbot)
    dentro(qtbot, marco)
    marco.estacion.nodo.mudar(sin_nodo)
    qtbot.waitUntil(lambda: marco.barra.texto("nodo").startswith("SIN NODO desde las "))
    qtbot.keyClick(dentro(qtbot, marco).campo, Qt.Key.Key_F10)
    entrar(qtbot, "beto")
    dentro(qtbot, marco)
    assert marco.barra.texto("operador") == "Beto"


def test_un_nodo_de_otro_proceso_no_pasa_por_el_nuestro(marco: Marco, poblada: Nodo, qtbot: QtBot) -> None:
    perder(poblada, "UPDATE prep.proceso SET proceso = 'otra-noche'")
    try:
        qtbot.waitUntil(lambda: "SIN NODO" in marco.barra.texto("nodo"), timeout=15_000)
    finally:
        perder(poblada, "UPDATE prep.proceso SET proceso = 'prueba-1'")


@pytest.mark.parametrize("escala", ESCALAS)
def test_a_cualquier_tamano_de_letra_todo_tiene_nombre_foco_y_lugar(
    marco: Marco, tema: Tema, qtbot: QtBot, escala: float
) -> None:
    tema.escalar(escala)
    QApplication.processEvents()
    recorrido.exigir(marco)
    entrar(qtbot)
    dentro(qtbot, marco)
    QApplication.processEvents()
    recorrido.exigir(marco)


def test_la_ayuda_dice_cada_tecla(marco: Marco, qtbot: QtBot) -> None:
    assert marco.barra.texto("ayuda").startswith("F1: ayuda"), "quien llega sabe con qué tecla, también antes de entrar"
    entrar(qtbot)
    qtbot.keyClick(dentro(qtbot, marco).campo, Qt.Key.Key_F1)
    ayuda = marco.findChild(Ayuda)
    assert ayuda is not None and ayuda.isVisible()
    texto = ayuda.findChild(QTextBrowser)
    assert texto is not None
    assert all(tecla in texto.toPlainText() for tecla in ("F1", "F12", "F10", "F9"))
    ayuda.close()


def test_la_ayuda_que_no_cabe_se_recorre_con_el_teclado_y_enter_la_cierra(marco: Marco, qtbot: QtBot) -> None:
    entrar(qtbot)
    marco.resize(640, 400)
    qtbot.keyClick(dentro(qtbot, marco).campo, Qt.Key.Key_F1)
    texto = marco.findChild(QTextBrowser)
    assert texto is not None
    rueda = texto.verticalScrollBar()
    qtbot.waitUntil(lambda: rueda.maximum() > 0 and QApplication.focusWidget() is texto)
    qtbot.keyClick(texto, Qt.Key.Key_PageDown)
    assert rueda.value() > 0
    abajo = rueda.value()
    qtbot.keyClick(texto, Qt.Key.Key_Up)
    assert rueda.value() < abajo
    qtbot.keyClick(texto, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(a.isVisible() for a in marco.findChildren(Ayuda)))


def test_antes_de_entrar_la_ventana_dice_que_estacion_es(marco: Marco) -> None:
    titulos = [r.text() for r in marco.findChildren(QLabel) if r.isVisible()]
    assert "Entrar a la estación est-01-1" in titulos


def test_todo_lo_que_no_es_la_noche_dice_simulacro(marco: Marco) -> None:
    banda = marco.findChild(QLabel, "proceso")
    assert banda is not None and banda.isVisible() and "SIMULACRO" in banda.text()


def test_el_ocio_bloquea(en_linea: EnLinea, marco: Marco, qtbot: QtBot) -> None:
    entrar(qtbot)
    hoja = dentro(qtbot, marco)
    marco.presencia.reloj.setInterval(50)
    qtbot.keyClicks(hoja.campo, "1")
    qtbot.waitUntil(lambda: marco.bloqueada)
    assert hoja.campo.text() == "1"
