"""The site in a real browser: policy, phone, keyboard, axe, a casilla, a new cut, no network, no JavaScript."""

import json
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.central.corte.escena import ACTAS
from tests.central.publico.visita import CHROMIUM, Sitio, dos_cortes, servido
from tests.conftest import Nodo
from tests.store import ejemplos

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="falta axe: «make setup»")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="falta chromium")
TODAS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SOLO = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "target-size"]}
SECCION = ejemplos.catalogo().actas[ACTAS[0]].seccion


@pytest.fixture(scope="module")
def cortes_hechos(base_modulo: Nodo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dos_cortes(base_modulo, tmp_path_factory.mktemp("navegador"))


@pytest.fixture(scope="module")
def navegador() -> Iterator["Browser"]:
    with sync_api.sync_playwright() as juego:
        uno = juego.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield uno
        uno.close()


@pytest.fixture
def sitio(cortes_hechos: Path, tmp_path: Path, navegador: "Browser") -> Iterator[Sitio]:
    with servido(cortes_hechos, tmp_path / "sitio", navegador) as uno:
        yield uno


def esperar(hoja: "Page", donde: str, texto: str, plazo_ms: float = 20_000) -> None:
    """Without evaluating anything in the page, which its policy forbids."""
    sync_api.expect(hoja.locator(donde)).to_contain_text(texto, timeout=plazo_ms)


def capturadas(hoja: "Page") -> str:
    return str(hoja.locator(".figuras tr", has_text=re.compile("^Actas capturadas")).inner_text().split()[-1])


def test_cada_pagina_cumple_su_politica_cabe_en_un_telefono_y_dice_simulacro(sitio: Sitio) -> None:
    hoja = sitio.visita("index.html")
    assert len(sitio.paginas()) == 12
    for pagina in sitio.paginas():
        hoja.goto(f"{sitio.base}{pagina}", wait_until="networkidle")
        assert hoja.evaluate("document.documentElement.scrollWidth") <= 360, pagina
        assert hoja.get_by_text("SIMULACRO").first.is_visible(), pagina
    assert sitio.malos == []


def test_axe_no_halla_nada_en_telefono_y_escritorio_claro_y_oscuro(sitio: Sitio) -> None:
    hallado: list[Any] = []
    hoja = sitio.visita("index.html", mirada=True)
    for pagina in (*sitio.paginas(), f"casilla.html?seccion={SECCION}", "gub.html#v-mapa", "gub.html#v-tabla"):
        hoja.goto(f"{sitio.base}{pagina}", wait_until="networkidle")
        if "#v-" in pagina:
            hoja.check(f"#{pagina.partition('#')[2]}")
        for ancho, tema in ((360, "light"), (360, "dark"), (1366, "light"), (1366, "dark")):
            hoja.set_viewport_size({"width": ancho, "height": 768})
            hoja.emulate_media(color_scheme="dark" if tema == "dark" else "light")
            if (ancho, tema) == (360, "light"):  # all its rules, then those that a width or a colour can break
                faltas = axe.Axe().run(hoja, options=TODAS).response["violations"]
            else:
                faltas = hoja.evaluate("solo => axe.run(solo)", SOLO)["violations"]
            hallado += [(pagina, ancho, tema, v["id"], v["nodes"][0]["html"]) for v in faltas]
    assert not hallado, hallado


def test_en_la_primera_pantalla_estan_la_hora_lo_capturado_y_los_dos_primeros(sitio: Sitio) -> None:
    hoja = sitio.visita("index.html")
    vistos = [hoja.locator(".corte strong"), hoja.locator(".avance strong").first, *hoja.locator(".punteras li").all()]
    assert len(vistos) == 4
    for visto in vistos:
        caja = visto.bounding_box()
        assert caja is not None and caja["y"] + caja["height"] <= 740


def test_sin_javascript_estan_las_cifras_hasta_la_seccion_y_la_pausa(sitio: Sitio) -> None:
    sitio.mostrar(1, pausa="Se revisa una diferencia.")
    hoja = sitio.visita("gub.html", script=False)
    assert capturadas(hoja) == "6"
    assert "PAN-PRI" in hoja.inner_text("main")
    assert "Se revisa una diferencia." in hoja.frame_locator("iframe").locator("body").inner_text()
    hoja.goto(f"{sitio.base}gub-001.html")
    renglon = hoja.locator(f'tr:has(a[href="casilla.html?seccion={SECCION}"]) td').all_inner_texts()
    assert renglon[:3] == ["1 de 1", "1", "42"]


def test_con_el_teclado_se_cambia_de_vista_y_se_comparan_hasta_tres(sitio: Sitio) -> None:
    hoja = sitio.visita("gub.html")
    hoja.focus("#v-grafica")
    hoja.keyboard.press("ArrowRight")
    assert hoja.locator(".mapa").is_visible() and not hoja.locator(".votos").first.is_visible()
    assert hoja.locator(".mapa a").first.get_attribute("aria-label")
    hoja.focus("#c-0")
    hoja.keyboard.press("Space")
    columnas = hoja.locator("#comparada thead th")
    vistas = [c.inner_text() for c in columnas.all() if c.is_visible()]
    assert len(vistas) == 2 and columnas.count() > 2
    for caja in hoja.locator("#elegir input").all()[1:3]:
        if caja.is_enabled():
            caja.check()
    assert hoja.locator("#elegir input:checked").count() == min(3, columnas.count() - 1)
    assert sitio.malos == []


def test_las_actas_de_la_direccion_se_piden_sin_esperar_a_los_modulos_y_una_vez(sitio: Sitio) -> None:
    for pagina in (f"casilla.html?seccion={SECCION.lstrip('0')}", "casilla.html?fuera=1"):
        hoja = sitio.visita(pagina)
        hoja.wait_for_selector("article")
        pedidos = hoja.evaluate("performance.getEntriesByType('resource').map((r) => [r.name, r.initiatorType])")
        assert [quien for nombre, quien in pedidos if "/d/" in nombre] == ["link"], pedidos
    for nada in ("casilla.html?seccion=9999", "casilla.html?seccion=.*", "casilla.html"):
        hoja = sitio.visita(nada)
        esperar(hoja, "h1", "Consulta tu casilla")
        assert not hoja.evaluate(
            "performance.getEntriesByType('resource').filter((r) => r.name.includes('/d/')).length"
        )
    assert sitio.malos == []


def test_un_guion_metido_en_la_pagina_no_corre_y_la_casilla_se_lee_igual(sitio: Sitio) -> None:
    cruda = (sitio.raiz / "actual" / "casilla.html").read_text(encoding="utf-8")
    metida = cruda.replace("<script>{", "<script>document.title = 'metido';{").replace(
        "<body", "<script>document.title = 'otro'</script><body"
    )
    assert metida.count("document.title") == 2
    hoja = sitio.visita("index.html")
    hoja.route("**/casilla.html*", lambda ruta: ruta.fulfill(body=metida, content_type="text/html"))
    hoja.goto(f"{sitio.base}casilla.html?seccion={SECCION}")
    hoja.wait_for_selector("article")
    assert hoja.title().startswith("Consulta tu casilla")
    assert len([m for m in sitio.malos if "Content Security Policy" in m]) == 2


def test_una_casilla_por_su_seccion_con_su_imagen(sitio: Sitio) -> None:
    hoja = sitio.visita("casilla.html")
    hoja.focus("#seccion")
    hoja.keyboard.type(SECCION.lstrip("0"))
    hoja.keyboard.press("Enter")
    hoja.wait_for_selector("article")
    assert f"Sección {SECCION}: 1 acta, corte 1" in hoja.inner_text("#dicho")
    pares = dict(zip(hoja.locator("dt").all_inner_texts(), hoja.locator("dd").all_inner_texts(), strict=True))
    assert (pares["PAN"], pares["PAN-PRI"], pares["Total calculado"]) == ("7", "7", "42")
    hoja.click("summary")
    sync_api.expect(hoja.locator("article img")).to_have_js_property("naturalWidth", 40)
    hoja.fill("#seccion", "9999")
    hoja.keyboard.press("Enter")
    esperar(hoja, "#dicho", "No hay")
    hoja.goto(f"{sitio.base}casilla.html?fuera=1")
    esperar(hoja, "article h2", "Voto en el extranjero")
    assert sitio.malos == []


def test_lo_que_falta_o_se_altero_se_dice_y_lo_ultimo_que_se_leyo_se_queda_con_su_hora(sitio: Sitio) -> None:
    hoja = sitio.visita(f"casilla.html?seccion={SECCION}")
    hoja.wait_for_selector("article")
    hora = hoja.inner_text(".corte strong")
    for ruta in (sitio.raiz / "d").glob("*.json"):
        ruta.write_bytes(ruta.read_bytes() + b" ")
    hoja.fill("#seccion", "17")
    hoja.keyboard.press("Enter")
    esperar(hoja, "#dicho", "no es el que se firmó")
    esperar(hoja, "#dicho", f"corte 1 de las {hora}")
    for ruta in (sitio.raiz / "d").glob("*.json"):
        ruta.unlink()
    hoja.fill("#seccion", "18")
    hoja.keyboard.press("Enter")
    esperar(hoja, "#dicho", "No se pudo leer")
    assert hoja.locator("article").count() == 1


def test_un_corte_nuevo_aparece_sin_recargar_sin_mover_lo_que_se_lee_y_se_anuncia(sitio: Sitio) -> None:
    """Within 30 s of the expected time; the link that has the focus keeps it."""
    sitio.mostrar(1, proximo=datetime.now(UTC) + timedelta(seconds=8))
    hoja = sitio.visita("gub.html", alto=300)
    hoja.check("#v-tabla")
    hoja.focus('table a[href="gub-001.html"]')
    hoja.evaluate("window.marca = 1; document.querySelector('#comparada').scrollIntoView()")
    hoja.wait_for_load_state("networkidle")
    lugar = hoja.evaluate("document.querySelector('#comparada').getBoundingClientRect().top")
    sitio.mostrar(2)
    esperar(hoja, "#aviso", "Corte 2", 150_000)  # a busy machine
    assert capturadas(hoja) == "8"
    ahora = hoja.evaluate("document.querySelector('#comparada').getBoundingClientRect().top")
    assert hoja.evaluate("window.marca") == 1 and abs(ahora - lugar) <= 1
    assert hoja.evaluate("document.activeElement.getAttribute('href')") == "gub-001.html"
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
    esperar(hoja, "#testigos", "Ningún testigo ha firmado este corte")


@pytest.mark.parametrize("sabe", [True, False])
def test_un_navegador_sin_ed25519_lo_trae_y_los_demas_no_lo_piden(sitio: Sitio, sabe: bool) -> None:
    """Old phones: the browser refuses to take the key, and what verifies instead also says no."""
    hoja = sitio.visita("index.html")
    pedidos: list[str] = []
    hoja.on("request", lambda pedido: pedidos.append(pedido.url))
    if not sabe:
        hoja.add_init_script("crypto.subtle.importKey = () => Promise.reject(new Error('NotSupportedError'))")
    hoja.goto(f"{sitio.base}verificar.html")
    actual = json.loads((sitio.raiz / "actual" / "actual.json").read_bytes())
    fragmento = sitio.raiz / "d" / f"{actual['resumen']}.json"
    for dice in ("La firma del manifiesto es de la llave", "NO: la firma del manifiesto no es válida"):
        hoja.set_input_files("#archivo", fragmento)
        hoja.click("#revision button")
        esperar(hoja, "#resultado", f"Sí: el manifiesto del corte dice ese SHA-256 de d/{fragmento.name}.")
        esperar(hoja, "#resultado", dice)
        firma = sitio.raiz / "cortes" / f"{actual['corte']:04d}" / "manifiesto.ed25519"
        firma.write_bytes(bytes([firma.read_bytes()[0] ^ 1]) + firma.read_bytes()[1:])
        os.utime(firma, (time.time(), time.time() + 60))  # the server tells what changed by the second
    assert any("ed25519.js" in url for url in pedidos) is not sabe
    assert sitio.malos == []
