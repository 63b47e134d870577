"""Every screen on a phone of 360 × 640, light and dark: axe finds nothing, nothing sticks out, targets are large."""

from typing import Any

import pytest

from tests.casilla.conftest import Campo
from tests.casilla.escenas import escenas

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="falta axe: «make setup»")
TODAS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SOLO = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "target-size"]}
CHICOS = """[...document.querySelectorAll('button, select, input:not([type=file])')].filter((b) => b.offsetParent)
  .filter((b) => b.getBoundingClientRect().height < 63.5).map((b) => b.textContent)"""
ABAJO = """[...document.querySelectorAll('.abajo .grande')].every((b) => b.getBoundingClientRect().bottom <= innerHeight
  && b.getBoundingClientRect().top > innerHeight / 2)"""

# What he compares before he says yes, without moving the screen: what is expected, and what the acta says of itself.
A_LA_VISTA = """scrollY === 0 && document.querySelector('.esperado').getBoundingClientRect().bottom
  <= document.querySelector('canvas').getBoundingClientRect().top && document.querySelector('canvas')
  .getBoundingClientRect().bottom <= document.querySelector('.abajo').getBoundingClientRect().top + 1"""


def test_axe_no_halla_nada_y_todo_cabe_y_se_alcanza_con_el_pulgar(campo: Campo) -> None:
    hallado: list[Any] = []
    vistas = []
    for nombre, hoja in escenas(campo, bypass_csp=True):
        vistas.append(nombre)
        assert hoja.evaluate("document.documentElement.scrollWidth") <= 360, nombre
        assert hoja.evaluate(CHICOS) == [], nombre
        assert hoja.evaluate(ABAJO), nombre
        assert nombre != "revision" or hoja.evaluate(A_LA_VISTA), "con los nombres más largos"
        faltas = axe.Axe().run(hoja, options=TODAS).response["violations"]
        hoja.emulate_media(color_scheme="dark")
        faltas += hoja.evaluate("solo => axe.run(solo)", SOLO)["violations"]
        hallado += [(nombre, v["id"], v["nodes"][0]["html"][:200]) for v in faltas]
    assert not hallado, hallado
    assert vistas == ["alta", "lista", "lista-estados", "camara", "revision", "revision-error", "camara-error"]
