"""The page sees on a frame what the CATD sees on it: the same marks, the same reasons against, in a real browser."""

import base64
import functools
import gzip
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from prep.devices.calidad import juzgar
from prep.devices.enderezar import ESQUINAS, enderezar, hallar_marcas
from prep.recursos import RECURSOS
from tests.casilla.cuadros import ESQUINA_TAPADA, HALLABLES, Cuadro, cuadros, marcas_de
from tests.casilla.navegador import BASE, CHROMIUM
from tests.central.publico.visita import Callado
from tests.devices.actas import Actas

if TYPE_CHECKING:
    from playwright.sync_api import Page

sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="falta chromium")
ERROR_MAX = 3.0  # px of 1,600
MIRAR = """async ({crudo, lado}) => {
  const [{deRgba, reducir}, m, {juzgar, enderezar}] = await Promise.all(
    ["gris", "marcas", "calidad"].map((n) => import(`/${n}.js`)));
  const mapa = await createImageBitmap(await (await fetch(`data:image/png;base64,${crudo}`)).blob());
  const lienzo = new OffscreenCanvas(mapa.width, mapa.height), pincel = lienzo.getContext("2d");
  pincel.drawImage(mapa, 0, 0);
  const entera = deRgba(pincel.getImageData(0, 0, mapa.width, mapa.height).data, mapa.width, mapa.height);
  const marcas = (l) => {
    const chica = reducir(entera, l), veces = Math.max(entera.ancho, entera.alto) / Math.max(chica.ancho, chica.alto);
    return m.hallarMarcas(chica).map((p) => p && p.map((v) => v * veces));
  };
  const finales = marcas(1300);
  const vista = m.completas(finales) ? enderezar(entera, finales, m.MODELO) : reducir(entera, 1300);
  return {vivas: marcas(lado), finales, faltan: m.faltantes(finales), juicio: juzgar(entera, finales, vista)};
}"""


@pytest.fixture(scope="module")
def hoja() -> Iterator["Page"]:
    servidor = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Callado, directory=RECURSOS / "casilla"))
    hilo = threading.Thread(target=servidor.serve_forever)
    hilo.start()
    with sync_api.sync_playwright() as juego:
        navegador = juego.chromium.launch(executable_path=CHROMIUM, args=BASE)
        pagina = navegador.new_page()
        pagina.goto(f"http://127.0.0.1:{servidor.server_port}/")
        yield pagina
        navegador.close()
    servidor.shutdown()
    hilo.join()
    servidor.server_close()


def mirar(hoja: "Page", gris: np.ndarray) -> dict[str, Any]:
    crudo = base64.b64encode(cv2.imencode(".png", gris)[1].tobytes()).decode()
    return dict(hoja.evaluate(MIRAR, {"crudo": crudo, "lado": 800}))


def lejos(vistas: list[Any], cuadro: Cuadro) -> float:
    return float(np.max(np.hypot(*(np.array(vistas) - marcas_de(cuadro)).T)))


def reparos(cuadro: Cuadro) -> set[str]:
    """What the CATD's own program says of the frame."""
    marcas = hallar_marcas(cuadro.gris)
    recta = enderezar(cuadro.gris, marcas) if marcas.completas else None
    return {m.name for m in juzgar(cuadro.gris, marcas, recta).motivos}


def test_el_telefono_halla_las_marcas_y_juzga_como_el_catd(hoja: "Page", pueblo: Actas) -> None:
    faltas: list[tuple[Any, ...]] = []
    for n, cuadro in cuadros(pueblo, 3):
        visto = mirar(hoja, cuadro.gris)
        donde = (cuadro.clase, n)
        if cuadro.clase in HALLABLES:
            for cuando in ("vivas", "finales"):
                if None in visto[cuando] or lejos(visto[cuando], cuadro) > ERROR_MAX:
                    faltas.append((*donde, cuando, visto[cuando]))
            if set(visto["juicio"]["motivos"]) != reparos(cuadro):
                faltas.append((*donde, visto["juicio"], reparos(cuadro)))
        elif cuadro.clase == "esquina tapada":
            tapada = ESQUINA_TAPADA[n % 4]
            if visto["vivas"][tapada] is not None or visto["faltan"] != [ESQUINAS[tapada]]:
                faltas.append((*donde, visto))
        elif not visto["juicio"]["repetir"]:
            faltas.append((*donde, visto["juicio"]))
    assert faltas == [], "\n".join(map(str, faltas))


def test_en_lo_que_no_es_un_acta_no_halla_nada_y_dice_por_que(hoja: "Page") -> None:
    ruido = np.random.default_rng(1).integers(0, 256, (1200, 1600), dtype=np.uint8)
    for gris, motivo in ((ruido, "SIN_MARCAS"), (np.full((1200, 1600), 230, np.uint8), "BLANCA"),
                         (np.full((1200, 1600), 40, np.uint8), "OSCURA")):  # fmt: skip
        visto = mirar(hoja, gris)
        assert visto["vivas"] == [None] * 4 and visto["faltan"] == []
        assert motivo in visto["juicio"]["motivos"]


def test_la_pagina_pesa_lo_que_un_telefono_con_poca_senal_puede_traer() -> None:
    """60 KB compressed, but for the reader of QR codes, which only an enrolment asks for."""
    suyos = [r for r in Path(RECURSOS / "casilla").rglob("*") if r.is_file() and r.parent.name != "ajeno"]
    assert sum(len(gzip.compress(r.read_bytes(), 9)) for r in suyos) <= 60_000
