"""Captura by strips: each field beside its own row of the paper, all in sight, and never beside another's."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from prep.devices.imagen import gris
from prep.domain.catalogo.plano import CENTRO, FILAS, PARTIDO
from prep.ui.captura.pantalla import PUERTA, PantallaCaptura
from prep.ui.captura.renglon import Renglon
from prep.ui.marco import Marco
from prep.ui.tema import Tema
from tests.conftest import Nodo
from tests.devices.actas import archivo, cortar
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco
from tests.gui.real import VALORES, con_forma_real, imagen_real
from tests.gui.test_captura import UNA, EnLinea, con_obra, foco, imagen, teclear_campos
from tests.gui.test_marco import entrar
from tests.services.trabajos import con_imagen, ofrecer
from tests.store import ejemplos

PC = (1366, 768)
MIRADA_MAX = 9_000  # px that the gaze goes on one acta
Abrir = Callable[..., PantallaCaptura]


@pytest.fixture
def abrir_acta(en_linea: EnLinea, poblada: Nodo, abrir_marco: AbrirMarco, qtbot: QtBot) -> Abrir:
    """The real form of 22 fields with that image, recognised, in a window of that size."""

    def hacer(contenido: bytes, ancho: int = PC[0], alto: int = PC[1]) -> PantallaCaptura:
        ofrecer(poblada, UNA, con_imagen(en_linea("est-01-2"), UNA, contenido), 1, 2)
        estacion = en_linea("est-01-1")
        estacion.actualizar()
        estacion._catalogo = con_forma_real(estacion.catalogo)
        estacion.entregar_aparte()
        marco = abrir_marco(estacion, (PUERTA,))
        marco.resize(ancho, alto)
        qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"))
        entrar(qtbot)
        pantalla = con_obra(qtbot, marco, UNA)
        qtbot.waitUntil(lambda: pantalla.visor.con_hoja)
        QApplication.processEvents()
        return pantalla

    return hacer


def buena() -> bytes:
    return imagen_real(UNA, ejemplos.catalogo())


def renglones(pantalla: PantallaCaptura) -> list[Renglon]:
    assert pantalla.acta is not None
    return pantalla.acta.formulario.findChildren(Renglon)


def ventana(pantalla: PantallaCaptura) -> Marco:
    marco = pantalla.window()
    assert isinstance(marco, Marco)
    return marco


def entero(renglon: Renglon) -> bool:
    return renglon.visibleRegion().boundingRect() == renglon.rect()


def mirada(pantalla: PantallaCaptura) -> float:
    """From each field to the figures of its row and back, and to the next field: as it was measured on the drawings."""
    total, campos = 0.0, []
    for renglon in renglones(pantalla):
        assert renglon.tira is not None
        renglon.cifra.setFocus()
        talla = renglon.tira.letras.size().scaled(renglon._sitio.size(), Qt.AspectRatioMode.KeepAspectRatio)
        cifras = float(
            talla.width() * 90 / renglon.tira.letras.width()
        )  # from the field: the middle of its three boxes
        campo = QPointF(renglon.cifra.mapTo(pantalla, renglon.cifra.rect().center()))
        total += 2.0 * float(campo.x() - renglon.mapTo(pantalla, QPoint(renglon._sitio.right(), 0)).x() + cifras)
        campos.append(campo)
    pasos = [float(QLineF(a, b).length()) for a, b in pairwise(campos)]
    return total + sum(pasos)


def test_los_22_campos_se_ven_con_su_renglon_y_la_mirada_no_pasa_de_9000(abrir_acta: Abrir, qtbot: QtBot) -> None:
    pantalla = abrir_acta(buena())
    todos = renglones(pantalla)
    assert len(todos) == 22
    for n, renglon in enumerate(todos):
        assert entero(renglon) and renglon.tira is not None
        assert QFontInfo(renglon.cifra.font()).pixelSize() >= 30
        assert renglon.cifra is foco(), "el renglón en turno es el del foco"
        assert all(entero(otro) for otro in todos), f"campo {n}"
        qtbot.keyClicks(foco(), "0")
        qtbot.keyClick(foco(), Qt.Key.Key_Return)
    recorrido.exigir(ventana(pantalla))
    camino = mirada(pantalla)
    print(f"mirada por acta: {camino:.0f} px")
    assert camino <= MIRADA_MAX


def test_cada_tira_es_la_de_su_renglon_con_el_nombre_del_papel(abrir_acta: Abrir) -> None:
    """The strip of each party carries its ink: name and figures of that row of the sheet, and of no other."""
    pantalla = abrir_acta(buena())
    assert pantalla.acta is not None and pantalla.visor._hoja is not None
    hoja, forma = pantalla.visor._hoja.imagen, pantalla.acta.trabajo.forma
    filas = forma.campos[len(forma.totales) :]
    alto = (FILAS[3] - FILAS[1]) / len(filas)
    for n, campo in enumerate(filas):
        tira = next(r.tira for r, c in zip(renglones(pantalla), forma.campos, strict=True) if c == campo)
        assert tira is not None and tira.desde == PARTIDO + 2 and tira.nombre.width() == PARTIDO + 2
        medio = tira.imagen.height() // 2
        for x in range(0, tira.imagen.width() - 2, 40):
            y = round(FILAS[1] + alto * (n + 0.5))
            vecinos = [hoja.pixelColor(CENTRO[0] + x, y + d).lightness() for d in (-1, 0, 1)]
            assert min(vecinos) <= tira.imagen.pixelColor(x, medio).lightness() <= max(vecinos)


def _corrida(contenido: bytes) -> bytes:
    """Its votes one row further down, everything else in its place."""
    hoja = gris(contenido).copy()
    alto, ancho = hoja.shape
    x0, x1 = round(CENTRO[0] / 2600 * ancho), round(CENTRO[1] / 2600 * ancho)
    y0, y1 = round(FILAS[1] / 1680 * alto), round(FILAS[3] / 1680 * alto)
    hoja[y0:y1, x0:x1] = np.roll(hoja[y0:y1, x0:x1], round((y1 - y0) / 18), axis=0)
    return archivo(hoja)


@pytest.mark.parametrize("cual", ["sin una esquina", "corrida", "de otra forma"])
def test_sin_seguridad_de_los_renglones_no_hay_tiras_y_los_campos_son_igual_de_grandes(
    abrir_acta: Abrir, cual: str, qtbot: QtBot
) -> None:
    hojas = {
        "sin una esquina": archivo(cortar(gris(buena()), 0)),
        "corrida": _corrida(buena()),
        "de otra forma": imagen(UNA),
    }
    pantalla = abrir_acta(hojas[cual])
    for renglon in renglones(pantalla):
        assert renglon.tira is None and renglon.cifra is foco()
        assert pantalla.visor.isVisible() and pantalla.visor.caja is None, "ni iluminado ni ampliado"
        assert QFontInfo(renglon.cifra.font()).pixelSize() >= 30 and entero(renglon)
        qtbot.keyClick(foco(), Qt.Key.Key_Space)
        qtbot.keyClicks(foco(), "0")
        qtbot.keyClick(foco(), Qt.Key.Key_Return)
    recorrido.exigir(ventana(pantalla))


def test_espacio_muestra_el_acta_completa_y_otra_vez_los_renglones(abrir_acta: Abrir, qtbot: QtBot) -> None:
    pantalla = abrir_acta(buena())
    teclear_campos(qtbot, ["213", "418"])
    for visible in (True, False):
        qtbot.keyClick(foco(), Qt.Key.Key_Space)
        assert pantalla.visor.isVisible() is visible and renglones(pantalla)[2].cifra is foco()
        assert (renglones(pantalla)[2].tira is None) is visible
    qtbot.keyClicks(foco(), "7")
    assert renglones(pantalla)[2].cifra.text() == "7"
    qtbot.keyClick(foco(), Qt.Key.Key_F6)  # what is enlarged is the whole acta
    assert pantalla.visor.isVisible() and pantalla.visor.caja is not None
    assert pantalla.visor._aumento == 1


def test_espacio_en_guardar_no_guarda(abrir_acta: Abrir, qtbot: QtBot) -> None:
    pantalla = abrir_acta(buena())
    teclear_campos(qtbot, [str(v) if isinstance(v, int) else "0" for v in VALORES])
    assert isinstance(foco(), QPushButton)
    qtbot.keyClick(foco(), Qt.Key.Key_Space)
    assert pantalla.acta is not None and pantalla.visor.isVisible()


def test_el_raton_lleva_al_renglon_que_pulsa(abrir_acta: Abrir, qtbot: QtBot) -> None:
    pantalla = abrir_acta(buena())
    for n in (15, 3):
        qtbot.mouseClick(renglones(pantalla)[n], Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
        assert renglones(pantalla)[n].cifra is foco()


@pytest.mark.parametrize(
    ("ancho", "alto", "escala"), [(1024, 700, 1.0), (1024, 700, 2.0), (*PC, 1.5), (1920, 1080, 1.0)]
)
def test_a_cualquier_tamano_el_renglon_en_turno_y_las_teclas_estan_a_la_vista(
    abrir_acta: Abrir, tema: Tema, qtbot: QtBot, ancho: int, alto: int, escala: float
) -> None:
    tema.escalar(escala)
    pantalla = abrir_acta(buena(), ancho, alto)
    boton = pantalla.findChild(QPushButton, "boton-captura.guardar")
    assert boton is not None
    for renglon in renglones(pantalla):
        assert renglon.cifra is foco() and renglon.tira is not None and entero(renglon)
        assert boton.visibleRegion().boundingRect() == boton.rect()
        qtbot.keyClicks(foco(), "0")
        qtbot.keyClick(foco(), Qt.Key.Key_Return)
    recorrido.exigir(ventana(pantalla))
    if escala == 1.0 and ancho > PC[0]:
        assert all(entero(renglon) for renglon in renglones(pantalla))


def test_lo_que_se_teclea_tras_pulsar_un_campo_lleno_lo_sustituye(abrir_acta: Abrir, qtbot: QtBot) -> None:
    pantalla = abrir_acta(buena())
    cifras = [renglon.cifra for renglon in renglones(pantalla)]
    for texto in ("250", "7"):
        qtbot.keyClicks(cifras[0], texto)
        qtbot.keyClick(cifras[0], Qt.Key.Key_Return)
        qtbot.mouseClick(cifras[0], Qt.MouseButton.LeftButton)
    assert cifras[0].text() == "7"
    qtbot.keyClicks(cifras[0], "19")
    qtbot.mouseClick(cifras[0], Qt.MouseButton.LeftButton)  # where it already is
    qtbot.keyClicks(cifras[0], "25")
    assert cifras[0].text() == "25"
