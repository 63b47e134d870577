"""«Mi noche»: what each person did at this station and how far it got, searched by typing; never a figure (P-5)."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prep.domain.hechos.hechos import Acopio, Cuerpo, Fuente, Tipo
from prep.services.estacion.mi_noche import MiNoche, mi_noche
from prep.store.spool.tipos import Entregado, Hecha
from prep.ui.marco import Marco
from prep.ui.mi_noche import HojaDeMiNoche, de_estado, de_tipo
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco, teclear
from tests.gui.test_marco import PUERTAS, EnLinea, dentro, entrar
from tests.store.ejemplos import AHORA, acta, captura

CIFRA = 417


@pytest.fixture
def marco(en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot) -> Marco:
    estacion = en_linea("est-01-1")
    estacion.entregar_aparte()
    abierto = abrir_marco(estacion, PUERTAS)
    qtbot.waitUntil(lambda: "Conectada" in abierto.barra.texto("nodo"))
    entrar(qtbot)
    dentro(qtbot, abierto)
    return abierto


def hacer(marco: Marco) -> None:
    """Two are received and one is captured, by who is in."""
    sesion = marco.sesion
    assert sesion is not None
    una, otra = acta(1).clave, acta(2).clave
    cuerpos: list[tuple[str, Cuerpo]] = [(una, Acopio("01", "D")), (otra, Acopio("01", "D")), (una, captura(1, CIFRA))]
    marco.estacion.spool.guardar([sesion.firma.hecho(c, Fuente.CATD, cuerpo) for c, cuerpo in cuerpos])


def abrir(marco: Marco, qtbot: QtBot) -> HojaDeMiNoche:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HojaDeMiNoche))
    hoja = QApplication.activeModalWidget()
    assert isinstance(hoja, HojaDeMiNoche)
    return hoja


def filas(hoja: HojaDeMiNoche) -> list[list[str]]:
    tabla = hoja.tabla
    return [
        [celda.text() for c in range(tabla.columnCount()) if (celda := tabla.item(n, c))]
        for n in range(tabla.rowCount())
    ]


def test_sin_haber_hecho_nada_lo_dice_y_escape_vuelve_a_lo_que_se_hacia(marco: Marco, qtbot: QtBot) -> None:
    antes = QApplication.focusWidget()
    hoja = abrir(marco, qtbot)
    assert "Todavía no ha hecho nada" in hoja.resumen.text() and filas(hoja) == []
    recorrido.exigir(hoja)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is antes)


def test_dice_lo_hecho_lo_mas_nuevo_primero_y_se_busca_sin_acentos(marco: Marco, qtbot: QtBot) -> None:
    hacer(marco)
    hoja = abrir(marco, qtbot)
    assert [f[1] for f in filas(hoja)] == ["Capturada", "Recibida", "Recibida"]
    assert "Recibida: 2 (2 en la última hora)" in hoja.resumen.text() and "Capturada: 1" in hoja.resumen.text()
    assert not any(str(CIFRA) in celda for fila in filas(hoja) for celda in fila)
    recorrido.exigir(hoja)
    qtbot.keyClick(hoja.busca, Qt.Key.Key_Down)
    assert hoja.tabla.currentRow() == 1 and QApplication.focusWidget() is hoja.busca
    teclear(qtbot, hoja.busca, "CAPTURADA")
    assert len(filas(hoja)) == 1 and "1 de 3" in hoja.cuantas.text()
    hoja.busca.clear()
    teclear(qtbot, hoja.busca, "0002 recibida")
    assert len(filas(hoja)) == 1 and "0002" in filas(hoja)[0][2]
    teclear(qtbot, hoja.busca, " nunca")
    assert filas(hoja) == [] and "Nada de lo que hizo" in hoja.cuantas.text()
    hoja.reject()


def test_lo_de_otra_persona_no_sale_y_al_bloquear_se_cierra(marco: Marco, qtbot: QtBot) -> None:
    hacer(marco)
    spool, catalogo = marco.estacion.spool, marco.estacion.catalogo
    momento = spool.hechas(marco.sesion.operador)[-1].momento if marco.sesion else None
    assert momento is not None
    assert mi_noche(spool, catalogo, "otra", momento).hechas == []
    suya = mi_noche(spool, catalogo, marco.sesion.operador if marco.sesion else "", momento + timedelta(hours=2))
    assert dict(suya.cuentas.values()) == {2: 0, 1: 0}, "hace dos horas"
    abrir(marco, qtbot)
    marco.bloquear()
    assert QApplication.activeModalWidget() is None
    qtbot.keyClick(marco, Qt.Key.Key_F4)
    assert QApplication.activeModalWidget() is None


def test_lo_que_el_nodo_no_admitio_se_dice_con_su_razon(marco: Marco, qtbot: QtBot) -> None:
    una = acta(1)
    negada = Hecha(Tipo.ACOPIO, una.clave, Fuente.CATD, AHORA, Entregado.RECHAZADO, "no es de este sitio")
    espera = Hecha(Tipo.INCIDENCIA, "", Fuente.CATD, AHORA, Entregado.PENDIENTE, "")
    noche = MiNoche([(negada, una), (espera, None)], AHORA)
    hoja = HojaDeMiNoche(marco, noche, marco.estacion.catalogo, "Ana")
    qtbot.addWidget(hoja)
    hoja.open()
    assert filas(hoja)[0][3] == "⚠ El nodo no la admitió: no es de este sitio"
    assert filas(hoja)[1][1:] == ["Incidente o mensaje", "", "Guardada aquí, por entregar"]
    assert "NO ADMITIDAS: 1. Pida ayuda: Ctrl+F1" in hoja.resumen.text() and "por entregar: 1" in hoja.resumen.text()
    recorrido.exigir(hoja)
    hoja.reject()


def test_todo_lo_que_una_persona_puede_hacer_tiene_su_palabra() -> None:
    assert all(de_tipo(tipo) for tipo in Tipo)
    assert all(de_estado(Hecha(Tipo.ACOPIO, "", Fuente.CATD, AHORA, e, "")) for e in Entregado)
