"""The state of an acta goes to the base and comes back the same, and equal states have equal text."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.domain.campos import Marca, Valor
from prep.domain.estado import EstadoActa, EstadoFuente, Etapa, Hallazgo
from prep.domain.estado_texto import EstadoInvalido, estado_a_json, estado_de_json
from prep.domain.hechos import Fuente

ZONAS = st.sampled_from([UTC, timezone(timedelta(hours=-6))])
TEXTOS = st.text(max_size=12)
MOMENTOS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=ZONAS)  # noqa: DTZ001
VALORES = st.integers(0, 40_000) | st.sampled_from(Marca)


def _de_tipo(tipo: Any) -> st.SearchStrategy[Any]:
    """A strategy for a field's type; classes with every field drawn, so that a new one cannot be forgotten."""
    partes = get_args(tipo)
    if tipo == Valor:
        return VALORES
    if get_origin(tipo) is tuple and partes[1:] == (Ellipsis,):
        return st.lists(_de_tipo(partes[0]), max_size=2).map(tuple)
    if get_origin(tipo) is tuple:
        return st.tuples(*map(_de_tipo, partes))
    if partes:
        return st.one_of(*map(_de_tipo, partes))
    if is_dataclass(tipo):
        tipos = get_type_hints(tipo)
        return st.builds(tipo, **{c.name: _de_tipo(tipos[c.name]) for c in fields(tipo)})
    propias = {str: TEXTOS, datetime: MOMENTOS, type(None): st.none()}
    return propias[tipo] if tipo in propias else st.from_type(tipo)


ESTADOS = _de_tipo(EstadoActa)


@given(ESTADOS)
def test_what_is_written_is_read_back_the_same(estado: EstadoActa) -> None:
    texto = estado_a_json(estado)
    assert estado_de_json(texto) == estado
    assert estado_a_json(estado_de_json(texto)) == texto


@given(ESTADOS, st.integers(0, 1))
def test_the_source_in_force_is_kept_once_when_it_is_one_of_the_sources(estado: EstadoActa, lugar: int) -> None:
    fuentes = (EstadoFuente(Fuente.CATD, sitio="07"), EstadoFuente(Fuente.CASILLA, sitio="CCV"))
    uno = EstadoActa(acta=estado.acta, etapa=estado.etapa, vigente=fuentes[lugar], fuentes=fuentes)
    assert json.loads(estado_a_json(uno))["vigente"] == lugar
    assert estado_de_json(estado_a_json(uno)) == uno


def test_the_text_is_canonical_and_leaves_out_defaults() -> None:
    fuente = EstadoFuente(Fuente.CATD)
    assert estado_a_json(EstadoActa("A", Etapa.ESPERADA, fuente, (fuente,))) == (
        '{"acta":"A","etapa":"ESPERADA","fuentes":[{"fuente":"CATD"}],"vigente":0}'
    )


def test_the_same_instant_in_another_zone_has_the_same_text() -> None:
    utc = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)
    aqui = utc.astimezone(timezone(timedelta(hours=-6)))
    textos = set()
    for momento in (utc, aqui):
        fuente = EstadoFuente(Fuente.CATD, acopio=momento)
        textos.add(estado_a_json(EstadoActa("A", Etapa.ACOPIADA, fuente, (fuente,))))
    assert len(textos) == 1


def test_the_order_of_keys_that_the_base_gives_does_not_matter() -> None:
    hallazgo = Hallazgo("X", UUID(int=7))
    fuente = EstadoFuente(Fuente.CASILLA, valores=(1, Marca.ILEGIBLE), hallazgos=(hallazgo,))
    estado = EstadoActa("A", Etapa.VERIFICADA, fuente, (fuente,), publicado=(3, Fuente.CASILLA, "ab"))
    al_reves = json.dumps(dict(reversed(json.loads(estado_a_json(estado)).items())), indent=1)
    assert estado_de_json(al_reves) == estado


@pytest.mark.parametrize(
    "texto",
    [
        *("", "{}", "[]", "7", '{"acta":"A"}', "[" * 90_000),
        '{"acta":"A","etapa":"OTRA","vigente":{"fuente":"CATD"}}',
        '{"acta":"A","etapa":"ESPERADA","vigente":3}',
        '{"acta":"A","etapa":"ESPERADA","vigente":{"x":1}}',
    ],
)
def test_what_is_not_a_state_is_refused_with_a_sentence(texto: str) -> None:
    with pytest.raises(EstadoInvalido, match="no es el estado de un acta"):
        estado_de_json(texto)
