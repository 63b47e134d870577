"""Every window in every state: whole and readable, also with texts 40 % longer; `make screens` keeps their pictures."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from installer.textos import CATALOGO
from prep.domain.hechos.hechos import NombreFase
from prep.services.acopio import llegadas as acopios
from prep.services.estacion import firma, pulso
from prep.services.estacion.estacion import Estacion
from prep.ui import barra
from prep.ui.cotejo import bandeja as de_cotejos
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.tema import Tema
from prep.ui.validacion import bandeja
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco, Contestador
from tests.gui.escenas.registro import ESCENAS, Estudio, Quieto, asentar, cargar, retratos
from tests.gui.retrato import TAMANO_MAX, retratar
from tests.gui.textos import Largo
from tests.services.nodo_tres import de_tres, limpio, sin_abrir
from tests.services.nodo_tres import declarar as en_fase

__all__ = ["de_tres", "limpio", "sin_abrir"]

RAIZ = Path(__file__).resolve().parents[2]
GUARDADOS = RAIZ / "docs" / "pantallas"
RETRATOS = retratos()
SALIDA = os.environ.get("PREP_PANTALLAS", "")  # where `make screens` wants them


@pytest.fixture
def estudio(
    qtbot: QtBot, taller: Taller, tema: Tema, fallos: Fallos, contestador: Contestador, poblada: Nodo,
    en_linea: Callable[[str], Estacion], abrir: Callable[..., Estacion], sin_nodo: str, tmp_path: Path,
    abrir_marco: AbrirMarco, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest,
) -> Iterator[Estudio]:  # fmt: skip
    """At a fixed hour, with a caret that does not blink."""

    def fijar(modulo: object) -> None:
        monkeypatch.setattr(modulo, "datetime", Quieto)

    for modulo in (pulso, barra, bandeja, de_cotejos, firma, acopios):
        fijar(modulo)
    destello = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)

    def de_tres(nombre: str) -> Estacion:
        return abrir(request.getfixturevalue("limpio").dsn(nombre), nombre)

    def declarar(fase: NombreFase) -> None:
        en_fase(request.getfixturevalue("limpio"), fase)

    with ExitStack() as al_final:
        yield Estudio(
            qtbot, taller, tema, fallos, contestador, poblada, en_linea, lambda: abrir(sin_nodo), de_tres, declarar,
            sin_nodo, tmp_path, fijar, abrir_marco, al_final,
        )  # fmt: skip
    qapp.setCursorFlashTime(destello)


def con_letra(e: Estudio, escala: float) -> None:
    """As the station's order says, also once somebody comes in: they find the size that they left, or that one."""
    e.tema._de_la_orden = escala
    e.tema.escalar(escala)


@pytest.fixture
def largo(qapp: QApplication) -> Iterator[Largo]:
    traductor = Largo()
    qapp.installTranslator(traductor)
    yield traductor
    qapp.removeTranslator(traductor)


@pytest.mark.parametrize("nombre", RETRATOS)
def test_cada_ventana_se_ve_entera_en_cada_estado(nombre: str, estudio: Estudio, palabras: None) -> None:
    hace, escala = RETRATOS[nombre]
    con_letra(estudio, escala)
    ventana = hace(estudio)
    asentar(ventana)
    recorrido.exigir(ventana)
    if SALIDA:
        Path(SALIDA, f"{nombre}.png").write_bytes(retratar(ventana))


@pytest.mark.parametrize("cual", sorted(cargar()), ids="-".join)
def test_con_textos_40_por_ciento_mas_largos_nada_se_corta(
    cual: tuple[str, str], estudio: Estudio, largo: Largo
) -> None:
    con_letra(estudio, 1.5)
    ventana = ESCENAS[cual](estudio)
    asentar(ventana)
    recorrido.exigir(ventana)
    assert largo.pedidos
    escritos = CATALOGO.read_text(encoding="utf-8")
    faltan = [texto for texto in largo.contados if largo.en_xml(texto) not in escritos]
    assert not faltan, f"corra «make textos»: {faltan}"


@pytest.fixture(scope="module")
def antes() -> dict[str, bytes]:
    """The pictures of the first time."""
    return {}


@pytest.mark.parametrize("vez", [1, 2])
@pytest.mark.parametrize("nombre", ["entrada", "entrada-sin-nodo", "captura"])
def test_el_mismo_estado_da_el_mismo_retrato(
    nombre: str, vez: int, estudio: Estudio, palabras: None, antes: dict[str, bytes]
) -> None:
    ventana = RETRATOS[nombre][0](estudio)
    asentar(ventana)
    png = retratar(ventana)
    assert antes.setdefault(nombre, png) == png


def test_hay_un_retrato_chico_guardado_de_cada_estado_y_ninguno_de_mas() -> None:
    guardados = list(GUARDADOS.glob("*.png"))
    assert {ruta.stem for ruta in guardados} == set(RETRATOS), "corra «make screens»"
    assert [ruta.name for ruta in guardados if ruta.stat().st_size >= TAMANO_MAX] == []
