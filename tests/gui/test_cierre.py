"""The closing question: what it shows, that only a held key answers it, and where all other keys go back (R-16)."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.hechos.campos import Marca
from prep.ui.captura.cifra import Cifra
from prep.ui.cierre import DialogoDeCierre, PreguntaDeCierre, RenglonDudoso
from prep.ui.dialogos import DialogosDeVentana
from prep.ui.marco import Marco
from prep.ui.sostener import Sostenida
from prep.ui.validacion.pantalla import PantallaValidacion
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import Contestador, en_el_cierre, guardar_asi
from tests.gui.lector import Teclado
from tests.gui.test_captura import CIFRAS, UNA, VALORES, capturas, con_obra, con_trabajo, foco, marco, teclear_campos
from tests.gui.test_validacion import Sitio, abrir_mesa, de_verdad, en_caso, sitio
from tests.store import ejemplos

__all__ = ["abrir_mesa", "con_trabajo", "de_verdad", "marco", "sitio"]

ETIQUETA = texto_etiqueta(ejemplos.PROCESO, UNA)
EN_DUDA = ["campo-8", "campo-9"]


def en_el_campo(qtbot: QtBot, nombre: str) -> None:
    """The question is gone and the keys go to that field."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Cifra) and foco().objectName() == nombre)
    assert QApplication.activeModalWidget() is None


@pytest.fixture
def pregunta(marco: Marco, qtbot: QtBot) -> DialogoDeCierre:
    """Of an acta with two votes marked, with the dialogs of the program; the keys as long as by hand."""
    marco._dialogos = DialogosDeVentana(marco)
    pantalla = con_obra(qtbot, marco, UNA)
    qtbot.waitUntil(lambda: pantalla.visor.caja is not None)
    teclear_campos(qtbot, CIFRAS)
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    return en_el_cierre(qtbot)


def test_muestra_cada_campo_marcado_con_su_renglon_y_sosteniendo_la_tecla_se_guarda(
    pregunta: DialogoDeCierre, poblada: Nodo, qtbot: QtBot
) -> None:
    marcas = [letrero for letrero in pregunta.findChildren(QLabel) if letrero.property("marca")]
    assert [letrero.text() for letrero in marcas] == ["ILEGIBLE", "SIN DATO"]
    assert [letrero.property("marca") for letrero in marcas] == ["ILEGIBLE", "SIN DATO"]
    dichos = {letrero.text() for letrero in pregunta.findChildren(QLabel)}
    assert {"Candidaturas no registradas", "Votos nulos"} <= dichos
    assert sum(not letrero.pixmap().isNull() for letrero in pregunta.findChildren(QLabel)) == 2
    recorrido.exigir(pregunta)
    guardar_asi(qtbot)
    qtbot.waitUntil(lambda: [c.valores for c in capturas(poblada)] == [VALORES])


@pytest.mark.parametrize(
    ("tecla", "vuelve"), [(Qt.Key.Key_Escape, 0), (Qt.Key.Key_1, 0), (Qt.Key.Key_2, 1)], ids=["esc", "uno", "dos"]
)
def test_lo_demas_vuelve_al_campo_en_duda(
    pregunta: DialogoDeCierre, poblada: Nodo, qtbot: QtBot, tecla: Qt.Key, vuelve: int
) -> None:
    qtbot.keyClick(foco(), tecla)
    en_el_campo(qtbot, EN_DUDA[vuelve])
    assert capturas(poblada) == []


