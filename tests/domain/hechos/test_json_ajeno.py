"""What others wrote may be as deep as ours is, and what is deeper is refused by every Python alike."""

import json

import pytest

from prep.domain.hechos.json_ajeno import NIVELES_MAX, DemasiadosNiveles, leer_json


def _hondo(niveles: int, abre: str = "[", cierra: str = "]") -> str:
    return abre * niveles + "1" + cierra * niveles


@pytest.mark.parametrize(("abre", "cierra"), [("[", "]"), ('{"a":', "}"), ('[{"a":0},', ",{}]")])
def test_se_lee_hasta_el_ultimo_nivel_y_ni_uno_mas(abre: str, cierra: str) -> None:
    propios = NIVELES_MAX - (1 if "," in cierra else 0)  # the last shape holds one more inside
    assert leer_json(_hondo(propios, abre, cierra)) == json.loads(_hondo(propios, abre, cierra))
    with pytest.raises(DemasiadosNiveles, match=f"tiene más de {NIVELES_MAX} niveles"):
        leer_json(_hondo(propios + 1, abre, cierra))


@pytest.mark.parametrize("niveles", [500, 998, 1_498, 8_000, 9_998, 100_000])
def test_lo_muy_hondo_se_rechaza_igual_donde_el_interprete_lo_lee_y_donde_no(niveles: int) -> None:
    with pytest.raises(DemasiadosNiveles, match=f"^tiene más de {NIVELES_MAX} niveles$"):
        leer_json(_hondo(niveles))


@pytest.mark.parametrize("texto", ['"[[[[[[[[[[[["', '["{{{{{{{{{{{{"]', "[" + "[]," * 50 + "{}]", "7", "null"])
def test_no_es_hondo_lo_que_solo_es_largo(texto: str) -> None:
    assert leer_json(texto) == json.loads(texto)


def test_se_lee_con_las_opciones_de_quien_lo_pide() -> None:
    assert leer_json('{"a": {"b": 1}}', parse_int=str) == {"a": {"b": "1"}}
    with pytest.raises(ValueError, match="Expecting value"):
        leer_json("")
