"""Before the opening, with real keys: the counter says so, and receives only what was asked twice (R-10)."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from prep.domain.hechos.hechos import NombreFase, Tipo
from prep.ui.dialogos import DialogosDeVentana
from prep.ui.letras import DialogoDeLetras
from tests.catd.conftest import AbrirEstacion, AbrirPuesto, Puesto
from tests.conftest import Nodo
from tests.services.nodo_tres import declarar

Tecla = Qt.Key


@pytest.fixture
def puesto(sin_abrir: Nodo, estacion: AbrirEstacion, sentar: AbrirPuesto) -> Puesto:
    """Ana receiving by DAT, after the counting of zeros and before the opening."""
    declarar(sin_abrir, NombreFase.CEROS)
    sentada = sentar(estacion())
    sentada.alt(Tecla.Key_D)
    antes = sentada.pantalla._antes
    antes._contexto = replace(antes._contexto, dialogos=DialogosDeVentana(sentada.marco))  # real ones
    sentada.qtbot.waitUntil(lambda: sentada.titulo == "TODAVÍA NO ABRE")
    return sentada


@pytest.fixture
def limpio(sin_abrir: Nodo) -> Nodo:
    """Nobody declared the opening."""
    return sin_abrir


def recibidas(puesto: Puesto) -> int:
    return len(list(puesto.marco.estacion.spool.de_tipos(Tipo.ACOPIO)))


def pregunta(puesto: Puesto, titulo: str) -> DialogoDeLetras:
    """The question of that title, once it is in front."""

    def esta() -> bool:
        delante = QApplication.activeModalWidget()
        return isinstance(delante, DialogoDeLetras) and delante.windowTitle() == titulo

    puesto.qtbot.waitUntil(esta)
    delante = QApplication.activeModalWidget()
    assert isinstance(delante, DialogoDeLetras)
    return delante


def se_fue(puesto: Puesto, dialogo: DialogoDeLetras) -> None:
    puesto.qtbot.waitUntil(lambda: not isValid(dialogo) or not dialogo.isVisible())


def mantener(puesto: Puesto, dialogo: DialogoDeLetras, letra: Tecla) -> None:
    puesto.qtbot.keyPress(dialogo, letra)
    se_fue(puesto, dialogo)
    puesto.qtbot.keyRelease(puesto.marco, letra)


def leer(puesto: Puesto, texto: str) -> DialogoDeLetras:
    puesto.qtbot.waitUntil(lambda: QApplication.focusWidget() is puesto.campo)
    puesto.escribir(texto)
    puesto.tecla(Tecla.Key_Return)
    return pregunta(puesto, "TODAVÍA NO ABRE")


def test_se_pregunta_dos_veces_y_ni_enter_ni_una_lectura_contestan(puesto: Puesto) -> None:
    assert "todavía no declara la apertura" in puesto.texto and "dos veces" in puesto.texto
    una = leer(puesto, "1b")
    assert recibidas(puesto) == 0 and "No se recibió nada" in puesto.texto
    for tecla in (Tecla.Key_Return, Tecla.Key_Enter, Tecla.Key_Space, Tecla.Key_S):
        puesto.qtbot.keyClick(una, tecla)
    for letra in "PREP|prueba|R":  # a reader's keys go down and up at once
        puesto.qtbot.keyClick(una, letra)
    puesto.qtbot.keyClick(una, Tecla.Key_Return)
    assert una.isVisible() and recibidas(puesto) == 0
    mantener(puesto, una, Tecla.Key_R)
    otra = pregunta(puesto, "¿Recibir antes de abrir?")
    puesto.qtbot.keyClick(otra, Tecla.Key_Return)
    assert otra.isVisible() and recibidas(puesto) == 0, "una sola vez no basta"
    mantener(puesto, otra, Tecla.Key_S)
    puesto.esperar("RECIBIDA")
    assert recibidas(puesto) == 3
    puesto.qtbot.waitUntil(lambda: QApplication.focusWidget() is puesto.campo)


@pytest.mark.parametrize("hasta", [1, 2])
def test_con_escape_no_se_recibe_y_el_campo_queda_listo(puesto: Puesto, hasta: int) -> None:
    dialogo = leer(puesto, "1b")
    if hasta == 2:
        mantener(puesto, dialogo, Tecla.Key_R)
        dialogo = pregunta(puesto, "¿Recibir antes de abrir?")
    puesto.qtbot.keyClick(dialogo, Tecla.Key_Escape)
    se_fue(puesto, dialogo)
    assert recibidas(puesto) == 0
    assert leer(puesto, "1b").isVisible(), "se puede volver a leer"


def test_al_abrir_se_dice_y_se_recibe_sin_preguntar(puesto: Puesto, sin_abrir: Nodo) -> None:
    declarar(sin_abrir, NombreFase.ABRIR)
    puesto.qtbot.waitUntil(lambda: puesto.titulo == "LISTA PARA RECIBIR", timeout=15_000)
    puesto.leer("1b", "RECIBIDA")
    assert recibidas(puesto) == 3


def test_sin_nodo_tambien_se_pregunta_con_lo_que_la_estacion_sabe(puesto: Puesto, sin_nodo: str) -> None:
    puesto.marco.estacion.nodo.mudar(sin_nodo)
    acopios = puesto.pantalla.obra.mostrador.acopios
    puesto.qtbot.waitUntil(lambda: not acopios.noticia.conectada, timeout=15_000)
    leer(puesto, "1b")
    assert "Es lo que esta estación sabe" in puesto.texto and recibidas(puesto) == 0
