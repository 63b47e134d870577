"""How many orders a city takes: the page's own table, of orders that a test runs, within what is allowed."""

import re
from pathlib import Path

from tests.docs.test_administracion import pasos

PAGINA = Path(__file__).resolve().parents[2] / "docs" / "administracion.md"
ALCANCE = 110
CIUDAD = {"nodo de un CATD": 33, "estación": 300, "centro": 1, "imagen de cada clase de equipo": 3}
APARTE = {"apt install", "centro crear"}  # the latter, by tests/central/ciudad
DE_A_DOS = 2  # words that name an order: a verb and what it does


def tabla(texto: str) -> dict[str, tuple[int, list[str]]]:
    """Each place with how many there are and what is typed at each."""
    seccion = texto.partition("## Cuántas órdenes")[2].partition("\n## ")[0]
    filas = re.findall(r"^\| ([^|]+) \| (\d+) \| ([^|]+) \|$", seccion, re.M)
    return {donde: (int(cuantos), re.findall(r"`([^`]+)`", dicho)) for donde, cuantos, dicho in filas}


def test_la_ciudad_entera_cabe_en_las_ordenes_que_dice_la_pagina() -> None:
    texto = PAGINA.read_text(encoding="utf-8")
    hay = tabla(texto)
    assert {donde: cuantos for donde, (cuantos, _) in hay.items()} == CIUDAD
    total = sum(cuantos * len(ordenes) for cuantos, ordenes in hay.values())
    assert f": {total} órdenes tecleadas" in texto and total <= ALCANCE
    assert hay["estación"][1] == []


def test_lo_que_se_teclea_es_lo_que_la_pagina_corre_y_nada_se_lleva_en_claro() -> None:
    texto = PAGINA.read_text(encoding="utf-8")
    corridas = [orden for orden, _ in pasos(texto)]
    dichas = {" ".join(orden[:n]) for orden in corridas for n in (1, DE_A_DOS)} | APARTE
    for donde, (_, ordenes) in tabla(texto).items():
        assert set(ordenes) <= dichas, donde
    secretos = [o[o.index("--contrasenas") + 1] for o in corridas if "--contrasenas" in o]
    assert secretos and all(s.endswith(".pdf") for s in secretos)
    assert not [o for o in corridas if "--paquete" in o or "ficha" in o]
