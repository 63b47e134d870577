"""The phone, the real receiver and the real centre: each election from the shot to the base, and a night of deaths."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.casilla.conftest import PLAZO_MS, Campo
from tests.casilla.jornada import jugar
from tests.casilla.navegador import EnMarcha
from tests.central.casilla.conftest import casilla
from tests.central.casilla.test_por_http import LIGA, Calle, calle, de_la_hoja
from tests.central.conftest import mando, nodo_mando
from tests.devices.actas import Actas

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

__all__ = ["calle", "casilla", "mando", "nodo_mando"]
sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
DE_SUYAS = (
    "import('./almacen.js').then((a) => a.envios()).then((e) => e.map((x) => [x.dicho.acta.clave, x.dicho.sha256]))"
)


def test_de_la_hoja_del_cae_al_acta_aceptada_en_cada_eleccion(
    juego: "Playwright", pueblo: Actas, calle: Calle, tmp_path: Path
) -> None:
    mando, hojas = calle.casilla.mando, tmp_path / "hojas.pdf"
    assert mando.correr("casilla", "telefono", "invitar", "--liga", LIGA, "--hojas", str(hojas)) == 0
    assert calle.recibir() == 0
    dicho = de_la_hoja(hojas)
    campo = Campo(juego, tmp_path / "telefono", EnMarcha(calle.puerto), pueblo)
    campo.carpeta.mkdir()
    campo.delante(0)
    try:
        hoja = campo.abrir().pages[0]
        hoja.goto(f"{campo.receptor.base}#a={dicho['a']}&c={dicho['c']}&p={dicho['p']}")
        hoja.get_by_role("button", name="Registrar este teléfono").click()
        hoja.wait_for_selector("text=Falta que el centro registre")
        assert calle.recibir() == 0 and calle.recibir() == 0
        hoja.wait_for_selector("li.abierta")
        for n in range(2):
            campo.delante(n)
            campo.fotografiar(hoja, n)
            sync_api.expect(hoja.locator("li").nth(n)).to_contain_text("Recibida", timeout=PLAZO_MS)
        suyas = dict(hoja.evaluate(DE_SUYAS))
        assert {clave.partition("-")[0] for clave in suyas} == {"GUB", "DIP_LOC"}
        assert calle.recibir() == 0 and calle.recibir() == 0
        hoja.evaluate("dispatchEvent(new Event('online'))")
        sync_api.expect(hoja.locator(".estado.aceptada")).to_have_count(2, timeout=PLAZO_MS)
        en_la_base: Any = mando.filas(
            "SELECT h.acta, i.bytes FROM prep.hecho h JOIN prep.imagen i ON true WHERE h.tipo = 'IMAGEN'"
        )
        assert {a for a, _ in en_la_base} == set(suyas)
        assert {sha256(b).hexdigest() for _, b in en_la_base} == set(suyas.values())
        assert campo.malos == []
    finally:
        campo.apagar()


def test_con_muertes_y_un_mal_enlace_nada_se_pierde_ni_entra_dos_veces(
    juego: "Playwright", pueblo: Actas, tmp_path: Path
) -> None:
    assert "4 llegaron" in jugar(juego, tmp_path, pueblo, 4, 4)
