"""The phone, the real receiver and the real centre: each election from the shot to the cut, and a night of deaths."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.casilla.ciudad import ELECCIONES, Ciudad, catalogo, ciudad, clave
from tests.casilla.conftest import PLAZO_MS, Campo
from tests.casilla.jornada import jugar
from tests.casilla.navegador import EnMarcha
from tests.casilla.receptor import CUENTA
from tests.central.casilla.test_por_http import de_la_hoja
from tests.devices.actas import Actas
from tests.nginx import HAY, de_telefonos

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

__all__ = ["ciudad"]
sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
DE_SUYAS = (
    "import('./almacen.js').then((a) => a.envios()).then((e) => e.map((x) => [x.dicho.acta.clave, x.dicho.sha256]))"
)


def test_de_la_hoja_del_cae_al_corte_en_cada_eleccion(
    juego: "Playwright", pueblo: Actas, ciudad: Ciudad, tmp_path: Path
) -> None:
    """From the QR to the published row, each with the very picture that was signed; by TLS where there is nginx."""
    calle, hojas = ciudad.calle, tmp_path / "hojas.pdf"
    claves = [clave(1, eleccion) for eleccion in ELECCIONES]
    ciudad.dar_cae(CUENTA, claves)
    ciudad.invitar(hojas)
    dicho = de_la_hoja(hojas)
    with contextlib.ExitStack() as abierto:
        puesto = abierto.enter_context(de_telefonos(tmp_path, calle.puerto)) if HAY else (calle.puerto, None)
        campo = Campo(juego, tmp_path / "telefono", EnMarcha(*puesto), pueblo)
        abierto.callback(campo.apagar)
        campo.carpeta.mkdir()
        campo.delante(0)
        hoja = campo.abrir().pages[0]
        hoja.goto(f"{campo.receptor.base}#a={dicho['a']}&c={dicho['c']}&p={dicho['p']}")
        hoja.get_by_role("button", name="Registrar este teléfono").click()
        hoja.wait_for_selector("text=Falta que el centro registre")
        assert calle.recibir() == 0 and calle.recibir() == 0
        hoja.wait_for_selector("li.abierta")
        colores = [e.color and f"color {e.color.nombre}" for e in catalogo().elecciones]
        for n, color in enumerate(colores):
            sync_api.expect(hoja.locator("li").nth(n).locator(".impresa")).to_have_text([color] if color else [])
            campo.delante(n)
            campo.fotografiar(hoja, n)
            sync_api.expect(hoja.locator("li").nth(n)).to_contain_text("Recibida", timeout=PLAZO_MS)
        suyas = dict(hoja.evaluate(DE_SUYAS))
        assert set(suyas) == set(claves)
        assert calle.recibir() == 0 and ciudad.capturar() == sorted(claves)
        filas = ciudad.cortar()
        assert {suya: fila["CODIGO_INTEGRIDAD"] for suya, fila in filas.items()} == suyas
        assert calle.recibir() == 0
        hoja.evaluate("dispatchEvent(new Event('online'))")
        sync_api.expect(hoja.locator(".estado.verificada")).to_have_count(3, timeout=PLAZO_MS)
        assert campo.malos == [] and hoja.url.startswith("https:" if HAY else "http:")


def test_con_muertes_y_un_mal_enlace_nada_se_pierde_ni_entra_dos_veces(
    juego: "Playwright", pueblo: Actas, tmp_path: Path
) -> None:
    assert "4 llegaron" in jugar(juego, tmp_path, pueblo, 4, 4)
