"""A sheet that does not serve: the CAE reads why, and goes on with another one, also after the page was closed."""

from typing import TYPE_CHECKING

import pytest

from central.telefono.alta import PARA_EL_CAE, CodigoDeAlta
from tests.casilla.conftest import Campo
from tests.casilla.receptor import CUENTA, PROCESO, codigo_escrito
from tests.casilla.test_toma import ver

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
DEL_RECEPTOR = [codigo for codigo in CodigoDeAlta if codigo is not CodigoDeAlta.SELLO]


def con_otra(hoja: "Page") -> None:
    """From the list, where it says why not, to the list of his casillas."""
    hoja.get_by_role("button", name="Registrar con otra hoja").click()
    hoja.fill("#cuenta", CUENTA)
    hoja.fill("#codigo", codigo_escrito(bytes(range(1, 17))))
    hoja.get_by_role("button", name="Registrar este teléfono").click()
    hoja.wait_for_selector("li.abierta")


def test_cada_hoja_que_no_sirve_se_dice_y_se_sigue_con_otra_aunque_se_cierre_la_pagina(campo: Campo) -> None:
    hoja = campo.abrir().pages[0]
    hoja.goto(f"{campo.receptor.base}#a={CUENTA}&c={codigo_escrito()}&p={PROCESO}")
    for codigo in DEL_RECEPTOR:
        campo.receptor.negada = 403, {"codigo": str(codigo), "texto": PARA_EL_CAE[codigo]}
        hoja.get_by_role("button", name="Registrar este teléfono").click()
        ver(hoja, "#aviso", PARA_EL_CAE[codigo])
    hoja.goto(campo.receptor.base)  # from its icon, where there is no sheet in the address
    ver(hoja, ".bandas", PARA_EL_CAE[DEL_RECEPTOR[-1]])
    assert "Falta que el centro registre" not in hoja.inner_text(".bandas")
    campo.receptor.negada = None
    con_otra(hoja)
    assert len(campo.receptor.altas) == 1 and campo.malos == []


def test_lo_que_el_centro_niega_despues_tambien_se_dice_y_con_otra_hoja_se_registra_sin_cerrar(campo: Campo) -> None:
    campo.receptor.juzgada = 403, {"codigo": "SELLO", "texto": PARA_EL_CAE[CodigoDeAlta.SELLO]}
    hoja = campo.abrir().pages[0]
    hoja.goto(f"{campo.receptor.base}#a={CUENTA}&c={codigo_escrito()}&p={PROCESO}")
    hoja.get_by_role("button", name="Registrar este teléfono").click()
    ver(hoja, ".bandas", PARA_EL_CAE[CodigoDeAlta.SELLO])
    campo.receptor.juzgada = None
    con_otra(hoja)
