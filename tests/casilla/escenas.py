"""The screens of the phone in the states that matter, with long names: what is looked at, and what axe judges."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.casilla.receptor import mias
from tests.devices.actas import cortar, desenfocar

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.casilla.conftest import Campo

NO_PROCEDE = "El acta no está en su casilla. Revise sección y casilla; si es la suya, llame al CCV."
TEXTOS = {
    "falta": "",
    "aceptada": "",
    "verificada": "",
    "piden_otra": "La imagen está borrosa en los resultados. Tome otra foto con más luz.",
    "acopiada": "El paquete ya llegó al consejo: no se toman más fotos (INE/CCOE014/2018).",
}


def todas_las_mias() -> dict[str, object]:
    """Long names, and each state of the centre on one acta."""
    dicho = mias(3, largo=True)
    actas = [acta for casilla in dicho["casillas"] for acta in casilla["actas"]]
    for acta, (estado, texto) in zip(actas[2:], TEXTOS.items(), strict=False):
        acta.update(estado=estado, texto=texto)
    return dicho


def escenas(campo: "Campo", **como: Any) -> Iterator[tuple[str, "Page"]]:
    """Each screen by its name, while it is in sight. The camera sees an acta as a phone does."""
    respuestas = [(409, {"codigo": "NO_ES_SU_CASILLA", "texto": NO_PROCEDE})]
    campo.receptor.mias = todas_las_mias()
    campo.receptor.otra = lambda _: respuestas.pop(0) if respuestas else None
    hoja = campo.abrir(**como).pages[0]
    hoja.goto(campo.receptor.base)
    hoja.fill("#cuenta", "cae-0123")
    hoja.fill("#codigo", "000G-40R4-0M30")
    hoja.get_by_role("button", name="Registrar este teléfono").click()
    hoja.wait_for_selector("#aviso.grave:not(:empty)")
    yield "alta", hoja
    campo.apagar()
    hoja = campo.registrado(**como)
    for n in range(2):
        campo.delante(n)
        campo.fotografiar(hoja, n)
        hoja.wait_for_selector(f"li >> nth={n} >> .{('no_procede', 'recibida')[n]}")
    campo.senal(False)
    campo.fotografiar(hoja, 2)
    hoja.wait_for_selector("text=espera señal")
    hoja.evaluate("scrollTo(0, 0)")
    yield "lista", hoja
    hoja.locator("li").nth(6).scroll_into_view_if_needed()
    yield "lista-estados", hoja
    tapada = cortar(campo.actas.gris(1, True), 3)
    campo.delante(tapada)
    hoja.locator("li.abierta button").first.click()
    hoja.wait_for_selector(".frase:has-text('Falta la esquina')")
    yield "camara", hoja
    hoja.get_by_role("button", name="Regresar").click()
    campo.delante(4)
    hoja.locator("li.abierta button").first.click()
    campo.tomar(hoja)
    hoja.wait_for_selector("text=¿Es ésta?")
    yield "revision", hoja
    hoja.get_by_role("button", name="Tomar otra").click()
    hoja.get_by_role("button", name="Regresar").click()
    campo.delante(desenfocar(np.ascontiguousarray(campo.actas.gris(1, True)), 6))
    hoja.locator("li.abierta button").first.click()
    campo.tomar(hoja)
    hoja.get_by_role("button", name="Enviar así").click()
    hoja.wait_for_selector("#aviso.grave:not(:empty)")
    yield "revision-error", hoja
    campo.apagar()
    campo.senal(True)
    hoja = campo.abrir(con_camara=False, **como).pages[0]
    hoja.goto(campo.receptor.base)
    hoja.locator("li.abierta button").first.click()
    hoja.wait_for_selector(".frase:has-text('Otra cámara')")
    yield "camara-error", hoja
    campo.apagar()
