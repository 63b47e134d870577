"""The bounds of a fact are the same in the base and in Python, and nothing that the base takes breaks who reads it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from prep.domain.hechos import cotas
from prep.domain.hechos.hechos import Fuente, Tipo
from prep.domain.hechos.texto import HechoInvalido, cuerpo_de_texto
from tests.conftest import Nodo
from tests.store.ejemplos import acta
from tests.store.entregas import Conexion, uno

JUZGAR = "SELECT prep.fuera_de_cotas(jsonb_populate_record(NULL::prep.hecho, %s::jsonb), true)"
BUENO: dict[str, Any] = {
    "id": str(UUID(int=1)), "proceso": "prueba-1", "tipo": "ACOPIO", "acta": acta(1).clave, "fuente": "CATD",
    "operador": "op-01-1", "estacion": "est-01-1", "nodo": "CATD01.2", "sec": 1,
    "momento": "2024-06-03T02:15:07.123456+00:00", "desfase_ms": 0, "cuerpo": "{}", "firma": "\\x" + "00" * 64,
}  # fmt: skip
MICRO = timedelta(microseconds=1)
SIN_NULO = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
TEXTOS = st.text(SIN_NULO, max_size=5)
NOMBRES = st.one_of(st.from_regex(r"[A-Za-z0-9_.-]{0,61}", fullmatch=True), TEXTOS, st.just("a\n"), st.just("²"))
CLAVES = st.one_of(st.from_regex(r"[A-Z0-9_-]{0,81}", fullmatch=True), TEXTOS, st.sampled_from(["A\n", "a", "²", ""]))
MOMENTOS = st.one_of(
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from([cotas.DESDE - MICRO, cotas.DESDE, cotas.HASTA - MICRO, cotas.HASTA]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda hijos: st.lists(hijos) | st.dictionaries(st.text(st.characters()), hijos),
    max_leaves=12,
)
# What json.dumps would not write: no JSON, control characters as they are, a depth, numbers of any size.
CUERPOS = st.one_of(
    JSON.map(json.dumps),
    JSON.map(lambda dato: json.dumps({"sitio": dato, "mecanismo": "D"})),
    st.text(SIN_NULO, max_size=30),
    st.integers(1, 12).map(lambda n: '{"a":' + "[" * n + "]" * n + "}"),
    st.integers(1, 12).map(lambda n: '{"a":' * n + "1" + "}" * n),
    st.sampled_from(["[" * 60_000, '{"a":' * 12_000, '{"a":1e400000}', '{"a":"\\ud800"}', '{"a":"\\u0000"}',
                     '{"a":"\\u001b"}', '{"a":"\x7f"}', '{"a":"\\u0085"}', '{"a":"\\\\u0000"}', '{"a":"\\\\\\n"}',
                     '{"sitio":"01","mecanismo":"\\n"}', '{"a":NaN}', "{}" + " " * 70_000, "\ufeff{}"]),
)  # fmt: skip
AJUSTES = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def base(base_modulo: Nodo) -> Any:
    with base_modulo.conectar("prep_dueno") as conn:
        yield conn


def dice_la_base(base: Conexion, **cambios: Any) -> str:
    return str(uno(base, JUZGAR, json.dumps({**BUENO, **cambios})))


def dice_python(**cambios: Any) -> str:
    h = {**BUENO, "momento": datetime.fromisoformat(BUENO["momento"]), **cambios}
    nombres = (h["proceso"], h["operador"], h["estacion"], h["nodo"])
    return cotas.fuera_de_cotas(
        h["tipo"], h["fuente"], h["acta"], nombres, h["momento"], h["desfase_ms"], len(h["cuerpo"].encode()),
        len(bytes.fromhex(h["firma"][2:])),
    )  # fmt: skip


CABEZAS = st.fixed_dictionaries(
    {},
    optional={
        "tipo": st.one_of(st.sampled_from([*Tipo, "acopio", "NADA"]).map(str), TEXTOS),
        "fuente": st.one_of(st.sampled_from([*Fuente, "catd"]).map(str), TEXTOS),
        "acta": CLAVES,
        "proceso": NOMBRES,
        "operador": NOMBRES,
        "estacion": NOMBRES,
        "nodo": NOMBRES,
        "momento": MOMENTOS,
        "desfase_ms": st.one_of(st.integers(-(2**31), 2**31 - 1), st.sampled_from([-(2**31), 2**31 - 1])),
        "firma": st.integers(0, 70).map(lambda n: "\\x" + "ff" * n),
        "cuerpo": st.integers(0, 1).map(lambda n: "{}" + " " * (cotas.CUERPO_MAX - 2 + n)),
    },
)


@AJUSTES
@given(CABEZAS)
@example({"tipo": "PUBLICADO", "acta": "", "cuerpo": "{}" + " " * (cotas.PUBLICADO_MAX - 1)})
@example({"tipo": "PUBLICADO", "acta": "", "cuerpo": "{}" + " " * (cotas.PUBLICADO_MAX - 2)})
@example({"cuerpo": '{"a":"' + "ñ" * (cotas.CUERPO_MAX // 2) + '"}'})
def test_de_la_cabeza_la_base_y_python_dicen_lo_mismo(base: Conexion, cambios: dict[str, Any]) -> None:
    en_json = {**cambios, "momento": cambios["momento"].isoformat()} if "momento" in cambios else cambios
    assert dice_la_base(base, **en_json) == dice_python(**cambios)


@AJUSTES
@given(CUERPOS)
def test_un_cuerpo_que_la_base_rehusa_python_no_lo_lee_de_ningun_tipo(base: Conexion, cuerpo: str) -> None:
    if dice_la_base(base, tipo="PUBLICADO", acta="", cuerpo=cuerpo):
        for tipo in Tipo:
            with pytest.raises(HechoInvalido):
                cuerpo_de_texto(tipo, cuerpo)


@pytest.mark.parametrize("momento", ["infinity", "-infinity", "20000-01-01", "0044-03-15 BC", "290000-01-01"])
def test_una_hora_que_python_no_puede_tener_la_rehusa_la_base(base: Conexion, momento: str) -> None:
    assert dice_la_base(base, momento=momento) == "su momento no es una hora"


@pytest.mark.parametrize("sec", [0, -5, 2**31, 2**63 - 1])
def test_un_numero_de_orden_es_un_numero_pequeno(base: Conexion, sec: int) -> None:
    assert dice_la_base(base, sec=sec) == "su número de orden no lo es"


@pytest.mark.parametrize("columna", sorted(BUENO))
def test_a_ningun_hecho_le_falta_nada(base: Conexion, columna: str) -> None:
    assert dice_la_base(base) == ""
    assert dice_la_base(base, **{columna: None}) == "le faltan datos"


@pytest.mark.parametrize(
    "cuerpo", ['{"a":"\\\\u0000"}', '{"a":"\\\\n"}', '{"a":"ñ«»\\u00f1\\"\\/"}', '{"a":[[[[[[["x"]]]]]]]}']
)
def test_lo_que_parece_un_control_o_una_hondura_y_no_lo_es_entra(base: Conexion, cuerpo: str) -> None:
    assert dice_la_base(base, cuerpo=cuerpo) == ""


def test_las_listas_de_tipos_de_la_base_son_las_de_la_tabla(base: Conexion) -> None:
    for tipo in Tipo:
        assert dice_la_base(base, tipo=str(tipo)) == dice_python(tipo=str(tipo)) == ""
        assert dice_la_base(base, tipo=str(tipo), acta="") == dice_python(tipo=str(tipo), acta="")
        assert uno(base, "SELECT prep.cuerpo_max(%s)", str(tipo)) == cotas.cuerpo_max(str(tipo))
    assert uno(base, "SELECT prep.dichos_max()") == cotas.DICHOS_MAX