def test_al_renglon_tambien_se_llega_con_flechas(pregunta: DialogoDeCierre, poblada: Nodo, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.keyClick(foco(), Qt.Key.Key_Down)
    assert foco().objectName() == "renglon-1"
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    en_el_campo(qtbot, EN_DUDA[1])
    assert capturas(poblada) == []


@pytest.mark.usefixtures("palabras")
@pytest.mark.parametrize("tamano", [(1366, 768), (1366, 740), (1024, 700)], ids=str)
def test_con_los_22_marcados_se_dice_cuantos_hay_mas_abajo_y_cada_uno_tiene_su_tecla(
    qtbot: QtBot, tamano: tuple[int, int], palabras: None
) -> None:
    """From the tenth on there was no key, and nothing said that there were more."""
    ventana = QWidget()
    ventana.resize(*tamano)
    qtbot.addWidget(ventana)
    papel = QImage(700, 60, QImage.Format.Format_RGB32)
    papel.fill(Qt.GlobalColor.white)
    nombres = [f"Candidatura común de varios partidos número {n}" for n in range(1, 23)]
    renglones = tuple(RenglonDudoso(nombre, Marca.ILEGIBLE, papel) for nombre in nombres)
    pregunta = DialogoDeCierre(ventana, PreguntaDeCierre(("Todos los votos son ILEGIBLE o SIN DATO.",), renglones))
    qtbot.addWidget(pregunta)
    ventana.show()
    pregunta.show()
    mas = pregunta.findChild(QLabel, "mas-abajo")
    assert mas is not None
    qtbot.waitUntil(lambda: "más abajo: flecha abajo" in mas.text())
    recorrido.exigir(pregunta)
    (marco,) = pregunta.findChildren(QScrollArea)
    vista, botones = marco.viewport(), [pregunta.findChild(QPushButton, f"renglon-{n}") for n in range(22)]

    def por_ver() -> str:
        """Also the one that is half in sight."""
        abajo = sum(b.mapTo(vista, b.rect().bottomLeft()).y() > vista.height() for b in botones if b is not None)
        return f"▼ {abajo} más abajo: flecha abajo." if abajo else "No hay más abajo."

    qtbot.waitUntil(lambda: mas.text() == por_ver())
    assert marco.horizontalScrollBar().maximum() == 0, "se ve lo marcado sin ir a un lado"
    if carpeta := os.environ.get("PREP_PANTALLAS"):
        pregunta.grab().save(f"{carpeta}/cierre-22-{tamano[0]}.png")
    for _ in range(22):
        qtbot.keyClick(foco(), Qt.Key.Key_Down)
    assert foco().objectName() == "renglon-21"
    qtbot.waitUntil(lambda: mas.text() == "No hay más abajo.")
    qtbot.keyClick(pregunta, "m")
    assert (pregunta.isVisible(), pregunta.respuesta) == (False, 21)


@pytest.mark.parametrize("en", ["", "guardar"])
def test_ni_enter_ni_espacio_ni_un_toque_ni_un_lector_la_contestan(
    pregunta: DialogoDeCierre, poblada: Nodo, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, en: str
) -> None:
    monkeypatch.setattr(Sostenida, "ms", 120)
    if en:
        next(b for b in pregunta.findChildren(QPushButton) if "mantenga" in b.text()).setFocus()
    teclado = Teclado()
    for tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_S, Qt.Key.Key_Y):
        qtbot.keyClick(foco(), tecla)
    for leido in (ETIQUETA, "S", "SSSSSS", "AS"):
        for fin in ("\r", "\t", ""):
            teclado.leer(leido, fin=fin)
            qtbot.wait(40)  # what waited to be seen as no reader's
    qtbot.wait(200)
    assert pregunta.isVisible() and capturas(poblada) == []
    assert any("mantenga S" in letrero.text() for letrero in pregunta.findChildren(QLabel))
    guardar_asi(qtbot)
    qtbot.waitUntil(lambda: len(capturas(poblada)) == 1)


def test_con_la_tecla_abajo_otra_tecla_u_otra_ventana_la_sueltan(
    pregunta: DialogoDeCierre, poblada: Nodo, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sostenida, "ms", 80)
    qtbot.keyPress(foco(), "s")
    qtbot.keyClick(foco(), "x")
    qtbot.wait(120)
    assert pregunta.isVisible()
    qtbot.keyPress(foco(), "s")
    otra = QWidget()
    qtbot.addWidget(otra)
    otra.show()
    otra.activateWindow()
    qtbot.wait(150)
    assert pregunta.isVisible() and capturas(poblada) == []


def test_al_bloquearse_la_estacion_la_pregunta_se_va_y_nadie_la_contesta(
    pregunta: DialogoDeCierre, marco: Marco, poblada: Nodo, qtbot: QtBot
) -> None:
    marco.bloquear()
    assert not pregunta.isVisible() and marco.bloqueada
    assert capturas(poblada) == [] and QApplication.activeModalWidget() is None


def test_se_pregunta_una_vez_y_sin_votos_marcados_ninguna(
    marco: Marco, contestador: Contestador, poblada: Nodo, qtbot: QtBot
) -> None:
    con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, ["*", *CIFRAS[1:8], "0", "0", "1"])
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(capturas(poblada)) == 1)
    assert contestador.cierres == [], "ni por las boletas ni por un total que no es la suma (R-14)"
    con_obra(qtbot, marco)
    teclear_campos(qtbot, CIFRAS)
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(capturas(poblada)) == 2)
    assert len(contestador.cierres) == 1


def test_con_f2_tambien_se_pregunta_lo_que_no_cabe_y_no_se_termino(
    marco: Marco, poblada: Nodo, contestador: Contestador, qtbot: QtBot
) -> None:
    pantalla = con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, [*CIFRAS[:8], "0", "0"])
    qtbot.keyClicks(foco(), "99999")
    qtbot.keyClick(foco(), Qt.Key.Key_F2)
    assert "mayor que lo que cabe" in pantalla._piezas.aviso and capturas(poblada) == []
    qtbot.keyClick(foco(), Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: len(capturas(poblada)) == 1)


def test_en_la_mesa_se_pregunta_antes_del_motivo(de_verdad: PantallaValidacion, sitio: Sitio, qtbot: QtBot) -> None:
    en_caso(qtbot, de_verdad)
    qtbot.keyClicks(foco(), "b")
    qtbot.keyClicks(foco(), "b")
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    en_el_cierre(qtbot)
    qtbot.keyClick(foco(), Qt.Key.Key_Escape)
    en_el_campo(qtbot, "fila-8")
    qtbot.keyClick(foco(), Qt.Key.Key_F2)
    guardar_asi(qtbot)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox))
    assert sitio.dictamenes() == []
    qtbot.keyClick(foco(), Qt.Key.Key_Return)  # its reason
    qtbot.waitUntil(lambda: len(sitio.dictamenes()) == 1)
