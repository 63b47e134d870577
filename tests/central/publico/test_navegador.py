"""The site in a real browser: its policy kept, 360 px, a casilla, a new cut under the visitor, no network."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.guardado import leer_corte
from central.difusion.puntero import hacer_puntero
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.difusion.hijo_entrega import ZONA, entrega_a, llevar
from tests.conftest import Nodo
from tests.store import ejemplos

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="falta chromium")


class Callado(http.server.SimpleHTTPRequestHandler):
    """A plain web server over the root of the site."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass
class Sitio:
    """A published site of two cuts, of which `mostrar` shows one; `visita` opens a page of it."""

    salida: Path
    raiz: Path
    base: str
    navegador: "Browser"
    malos: list[str] = field(default_factory=list)

    def mostrar(self, numero: int, proximo: datetime | None = None, pausa: str | None = None) -> None:
        corte = leer_corte(self.salida, numero)
        entrega_a(self.salida, CarpetaPublica(self.raiz)).llevar(corte, hacer_puntero(corte, proximo, pausa, ZONA))

    def visita(self, pagina: str, ancho: int = 360, alto: int = 740, script: bool = True) -> "Page":
        contexto = self.navegador.new_context(viewport={"width": ancho, "height": alto}, java_script_enabled=script)
        hoja = contexto.new_page()
        hoja.on("console", lambda m: self.malos.append(m.text) if m.type in ("error", "warning") else None)
        hoja.on("request", lambda r: None if r.url.startswith(self.base) else self.malos.append(f"tercero: {r.url}"))
        hoja.goto(f"{self.base}{pagina}")
        return hoja


@pytest.fixture(scope="module")
def cortes_hechos(base_modulo: Nodo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cortes = Cortes(base_modulo, tmp_path_factory.mktemp("navegador"))
    for votos, actas in ((7, ACTAS[:6]), (9, ACTAS[6:8])):
        for acta in actas:
            cortes.verificada(acta, votos)
        cortes.cortar()
    return cortes.salida


@pytest.fixture(scope="module")
def navegador() -> Iterator["Browser"]:
    with sync_api.sync_playwright() as juego:
        uno = juego.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield uno
        uno.close()


@pytest.fixture
def sitio(cortes_hechos: Path, tmp_path: Path, navegador: "Browser") -> Iterator[Sitio]:
    raiz = tmp_path / "sitio"
    llevar(cortes_hechos, CarpetaPublica(raiz), 1)
    manejador = functools.partial(Callado, directory=str(raiz / "actual"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), manejador) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever)
        hilo.start()
        uno = Sitio(cortes_hechos, raiz, f"http://127.0.0.1:{servidor.server_port}/", navegador)
        yield uno
        for contexto in navegador.contexts:
            contexto.close()
        servidor.shutdown()
        hilo.join()


def esperar(hoja: "Page", donde: str, texto: str, plazo_ms: float = 20_000) -> None:
    """Without evaluating anything in the page, which its policy forbids."""
    sync_api.expect(hoja.locator(donde)).to_contain_text(texto, timeout=plazo_ms)


def capturadas(hoja: "Page") -> str:
    return str(hoja.locator(".figuras tr", has_text=re.compile("^Actas capturadas")).inner_text().split()[-1])


@pytest.mark.parametrize("pagina", ["index.html", "gub.html", "casilla.html", "verificar.html"])
def test_cada_pagina_cumple_su_politica_y_cabe_en_un_telefono(sitio: Sitio, pagina: str) -> None:
    hoja = sitio.visita(pagina)
    hoja.wait_for_load_state("networkidle")
    assert hoja.evaluate("document.documentElement.scrollWidth") <= 360
    assert hoja.locator("text=SIMULACRO").first.is_visible()
    assert sitio.malos == []


