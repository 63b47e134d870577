"""No paragraph of a document is a wall: at most 600 characters, in as many lines as it takes."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.arbol import RAIZ
from tests.docs.test_documentos import relativa

LARGO_MAX = 600  # characters, with its links
AJENAS = frozenset({"salida", "datos", "mutants"})  # what the suite writes; folders with a dot are not ours either
CERCA = re.compile(r" {0,3}(?:```|~~~)")
SOLA = re.compile(r" {0,3}(?:#{1,6} |\|)")  # a heading, a row of a table: one line, read by itself
EMPIEZA = re.compile(r"\s*(?:[-*+] |\d+[.)] )")  # an item of a list, with the lines that follow it


def documentos() -> Iterator[Path]:
    for carpeta, dentro, archivos in os.walk(RAIZ):
        dentro[:] = [d for d in dentro if not d.startswith(".") and d not in AJENAS]
        yield from (Path(carpeta, nombre) for nombre in archivos if nombre.endswith(".md"))


def parrafos(texto: str) -> Iterator[tuple[int, str]]:
    """Each paragraph with its line, as one text: lines in sequence that are neither code nor begin another."""
    en_codigo, inicio, lineas = False, 0, list[str]()
    for numero, linea in enumerate([*texto.splitlines(), ""], 1):
        cerca, sola = CERCA.match(linea) is not None, SOLA.match(linea) is not None
        if lineas and (cerca or sola or not linea.strip() or EMPIEZA.match(linea)):
            yield inicio, " ".join(lineas)
            lineas = []
        if cerca:
            en_codigo = not en_codigo
        elif sola and not en_codigo:
            yield numero, linea.strip()
        elif linea.strip() and not en_codigo:
            inicio = inicio if lineas else numero
            lineas.append(linea.strip())


def test_se_cuenta_lo_que_se_lee_de_corrido() -> None:
    texto = "# Uno\ndos\ntres\n\n```\nno\nse cuenta\n```\n- cuatro\n  cinco\n- seis\n\n| a | b |\n| c | d |\nsiete"
    assert list(parrafos(texto)) == [
        (1, "# Uno"),
        (2, "dos tres"),
        (9, "- cuatro cinco"),
        (11, "- seis"),
        (13, "| a | b |"),
        (14, "| c | d |"),
        (15, "siete"),
    ]


def test_ningun_parrafo_pasa_de_seiscientos_caracteres() -> None:
    largos = [
        f"{relativa(ruta)}:{linea}: {len(parrafo)} caracteres"
        for ruta in sorted(documentos())
        for linea, parrafo in parrafos(ruta.read_text(encoding="utf-8"))
        if len(parrafo) > LARGO_MAX
    ]
    assert not largos, "Parta estos párrafos:\n" + "\n".join(largos)
