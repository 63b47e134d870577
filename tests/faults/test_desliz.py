"""A share of the streams of `make desliz`, in each window; and that they see a guard that is not there."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from prep.ui.captura import pantalla as de_captura
from prep.ui.lector import LectorDeCodigos
from prep.ui.validacion import decisor
from tests.faults.desliz.firmas.juez import CuentaDeFirmas, JuezDeFirmas
from tests.faults.desliz.firmas.puestos import FIRMAN
from tests.faults.desliz.juez import CuentaDeDeslices, Juez
from tests.faults.desliz.puestos import PUESTOS
from tests.faults.desliz.sitio import sentado

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CORRIENTES, DE_FIRMAS, MAXIMAS = 10, 6, 80


def jugar(nombre: str, carpeta: Path, aplicacion: QApplication, semillas: range) -> CuentaDeDeslices:
    cuenta = CuentaDeDeslices()
    with sentado(nombre, carpeta, aplicacion) as (puesto, fallos):
        juez = Juez(puesto, cuenta)
        for semilla in semillas:
            juez.jugar(semilla)
        assert fallos.codigos == []
    return cuenta


@pytest.mark.parametrize("nombre", PUESTOS)
def test_nada_se_guarda_sin_que_una_persona_lo_confirme(nombre: str, tmp_path: Path, qapp: QApplication) -> None:
    cuenta = jugar(nombre, tmp_path, qapp, range(1_000_000, 1_000_000 + CORRIENTES))
    assert cuenta.malas == [] and cuenta.ajenos > 0


def firmar(
    nombre: str, carpeta: Path, aplicacion: QApplication, corrientes: int, *, a_todo: bool = False
) -> CuentaDeFirmas:
    """`a_todo`: until they have come to each kind of what is signed there."""
    clase, cuenta = FIRMAN[nombre], CuentaDeFirmas()
    with clase.sentado(carpeta, aplicacion) as (puesto, fallos):
        juez = JuezDeFirmas(puesto, cuenta)
        for semilla in range(4_000_000, 4_000_000 + MAXIMAS):
            if semilla >= 4_000_000 + corrientes and (not a_todo or cuenta.firmados.keys() >= set(clase.firmara)):
                break
            juez.jugar(semilla)
        assert fallos.codigos == []
    return cuenta


def test_sin_quien_oiga_al_lector_se_ve_que_dijo_que_acta_es(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof can fail."""
    monkeypatch.setattr(LectorDeCodigos, "_tecla", lambda *_: False)
    cuenta = jugar("captura-ccv", tmp_path, qapp, range(1_000_000, 1_000_000 + 2 * CORRIENTES))
    assert any("dijo que es" in mala for mala in cuenta.malas)


@pytest.mark.parametrize("nombre", FIRMAN)
def test_nada_se_firma_sin_que_una_persona_sepa_lo_que_dice(nombre: str, tmp_path: Path, qapp: QApplication) -> None:
    cuenta = firmar(nombre, tmp_path, qapp, DE_FIRMAS, a_todo=True)
    assert cuenta.malas == [] and cuenta.ajenos > 0
    assert set(FIRMAN[nombre].firmara) - cuenta.firmados.keys() == set(), "a path that signs nothing any more"


@pytest.mark.parametrize("nombre", ["cotejos", "mesa-ccv", "puerta", "sala"])
def test_sin_quien_oiga_al_lector_las_corrientes_lo_ven(
    nombre: str, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof can fail."""
    monkeypatch.setattr(LectorDeCodigos, "_tecla", lambda *_: False)
    assert firmar(nombre, tmp_path, qapp, 2 * DE_FIRMAS).malas != []


@pytest.mark.parametrize(("nombre", "donde"), [("captura", de_captura), ("mesa", decisor)])
def test_sin_la_pregunta_las_corrientes_lo_ven(
    nombre: str, donde: object, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof can fail."""

    def sin_preguntar(*nada: object) -> None:
        guarda, _ = nada[-2:]
        assert callable(guarda)
        guarda()

    monkeypatch.setattr(donde, "preguntar", sin_preguntar)
    cuenta = jugar(nombre, tmp_path, qapp, range(1_000_000, 1_000_000 + 2 * CORRIENTES))
    assert any("sin que nadie contestara" in mala for mala in cuenta.malas)
