"""`make textos`: gathers every text of the windows into resources/traducciones/es_MX.ts and says what is missing.

The windows are written in Mexico's Spanish: a text is its own translation. What a person writes is the two forms of
each text that counts («%n acción(es)»); they are kept from one time to the next.
"""

import ast
import importlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # our own file, in git
from collections.abc import Iterator
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
CATALOGO = RAIZ / "resources" / "traducciones" / "es_MX.ts"
CARPETAS = ("prep/ui", "catd", "ccv", "central/sala")
APLICACIONES = ("catd.app", "ccv.app", "central.sala.app")  # imported, they register every action
LUPDATE = ("-no-obsolete", "-locations", "none", "-source-language", "es_MX", "-target-language", "es_MX", "-silent")


def fuentes() -> list[Path]:
    return sorted(ruta for carpeta in CARPETAS for ruta in (RAIZ / carpeta).rglob("*.py"))


def de_la_tabla() -> Iterator[tuple[str, str]]:
    """Context and text of the actions, which are said in a table."""
    for nombre in APLICACIONES:
        if (RAIZ / nombre.replace(".", "/")).with_suffix(".py").exists():
            importlib.import_module(nombre)
    acciones = importlib.import_module("prep.ui.acciones")
    for accion in acciones.TABLA.values():
        for texto in (accion.texto, accion.nombre, accion.ayuda):
            yield acciones.CONTEXTO, texto


def de_fuente(ruta: Path) -> Iterator[tuple[str, str]]:
    """Context and text of what pyside6-lupdate does not see: a context by its name, and `tr` inside an f-string."""
    arbol = ast.parse(ruta.read_text(encoding="utf-8"))
    nombres = {
        n.targets[0].id: n.value.value
        for n in arbol.body
        if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name) and isinstance(n.value, ast.Constant)
    }
    for clase in [n for n in ast.walk(arbol) if isinstance(n, ast.ClassDef)]:
        for nodo in ast.walk(clase):
            if _llama(nodo, "tr") and (texto := _texto(nodo.args[0])) and len(nodo.args) == 1:
                yield clase.name, texto
    for nodo in ast.walk(arbol):
        if _llama(nodo, "translate") and len(nodo.args) == 2 and (texto := _texto(nodo.args[1])):
            contexto = nodo.args[0]
            yield str(nombres[contexto.id] if isinstance(contexto, ast.Name) else _texto(contexto)), texto


def _llama(nodo: ast.AST, nombre: str) -> bool:
    return isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Attribute) and nodo.func.attr == nombre


def _texto(nodo: ast.expr) -> str:
    return nodo.value if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) else ""


def reunir(destino: Path) -> list[str]:
    """Brings `destino` up to date; the texts whose forms somebody must write. Raises CalledProcessError."""
    vistos = dict.fromkeys([*de_la_tabla(), *(par for ruta in fuentes() for par in de_fuente(ruta))])
    with tempfile.TemporaryDirectory() as carpeta:
        lista = Path(carpeta) / "textos.py"
        lista.write_text("".join(f"translate({c!r}, {t!r})\n" for c, t in vistos), encoding="utf-8")
        orden = [_programa("pyside6-lupdate"), *LUPDATE, *map(str, [*fuentes(), lista]), "-ts", str(destino)]
        subprocess.run(orden, check=True, cwd=RAIZ, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own arguments
    return _completar(destino)


def _completar(destino: Path) -> list[str]:
    """Each text its own translation, contexts and texts in order; what counts is left as it was."""
    arbol = ET.parse(destino)  # noqa: S314
    raiz = arbol.getroot()
    faltan = []
    raiz[:] = sorted(raiz, key=lambda c: c.findtext("name", ""))
    for contexto in raiz:
        contexto[1:] = sorted(contexto[1:], key=lambda m: m.findtext("source", ""))
        for mensaje in contexto[1:]:
            fuente, traduccion = mensaje.findtext("source", ""), mensaje.find("translation")
            assert traduccion is not None
            if mensaje.get("numerus"):
                if not all(forma.text for forma in traduccion):
                    faltan.append(fuente)
                    continue
            else:
                traduccion.text = fuente
            traduccion.attrib.pop("type", None)
    ET.indent(arbol, "  ")
    texto = ET.tostring(raiz, encoding="unicode")
    destino.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{texto}\n', encoding="utf-8")
    return faltan


def _programa(nombre: str) -> str:
    return str(Path(sys.executable).with_name(nombre))


def principal(destino: Path = CATALOGO) -> int:
    """2 when there are forms to write."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    faltan = reunir(destino)
    for texto in faltan:
        print(f"Falta escribir sus dos formas en {destino.name}: {texto}", file=sys.stderr)
    return 2 if faltan else 0


if __name__ == "__main__":
    sys.exit(principal(*map(Path, sys.argv[1:2])))
