"""A fault of ours over one fact or acta: it is set aside and said, and every other goes on."""

from typing import Any

import pytest

from central.arbitro import contexto, derecho, lote, vigilancia
from central.arbitro.vigilancia import Firmante, revisar
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Acopio
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta

MALA, BUENA = acta(1).clave, acta(3).clave


@pytest.fixture
def escena(base: Nodo) -> Escena:
    escena = Escena(base)
    for clave in (MALA, BUENA):
        escena.hacer(1, clave, Acopio("01", "D"))
    return escena


def plegadas(escena: Escena) -> list[tuple[Any, ...]]:
    return escena.base.dueno("SELECT acta FROM prep.acta_estado ORDER BY 1")


@pytest.mark.parametrize("donde", ["fold", "fila_derivada"])
def test_el_acta_que_no_se_puede_plegar_no_detiene_a_las_otras(
    escena: Escena, donde: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sala = contexto if donde == "fold" else lote
    hacer = getattr(sala, donde)

    def fallar(primero: Any, *mas: Any, **otras: Any) -> Any:
        clave = primero[0].acta if donde == "fold" else primero.acta
        if clave == MALA:
            raise ZeroDivisionError("algo nuestro")
        return hacer(primero, *mas, **otras)

    monkeypatch.setattr(sala, donde, fallar)
    escena.correr()
    assert plegadas(escena) == [(BUENA,)]
    assert escena.base.dueno("SELECT acta FROM prep.detenida") == [(MALA,)]
    assert escena.base.dueno("SELECT count(*) FROM prep.cadena") == [(2,)], "both are verified all the same"


def test_el_hecho_que_no_se_puede_examinar_se_aparta_y_los_otros_cuentan(
    escena: Escena, monkeypatch: pytest.MonkeyPatch
) -> None:
    juzgar = derecho.defecto

    def fallar(contexto: Any, hecho: Any, *mas: Any) -> str:
        if hecho.acta == MALA:
            raise ZeroDivisionError("algo nuestro")
        return juzgar(contexto, hecho, *mas)

    monkeypatch.setattr(derecho, "defecto", fallar)
    escena.correr()
    assert escena.base.dueno("SELECT h.acta FROM prep.cuarentena q JOIN prep.hecho h ON h.id = q.hecho") == [(MALA,)]
    assert escena.etapa(BUENA) == "ACOPIADA"


def test_el_trabajo_atorado_que_no_se_puede_remediar_se_avisa(base: Nodo, monkeypatch: pytest.MonkeyPatch) -> None:
    escena = Escena(base)
    for clave in (MALA, BUENA):
        huella = escena.digitalizada(clave)
        escena.captura(2, clave, huella)
    escena.correr()
    base.dueno("UPDATE prep.trabajo SET creado = creado - interval '10 minutes'")
    remediar = vigilancia.Atorado.remedio

    def fallar(atorado: vigilancia.Atorado, hay_ccv: bool) -> Any:
        if atorado.acta == MALA:
            raise ZeroDivisionError("algo nuestro")
        return remediar(atorado, hay_ccv)

    monkeypatch.setattr(vigilancia.Atorado, "remedio", fallar)
    with escena.arbitro() as (conexion, contexto):
        assert revisar(conexion, contexto, Firmante(CENTRO, escena.llaves[CENTRO])) == 1
    assert (MALA,) in base.dueno("SELECT acta FROM prep.alarma WHERE codigo = 'ATORADO'")
