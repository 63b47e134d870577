"""`make textos`: gathers what the windows count into resources/traducciones/es_MX.ts and says which forms are missing.

The windows are written in Mexico's Spanish: a text is its own translation, and needs none. Only what counts needs
words that somebody writes, its two forms («%n acción(es)»); they are kept from one time to the next.
"""

import subprocess
import sys
import xml.etree.ElementTree as ET  # our own file, in git
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
CATALOGO = RAIZ / "resources" / "traducciones" / "es_MX.ts"
CARPETAS = ("prep/ui", "catd", "ccv", "central/sala")
LUPDATE = (
    "-pluralonly", "-no-obsolete", "-locations", "none", "-source-language", "es_MX", "-target-language", "es_MX",
    "-silent",
)  # fmt: skip


def fuentes() -> list[Path]:
    return sorted(ruta for carpeta in CARPETAS for ruta in (RAIZ / carpeta).rglob("*.py"))


def reunir(destino: Path) -> list[str]:
    """Brings `destino` up to date; the texts whose forms somebody must write. Raises CalledProcessError."""
    lupdate = str(Path(sys.executable).with_name("pyside6-lupdate"))
    orden = [lupdate, *LUPDATE, *map(str, fuentes()), "-ts", str(destino)]
    subprocess.run(orden, check=True, cwd=RAIZ, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own arguments
    return _ordenar(destino)


def _ordenar(destino: Path) -> list[str]:
    """Contexts and texts in order, no more than what counts; the texts that lack a form."""
    arbol = ET.parse(destino)  # noqa: S314
    raiz = arbol.getroot()
    faltan = []
    for contexto in [*raiz]:
        contexto[1:] = sorted(
            (m for m in contexto[1:] if m.get("numerus")), key=lambda mensaje: mensaje.findtext("source", "")
        )
        for mensaje in contexto[1:]:
            traduccion = mensaje.find("translation")
            if traduccion is None or not all(forma.text for forma in traduccion):
                faltan.append(mensaje.findtext("source", ""))
            else:
                traduccion.attrib.pop("type", None)
    raiz[:] = sorted((c for c in raiz if len(c) > 1), key=lambda c: c.findtext("name", ""))
    ET.indent(arbol, "  ")
    texto = ET.tostring(raiz, encoding="unicode")
    destino.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{texto}\n', encoding="utf-8")
    return faltan


def principal(destino: Path = CATALOGO) -> int:
    """2 when there are forms to write."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    faltan = reunir(destino)
    for texto in faltan:
        print(f"Falta escribir sus dos formas en {destino.name}: {texto}", file=sys.stderr)
    return 2 if faltan else 0


if __name__ == "__main__":
    sys.exit(principal(*map(Path, sys.argv[1:2])))
