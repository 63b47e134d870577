"""Each error is told with the line of its key or element, in TOML and JSON however they are laid out."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from central.catalogo.perfil_toml import CARPETA
from prep.ajeno.renglones import linea_de, renglones_json, renglones_toml
from prep.ajeno.reparos import Camino

ENREDADO = '''\
# comment [a] = 1
a.b = "x # no comment [" # one
"c d"."e.f" = 'it''s'
[tabla]
dos = """
[no]
otra = 1 \\""" fin"""
tres = [ # first
  1,
  { x = 10:11:12, y = [ "]", '}' ] },
]
[tabla.debajo]
cuatro = """"quoted""""
[[lista]]
x = 1
[[lista]]
x = 2
[lista.dentro]
y = 3
[[lista.mas]]
z = 4
[[lista.mas]]
z = 5
'''.replace("'it''s'", "'it is'")
DONDE: dict[Camino, int] = {
    ("a", "b"): 2,
    ("c d", "e.f"): 3,
    ("tabla",): 4,
    ("tabla", "dos"): 5,
    ("tabla", "tres"): 8,
    ("tabla", "tres", 0): 9,
    ("tabla", "tres", 1): 10,
    ("tabla", "tres", 1, "x"): 10,
    ("tabla", "tres", 1, "y", 1): 10,
    ("tabla", "debajo"): 12,
    ("tabla", "debajo", "cuatro"): 13,
    ("lista", 0, "x"): 15,
    ("lista", 1): 16,
    ("lista", 1, "x"): 17,
    ("lista", 1, "dentro", "y"): 19,
    ("lista", 1, "mas", 0, "z"): 21,
    ("lista", 1, "mas", 1): 22,
    ("lista", 1, "mas", 1, "z"): 23,
}


def hojas(dato: Any, camino: Camino = ()) -> Iterator[tuple[Camino, Any]]:
    if isinstance(dato, dict | list) and dato:
        for paso, hijo in dato.items() if isinstance(dato, dict) else enumerate(dato):
            yield from hojas(hijo, (*camino, paso))
    else:
        yield camino, dato


def test_un_toml_enredado() -> None:
    tomllib.loads(ENREDADO)
    lineas = renglones_toml(ENREDADO)
    assert {camino: lineas.get(camino) for camino in DONDE} == DONDE


@pytest.mark.parametrize("ruta", sorted(CARPETA.glob("*.toml")), ids=lambda r: r.stem)
def test_cada_valor_de_un_perfil_esta_en_la_linea_que_se_dice(ruta: Any) -> None:
    texto = ruta.read_text("utf-8")
    lineas, renglones = renglones_toml(texto), texto.splitlines()
    vistas = 0
    for camino, valor in hojas(tomllib.loads(texto)):
        renglon = renglones[lineas[camino] - 1]
        assert (json.dumps(valor, ensure_ascii=False) if isinstance(valor, str | bool) else str(valor)) in renglon
        assert isinstance(camino[-1], int) or camino[-1] in renglon
        vistas += 1
    assert vistas > 80


JSONES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda h: st.lists(h, max_size=4) | st.dictionaries(st.text(max_size=4), h, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(dato=JSONES, sangria=st.sampled_from([None, 0, 1, 3]))
def test_cada_valor_de_un_json_esta_en_la_linea_que_se_dice(dato: Any, sangria: int | None) -> None:
    texto = json.dumps(dato, indent=sangria)
    lineas, renglones = renglones_json(texto), texto.split("\n")
    for camino, valor in hojas(dato):
        if camino:
            assert json.dumps(valor) in renglones[lineas[camino] - 1]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("abc.=[]{},:\"'#\n\\ 1"), max_size=40))
def test_ningun_texto_lo_detiene(texto: str) -> None:
    renglones_json(texto)
    renglones_toml(texto)


def test_lo_que_falta_se_dice_en_la_linea_de_su_tabla() -> None:
    lineas = renglones_toml(ENREDADO)
    assert linea_de(lineas, ("lista", 1, "mas", 1, "no hay")) == 22
    assert linea_de(lineas, ("no hay",)) == 0
    assert linea_de(lineas, ()) == 0
