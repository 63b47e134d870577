"""The pages and schemas of the grammars are what the code says today, and say something of each of its keys."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from installer.formatos import CARPETA, archivos, esquema_de, pagina_de
from installer.gramaticas import FORMATOS, Formato
from tests.ajeno.gramaticas import GRAMATICAS, NOMBRES
from tests.ajeno.test_lectores import datos_de

INGLES = re.compile(r"\b(the|of|one|its|which|by|and|with|is)\b")
de_cada_uno = pytest.mark.parametrize("formato", FORMATOS, ids=lambda f: f.nombre)


def test_lo_escrito_es_lo_que_el_codigo_dice() -> None:
    escritos = {ruta.name: ruta.read_text(encoding="utf-8") for ruta in CARPETA.iterdir()}
    assert escritos == archivos(), "corra «make formatos»"


def test_toda_gramatica_tiene_su_pagina() -> None:
    assert sorted(f.modelo.__name__ for f in FORMATOS) == sorted(NOMBRES)


def tablas(esquema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield esquema
    yield from (d for d in esquema.get("$defs", {}).values() if "properties" in d)


@de_cada_uno
def test_cada_clave_y_cada_tabla_dicen_que_son_en_espanol(formato: Formato) -> None:
    pagina = pagina_de(formato)
    assert not INGLES.search(pagina)
    for tabla in tablas(esquema_de(formato)):
        assert tabla["description"] in pagina
        assert tabla["additionalProperties"] is not True
        for clave, campo in tabla.get("properties", {}).items():
            assert campo["description"], clave
            assert f"| `{clave}` |" in pagina


@pytest.mark.parametrize("gramatica", GRAMATICAS, ids=NOMBRES)
def test_lo_bueno_cumple_lo_que_su_esquema_pide_arriba(gramatica: Any) -> None:
    formato = next(f for f in FORMATOS if f.modelo is gramatica.modelo)
    esquema, datos = esquema_de(formato), datos_de(gramatica)
    assert set(esquema.get("required", ())) <= datos.keys()
    assert "properties" not in esquema or datos.keys() <= esquema["properties"].keys()


def test_los_limites_que_la_pagina_dice_son_los_del_esquema() -> None:
    perfil, envio = (json.loads((CARPETA / f"{n}.schema.json").read_text("utf-8")) for n in ("perfil", "envio"))
    columnas = perfil["$defs"]["AmbitoToml"]["properties"]["columnas"]
    assert (columnas["minItems"], columnas["maxItems"], columnas["uniqueItems"]) == (1, 2, True)
    assert perfil["$defs"]["ColumnaToml"]["properties"]["solo"]["items"]["pattern"] == "^([0-9]{3})$"
    assert envio["properties"]["desfase_ms"]["maximum"] == 2_000_000_000
    assert "entero de -2,000,000,000 a 2,000,000,000" in (CARPETA / "envio.md").read_text("utf-8")
