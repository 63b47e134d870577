"""Pictures of every screen of the phone, 360 × 640, light and dark: `python -m tests.casilla.retratos`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.casilla.conftest import Campo
from tests.casilla.escenas import escenas
from tests.casilla.receptor import Receptor
from tests.devices.actas import actas_de_pueblo

CARPETA = Path(__file__).resolve().parents[2] / "docs" / "pantallas" / "casilla"


def retratar(carpeta: Path) -> None:
    with TemporaryDirectory() as aparte, sync_playwright() as juego:
        campo = Campo(juego, Path(aparte), Receptor(), actas_de_pueblo(Path(aparte) / "pueblo"))
        campo.senal(True)
        campo.delante(0)
        for nombre, hoja in escenas(campo):
            for tema in ("light", "dark"):
                hoja.emulate_media(color_scheme="dark" if tema == "dark" else "light")
                hoja.screenshot(path=carpeta / f"{nombre}-{'oscuro' if tema == 'dark' else 'claro'}.png")
        campo.cerrar()


if __name__ == "__main__":
    CARPETA.mkdir(parents=True, exist_ok=True)
    retratar(CARPETA)
    sys.exit(0)