def test_en_la_primera_pantalla_estan_la_hora_lo_capturado_y_los_dos_primeros(sitio: Sitio) -> None:
    hoja = sitio.visita("index.html")
    vistos = [hoja.locator(".corte strong"), hoja.locator(".avance strong").first, *hoja.locator(".punteras li").all()]
    assert len(vistos) == 4
    for visto in vistos:
        caja = visto.bounding_box()
        assert caja is not None and caja["y"] + caja["height"] <= 740


def test_sin_javascript_estan_las_cifras(sitio: Sitio) -> None:
    hoja = sitio.visita("gub.html", script=False)
    assert capturadas(hoja) == "6"
    assert "PAN-PRI" in hoja.inner_text("main")


def test_una_casilla_por_su_seccion_con_el_teclado(sitio: Sitio) -> None:
    seccion = ejemplos.catalogo().actas[ACTAS[0]].seccion
    hoja = sitio.visita("casilla.html")
    hoja.focus("#seccion")
    hoja.keyboard.type(seccion.lstrip("0"))
    hoja.keyboard.press("Enter")
    hoja.wait_for_selector("article")
    assert f"Sección {seccion}: 1 actas" in hoja.inner_text("#dicho")
    pares = dict(zip(hoja.locator("dt").all_inner_texts(), hoja.locator("dd").all_inner_texts(), strict=True))
    assert (pares["PAN"], pares["PAN-PRI"], pares["Total calculado"]) == ("7", "7", "42")
    hoja.fill("#seccion", "9999")
    hoja.keyboard.press("Enter")
    esperar(hoja, "#dicho", "No hay")
    assert sitio.malos == []


def test_un_archivo_alterado_no_se_muestra(sitio: Sitio) -> None:
    for ruta in (sitio.raiz / "d").glob("*.json"):
        ruta.write_bytes(ruta.read_bytes() + b" ")
    hoja = sitio.visita("casilla.html?seccion=1")
    esperar(hoja, "#dicho", "no es el que se firmó")
    assert hoja.locator("article").count() == 0


def test_un_corte_nuevo_aparece_sin_recargar_y_se_anuncia(sitio: Sitio) -> None:
    """Within 30 s of the expected time."""
    sitio.mostrar(1, proximo=datetime.now(UTC) + timedelta(seconds=8))
    hoja = sitio.visita("gub.html", alto=300)
    hoja.evaluate("window.marca = 1; window.scrollTo(0, 400)")
    hoja.wait_for_load_state("networkidle")
    lugar = hoja.evaluate("window.scrollY")
    sitio.mostrar(2)
    esperar(hoja, "#aviso", "Corte 2", 150_000)  # a busy machine
    assert capturadas(hoja) == "8"
    assert hoja.evaluate("[window.marca, window.scrollY]") == [1, lugar]
    assert hoja.get_attribute("#aviso", "role") == "status"
    assert sitio.malos == []


def test_una_pausa_se_lee_y_sin_red_se_dice_de_que_hora_son_las_cifras(sitio: Sitio) -> None:
    sitio.mostrar(1, pausa="Se revisa una diferencia.")
    hoja = sitio.visita("index.html")
    esperar(hoja, "#aviso", "Se revisa una diferencia.")
    otra = sitio.visita("index.html")
    otra.context.set_offline(True)
    esperar(otra, "#aviso", "No se pudo preguntar")
    assert otra.locator(".avance strong").first.inner_text().endswith("%")


def test_verificar_dice_si_y_dice_no_con_un_byte_cambiado(sitio: Sitio, tmp_path: Path) -> None:
    bueno = next((sitio.raiz / "cortes" / "0001").glob("*_PREP_CDMX.zip"))
    malo = tmp_path / "malo.zip"
    malo.write_bytes(bueno.read_bytes()[:-1] + b"x")
    hoja = sitio.visita("verificar.html")
    for archivo, dice in ((bueno, "Sí: el manifiesto"), (malo, "NO: ningún archivo")):
        hoja.set_input_files("#archivo", archivo)
        hoja.click("#revision button")
        esperar(hoja, "#resultado", dice)
        esperar(hoja, "#resultado", "La firma del manifiesto es de la llave")
