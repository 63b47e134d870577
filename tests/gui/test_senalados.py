"""At the desk, what was found about the acta: every finding in the table's words, by gravity, and no figure (P-5)."""

from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from prep.domain.hechos.hechos import Acopio, Cuerpo, Fuente, Imagen, Incidencia
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.tabla import regla
from prep.services.estacion.firma import FirmaDeSesion
from prep.ui.marco import Marco
from prep.ui.validacion.pantalla import PantallaValidacion
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import PC, Contestador
from tests.gui.test_validacion import (
    CIFRAS,
    UNA,
    Sitio,
    abrir_mesa,
    abrir_primero,
    decidido,
    foco,
    sitio,
    tecla,
)
from tests.services.arbitro import arbitro, esperar
from tests.services.conftest import llave
from tests.store import ejemplos, estados
from tests.store.entregas import entregar

__all__ = ["abrir_mesa", "sitio"]
AbrirMesa = Callable[[], PantallaValidacion]
BETO: list[Any] = [*CIFRAS[:2], 90, *CIFRAS[3:-1], 505]
DE_MESA = "UPDATE prep.trabajo SET terminado = NULL WHERE acta = %s AND clase = 'MESA'"


def con_hecho(nodo: Nodo, cuerpo: Cuerpo, quien: str = "beto", estacion: str = "est-01-2") -> None:
    """A fact of the acta that the programs would not make, delivered and signed as theirs are."""
    firmado = FirmaDeSesion(quien, estacion, ejemplos.PROCESO, llave(quien)).hecho(UNA, Fuente.CATD, cuerpo)
    with nodo.conectar(estacion) as conn:
        assert entregar(conn, firmado.hecho, firmado.firma, firmado.cuerpo) == "nuevo"


def senalar(sitio: Sitio) -> None:
    """A dispute with five findings, folded by the real árbitro; then its turn at the desk is given back."""
    sitio.disputar(UNA, CIFRAS, BETO)
    for cuerpo in (
        Acopio("01", "F"), Imagen("b" * 64, "ESCANER", "01"), Imagen("c" * 64, "MOVIL", "01"),
        Incidencia("R26-ORDEN", "el total es 424"), Incidencia("TRABAJO_LIBERADO", "lo tenía beto"),
    ):  # fmt: skip
        con_hecho(sitio.nodo, cuerpo)
    with arbitro(sitio.nodo):
        esperar(lambda: sitio.nodo.dueno("SELECT count(*) FROM prep.cola") == [(0,)] or None)
    sitio.nodo.dueno(DE_MESA, UNA)


def letreros(pantalla: PantallaValidacion) -> list[QLabel]:
    dentro = pantalla._piezas.senalados.widget()
    return dentro.findChildren(QLabel) if dentro is not None else []


def test_lo_senalado_se_lee_junto_al_caso_lo_grave_primero_con_su_hecho(
    sitio: Sitio, abrir_mesa: AbrirMesa, contestador: Contestador, qtbot: QtBot
) -> None:
    senalar(sitio)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    dichos = letreros(pantalla)
    assert [d.objectName().removeprefix("senalado-") for d in dichos] == ["H-07", "H-38", "H-12", "H-13", "H-38"]
    assert [d.text().split(":")[0] for d in dichos] == ["GRAVE", "GRAVE", "ATENDER", "CONSTA", "CONSTA"]
    assert dichos[0].text().startswith("GRAVE: Imagen obtenida por un medio no permitido")
    assert "(imagen de beto en est-01-2, " in dichos[0].text()
    assert "acopio, captura y verificación no van en orden" in dichos[1].text()
    assert all(d.accessibleName() == d.text() and d.isVisible() for d in dichos)
    assert "424" not in " ".join(d.text() for d in dichos), "lo que alguien escribió en un incidente no llega a la mesa"
    assert [d.y() for d in dichos] == sorted({d.y() for d in dichos})
    assert all(escape(d.text()) in pantalla.notas() for d in dichos), "también con F1, para quien no usa ratón"
    contestador.respuestas = ["Así se lee en la imagen."]
    for que in ("b", "a"):
        assert foco().objectName().startswith("fila-"), "no quita teclas"
        qtbot.keyClicks(foco(), que)
    tecla(qtbot, Qt.Key.Key_Return)
    assert decidido(qtbot, sitio)["valores"][2] == 90
    qtbot.waitUntil(lambda: pantalla.panel is None and letreros(pantalla) == [])


def test_sin_nada_senalado_no_se_ve_nada(sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot) -> None:
    sitio.disputar(UNA, CIFRAS, BETO)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    assert letreros(pantalla) == [] and not pantalla._piezas.senalados.isVisible()


def test_todo_lo_que_puede_senalarse_se_lee_en_la_mesa_en_orden_de_gravedad(
    sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot
) -> None:
    sitio.disputar(UNA, CIFRAS, BETO)
    estados.con_hallazgos(sitio.nodo, UNA, CodigoHallazgo)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    codigos = [d.objectName().removeprefix("senalado-") for d in letreros(pantalla)]
    assert sorted(codigos) == sorted(CodigoHallazgo)
    assert [regla(c).gravedad for c in codigos] == sorted(regla(c).gravedad for c in codigos)
    for codigo, letrero in zip(codigos, letreros(pantalla), strict=True):
        assert letrero.text().removesuffix(" (vía CATD)") == f"{regla(codigo).gravedad.name}: {regla(codigo).texto}"


def test_con_cinco_avisos_a_1366_por_768_el_campo_que_se_decide_y_el_aviso_mas_grave_estan_a_la_vista(
    sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot
) -> None:
    senalar(sitio)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    marco = pantalla.window()
    assert isinstance(marco, Marco) and (marco.width(), marco.height()) == PC
    QApplication.processEvents()
    recorrido.exigir(marco)
    fila = foco().parentWidget()
    assert fila is not None and fila.visibleRegion().boundingRect() == fila.rect()
    primero = letreros(pantalla)[0]
    assert primero.visibleRegion().boundingRect() == primero.rect()


@pytest.mark.parametrize("codigo", ["H-99"])
def test_lo_que_senala_un_nodo_mas_nuevo_no_rompe_la_mesa(
    sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot, codigo: str
) -> None:
    sitio.disputar(UNA, CIFRAS, BETO)
    estados.con_hallazgos(sitio.nodo, UNA, [codigo])
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    assert "es de otra versión" in letreros(pantalla)[0].text()
