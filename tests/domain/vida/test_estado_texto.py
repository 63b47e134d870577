"""The state of an acta goes to the base and comes back the same, and equal states have equal text."""

import json
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import Fuente
from prep.domain.vida.estado import EstadoActa, EstadoFuente, Etapa, Hallazgo
from prep.domain.vida.estado_texto import EstadoInvalido, estado_a_json, estado_de_json

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
    if isinstance(tipo, type) and is_dataclass(tipo):
        tipos = get_type_hints(tipo)
        return st.builds(tipo, **{c.name: _de_tipo(tipos[c.name]) for c in fields(tipo)})
    propias = {str: TEXTOS, datetime: MOMENTOS, type(None): st.none()}
    return propias[tipo] if tipo in propias else st.from_type(tipo)


ESTADOS = _de_tipo(EstadoActa)


@given(ESTADOS)
def test_lo_escrito_se_vuelve_a_leer_igual(estado: EstadoActa) -> None:
    texto = estado_a_json(estado)
    assert estado_de_json(texto) == estado
    assert estado_a_json(estado_de_json(texto)) == texto


@given(ESTADOS, st.integers(0, 1))
def test_la_vigente_se_guarda_una_vez_cuando_es_una_de_las_fuentes(estado: EstadoActa, lugar: int) -> None:
    fuentes = (EstadoFuente(Fuente.CATD, sitio="07"), EstadoFuente(Fuente.CASILLA, sitio="CCV"))
    uno = EstadoActa(acta=estado.acta, etapa=estado.etapa, vigente=fuentes[lugar], fuentes=fuentes)
    assert json.loads(estado_a_json(uno))["vigente"] == lugar
    assert estado_de_json(estado_a_json(uno)) == uno


def test_el_texto_es_canonico_y_omite_los_valores_usuales() -> None:
    fuente = EstadoFuente(Fuente.CATD)
    assert estado_a_json(EstadoActa("A", Etapa.ESPERADA, fuente, (fuente,))) == (
        '{"acta":"A","etapa":"ESPERADA","fuentes":[{"fuente":"CATD"}],"vigente":0}'
    )


def test_el_mismo_instante_en_otro_huso_tiene_el_mismo_texto() -> None:
    utc = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)
    aqui = utc.astimezone(timezone(timedelta(hours=-6)))
    textos = set()
    for momento in (utc, aqui):
        fuente = EstadoFuente(Fuente.CATD, acopio=momento)
        textos.add(estado_a_json(EstadoActa("A", Etapa.ACOPIADA, fuente, (fuente,))))
    assert len(textos) == 1


@pytest.fixture
def machine_in_mexico(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as zona:
        zona.setenv("TZ", "America/Mexico_City")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("machine_in_mexico")
def test_los_tiempos_van_en_utc_sea_cual_sea_el_huso_de_la_maquina() -> None:
    fuente = EstadoFuente(Fuente.CATD, acopio=datetime(2024, 6, 2, 21, 0, tzinfo=timezone(timedelta(hours=-5))))
    assert "2024-06-03T02:00:00.000000+00:00" in estado_a_json(EstadoActa("A", Etapa.ACOPIADA, fuente, (fuente,)))


def test_el_orden_de_las_llaves_que_da_la_base_no_importa() -> None:
    hallazgo = Hallazgo("X", UUID(int=7))
    fuente = EstadoFuente(Fuente.CASILLA, valores=(1, Marca.ILEGIBLE), hallazgos=(hallazgo,))
    estado = EstadoActa("A", Etapa.VERIFICADA, fuente, (fuente,), publicado=(3, Fuente.CASILLA, "ab"))
    al_reves = json.dumps(dict(reversed(json.loads(estado_a_json(estado)).items())), indent=1)
    assert estado_de_json(al_reves) == estado


def test_marca_etapa_y_fuente_vuelven_como_tales_y_no_como_texto() -> None:
    fuente = EstadoFuente(Fuente.CASILLA, Etapa.VERIFICADA, valores=(1, Marca.ILEGIBLE))
    vuelta = estado_de_json(estado_a_json(EstadoActa("A", Etapa.VERIFICADA, fuente, (fuente,)))).vigente
    assert vuelta.valores[1] is Marca.ILEGIBLE
    assert (vuelta.etapa, vuelta.fuente) == (Etapa.VERIFICADA, Fuente.CASILLA)
    assert (type(vuelta.etapa), type(vuelta.fuente)) == (Etapa, Fuente)


def test_una_vigente_que_no_es_ninguna_de_las_fuentes_se_escribe_entera() -> None:
    fuentes = (EstadoFuente(Fuente.CATD), EstadoFuente(Fuente.CASILLA))
    momento = datetime(2024, 6, 3, 2, 0, 0, 7, tzinfo=UTC)
    estado = EstadoActa("A", Etapa.ACOPIADA, EstadoFuente(Fuente.CATD, acopio=momento), fuentes)
    texto = estado_a_json(estado)
    assert json.loads(texto)["vigente"] == {"acopio": "2024-06-03T02:00:00.000007+00:00", "fuente": "CATD"}
    assert estado_de_json(texto) == estado


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("", "JSONDecodeError"),
        ("{}", "KeyError 'fuentes'"),
        ("[]", "TypeError"),
        ("7", "AttributeError"),
        ('{"acta":"A","fuentes":[]}', "KeyError 'vigente'"),
        ("[" * 90_000, "RecursionError|JSONDecodeError"),
        ('{"acta":"A","etapa":"OTRA","fuentes":[],"vigente":{"fuente":"CATD"}}', "KeyError 'OTRA'"),
        ('{"acta":"A","etapa":"ESPERADA","fuentes":[],"vigente":3}', "IndexError"),
        ('{"acta":"A","etapa":"ESPERADA","fuentes":[],"vigente":{"x":1}}', "TypeError"),
    ],
    ids=lambda v: v[:40],
)
def test_lo_que_no_es_un_estado_se_rechaza_con_una_frase(texto: str, dice: str) -> None:
    with pytest.raises(EstadoInvalido, match=f"no es el estado de un acta: ({dice})"):
        estado_de_json(texto)
