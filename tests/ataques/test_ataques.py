"""Every try of `make ataques` comes out as its table says, and the table sees what is revealed or gets out of hand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from tests.ataques.ataque import CONTENIDO, INOFENSIVO, Ataque, intentar
from tests.ataques.escena import ATACANTE, sembrar
from tests.ataques.lista import ataques
from tests.conftest import Nodo, copia

LEER = Ataque("leer", "SELECT cuerpo FROM prep.hecho", "42501")
SABIDO: Mapping[str, str] = defaultdict(
    str, dict.fromkeys(("hecho", "trabajo", "toma", "una", "disputada", "tomada"), "")
)
NOMBRES = [ataque.que for ataque in ataques(SABIDO)]


@pytest.fixture(scope="module")
def sembrada(base_modulo: Nodo) -> tuple[Nodo, dict[str, Ataque]]:
    return base_modulo, {ataque.que: ataque for ataque in ataques(sembrar(base_modulo))}


@pytest.fixture
def abierta(nodo: Nodo) -> Iterator[Nodo]:
    """A node whose owner made the mistake of letting stations read the facts."""
    for suya in copia(nodo):
        sembrar(suya)
        suya.dueno("GRANT USAGE ON SCHEMA prep TO estacion")
        suya.dueno("GRANT SELECT ON prep.hecho TO estacion")
        yield suya


def test_son_mas_de_noventa_y_ninguno_se_repite() -> None:
    assert len(set(NOMBRES)) == len(NOMBRES) > 90


@pytest.mark.parametrize("nombre", NOMBRES)
def test_sale_como_dice_la_tabla(sembrada: tuple[Nodo, dict[str, Ataque]], nombre: str) -> None:
    nodo, todos = sembrada
    assert intentar(nodo.dsn(ATACANTE), todos[nombre]) == todos[nombre].espera


def test_lo_que_se_revela_se_ve(abierta: Nodo) -> None:
    assert "REVELA" in intentar(abierta.dsn(ATACANTE), LEER)
    assert "REVELA" in intentar(abierta.dsn(ATACANTE), replace(LEER, sql="COPY prep.hecho TO STDOUT"))
    por_error = "SELECT cuerpo::int FROM prep.hecho"  # the figures come in the words of the error
    assert "REVELA" in intentar(abierta.dsn(ATACANTE), replace(LEER, sql=por_error))


def test_lo_que_debia_negarse_y_no_se_niega_o_se_excede_se_ve(abierta: Nodo) -> None:
    contar = replace(LEER, sql="SELECT count(*) FROM prep.hecho")
    assert intentar(abierta.dsn(ATACANTE), contar) == "SE DEJÓ"
    assert intentar(abierta.dsn(ATACANTE), replace(contar, espera=INOFENSIVO)) == INOFENSIVO
    demas = replace(contar, espera=CONTENIDO, bien=lambda filas: not filas)
    assert intentar(abierta.dsn(ATACANTE), demas).startswith("NO ES LO DEBIDO")


def test_los_intentos_no_dejan_nada(sembrada: tuple[Nodo, dict[str, Ataque]]) -> None:
    nodo, todos = sembrada
    antes = nodo.dueno("SELECT count(*), count(*) FILTER (WHERE operador = 'op-01-2') FROM prep.hecho")
    for ataque in todos.values():
        intentar(nodo.dsn(ATACANTE), ataque)
    assert nodo.dueno("SELECT count(*), count(*) FILTER (WHERE operador = 'op-01-2') FROM prep.hecho") == antes
