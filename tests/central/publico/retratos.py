"""Pictures of a published site, phone and desktop, light and dark: `python -m tests.central.publico.retratos SITIO`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.publico.visitas import servido
from tests.central.publico.visita import CHROMIUM

CARPETA = Path(__file__).resolve().parents[3] / "docs" / "pantallas" / "sitio"
TAMANOS = {"telefono": (360, 740), "escritorio": (1366, 768)}
TEMAS = ("claro", "oscuro")
# Each picture: its page, and the view that is chosen in it.
RETRATOS = {
    "portada": ("index.html", ""),
    "grafica": ("gub.html", ""),
    "mapa": ("alc.html", "v-mapa"),
    "tarjetas": ("alc.html", "v-tarjetas"),
    "tabla": ("dip_loc.html", "v-tabla"),
    "territorio": ("TERRITORIO", ""),
    "casilla": ("casilla.html?seccion=SECCION", ""),
    "estadistica": ("estadistica.html", ""),
    "descargas": ("descargas.html", ""),
    "verificar": ("verificar.html", ""),
    "ayuda": ("ayuda.html", ""),
}


def retratar(raiz: Path, chromium: Browser, base: str) -> None:
    """Writes them all."""
    territorio = min(r.name for r in (raiz / "actual").glob("gub-*.html"))
    seccion = (raiz / "actual" / territorio).read_text(encoding="utf-8").partition("?seccion=")[2][:4]
    for tamano, (ancho, alto) in TAMANOS.items():
        for tema in TEMAS:
            contexto = chromium.new_context(
                viewport={"width": ancho, "height": alto}, color_scheme="dark" if tema == "oscuro" else "light"
            )
            hoja = contexto.new_page()
            for nombre, (pagina, vista) in RETRATOS.items():
                pagina = pagina.replace("TERRITORIO", territorio).replace("SECCION", seccion)
                hoja.goto(f"{base}{pagina}", wait_until="networkidle")
                if vista:
                    hoja.check(f"#{vista}")
                hoja.screenshot(path=str(CARPETA / f"{nombre}-{tamano}-{tema}.png"))
            contexto.close()


def principal() -> None:
    raiz = Path(sys.argv[1])
    CARPETA.mkdir(parents=True, exist_ok=True)
    with servido(raiz / "actual") as base, sync_playwright() as juego:
        chromium = juego.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        retratar(raiz, chromium, base)
        chromium.close()


if __name__ == "__main__":
    principal()
