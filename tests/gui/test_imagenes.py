"""The CCV's viewer of phone images with the keyboard: they appear by themselves, and nothing is told too early."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ccv.app import PUERTAS
from ccv.imagenes.pantalla import PUERTA, PantallaImagenes
from prep.services.estacion.estacion import Estacion
from prep.ui.marco import Marco
from prep.ui.mirada import CADA_MS
from prep.ui.tablas import espera
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco
from tests.gui.escenas.imagenes import MAS, tres
from tests.gui.test_captura import OTRA, UNA, imagen
from tests.gui.test_marco import entrar
from tests.services.captura.test_imagenes_casilla import de_telefono, estado

EnLinea = Callable[[str], Estacion]
PLAZO_MS = CADA_MS * 5


@pytest.fixture
def ccv(en_linea: EnLinea) -> Estacion:
    return en_linea("est-ccv-1")


@pytest.fixture
def marco(ccv: Estacion, abrir_marco: AbrirMarco, qtbot: QtBot) -> Marco:
    ccv.entregar_aparte()
    abierto = abrir_marco(ccv, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in abierto.barra.texto("nodo"))
    return abierto


def dentro(qtbot: QtBot, marco: Marco) -> PantallaImagenes:
    entrar(qtbot, "fer")
    qtbot.waitUntil(lambda: isinstance(marco.pantalla, PantallaImagenes), timeout=PLAZO_MS)
    assert isinstance(marco.pantalla, PantallaImagenes)
    pantalla = marco.pantalla
    qtbot.waitUntil(lambda: "imagen" in pantalla.aviso, timeout=PLAZO_MS)
    return pantalla


def textos(pantalla: PantallaImagenes, columna: int) -> list[str]:
    lista = pantalla.lista
    return [celda.text() for n in range(lista.rowCount()) if (celda := lista.item(n, columna)) is not None]


def test_se_ven_las_pendientes_y_con_f4_todas_con_lo_que_dos_leyeron(
    marco: Marco, ccv: Estacion, poblada: Nodo, qtbot: QtBot
) -> None:
    tres(poblada, imagen(UNA))
    pantalla = dentro(qtbot, marco)
    assert QApplication.focusWidget() is pantalla.lista
    assert textos(pantalla, 2) == ["Por capturar", "En captura"]
    assert textos(pantalla, 3) == ["Nadie la ha leído", "Leída; falta confirmar"]
    qtbot.waitUntil(lambda: pantalla.visor.con_hoja, timeout=PLAZO_MS)
    qtbot.keyClick(pantalla.lista, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pantalla.lista.rowCount() == 3, timeout=PLAZO_MS)
    assert textos(pantalla, 3)[2] == f"Confirmada dos veces: {MAS}"
    assert not any(clave in " ".join(textos(pantalla, c)) for clave in (UNA, OTRA) for c in range(4))


def test_las_que_llegan_aparecen_solas_y_la_que_se_mira_no_se_mueve(
    marco: Marco, ccv: Estacion, poblada: Nodo, qtbot: QtBot
) -> None:
    pantalla = dentro(qtbot, marco)
    assert "No hay imágenes" in pantalla.visor.accessibleName()
    vieja = de_telefono(poblada, UNA, imagen(UNA))
    estado(poblada, UNA, "DIGITALIZADA")
    qtbot.waitUntil(lambda: pantalla.lista.clave == vieja and pantalla.visor.con_hoja, timeout=PLAZO_MS)
    de_telefono(poblada, OTRA, imagen(OTRA))
    estado(poblada, OTRA, "DIGITALIZADA")
    qtbot.waitUntil(lambda: pantalla.lista.rowCount() == 2, timeout=PLAZO_MS)
    assert pantalla.lista.currentRow() == 1 and pantalla.lista.clave == vieja
    assert pantalla.visor.con_hoja


def test_con_flechas_se_pasa_a_otra_y_una_danada_se_dice(
    marco: Marco, ccv: Estacion, poblada: Nodo, qtbot: QtBot
) -> None:
    tres(poblada, imagen(UNA))
    pantalla = dentro(qtbot, marco)
    qtbot.waitUntil(lambda: pantalla.visor.con_hoja, timeout=PLAZO_MS)
    qtbot.keyClick(pantalla.lista, Qt.Key.Key_F6)
    qtbot.keyClick(pantalla.lista, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "no se puede ver" in pantalla.visor.accessibleName(), timeout=PLAZO_MS)
    qtbot.keyClick(pantalla.lista, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: pantalla.visor.con_hoja, timeout=PLAZO_MS)


def test_sin_nodo_se_dice_la_lista_se_queda_y_al_volver_sigue(
    marco: Marco, ccv: Estacion, poblada: Nodo, sin_nodo: str, qtbot: QtBot
) -> None:
    tres(poblada, imagen(UNA))
    pantalla = dentro(qtbot, marco)
    ccv.nodo.mudar(sin_nodo)
    qtbot.waitUntil(lambda: "Sin nodo no se ven" in pantalla.aviso, timeout=PLAZO_MS)
    assert pantalla.lista.rowCount() == 2
    ccv.nodo.mudar(poblada.dsn("est-ccv-1"))
    qtbot.waitUntil(lambda: "Pendientes: 2" in pantalla.aviso, timeout=PLAZO_MS)


def test_f4_antes_de_que_conteste_el_nodo_no_muestra_una_lista_con_el_nombre_de_la_otra(
    marco: Marco, ccv: Estacion, poblada: Nodo, qtbot: QtBot
) -> None:
    tres(poblada, imagen(UNA))
    pantalla = dentro(qtbot, marco)
    vistas: list[tuple[bool, int]] = []
    pantalla.obra.mirada.llego.connect(lambda imagenes: vistas.append((pantalla.obra.todas, len(imagenes))))
    pantalla.obra.mirada.mirar()
    qtbot.keyClick(pantalla.lista, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (True, 3) in vistas, timeout=PLAZO_MS)
    assert (True, 2) not in vistas


def test_bloqueada_no_pregunta(marco: Marco, qtbot: QtBot) -> None:
    pantalla = dentro(qtbot, marco)
    assert pantalla.obra.mirada.mirando
    marco.bloquear()
    assert not pantalla.obra.mirada.mirando


def test_la_edad_se_dice_en_minutos_enteros() -> None:
    assert [espera(timedelta(seconds=s)) for s in (-5, 59, 61, 3599, 3600, 7500)] == [
        "menos de 1 min", "menos de 1 min", "1 min", "59 min", "1 h 00 min", "2 h 05 min"
    ]  # fmt: skip


def test_el_ccv_captura_valida_y_mira_con_las_mismas_pantallas_que_el_catd() -> None:
    assert [puerta.id for puerta in PUERTAS] == [
        "captura", "validacion", "acuerdos", "cotejos", "imagenes", "coordinacion", "personas"
    ]  # fmt: skip
