"""The administrators' page is run as it is written, by real processes: join, watch, replace, reconcile."""

import re
import shlex
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pypdfium2

from tests.docs import puertos
from tests.e2e.maquina import Maquina, maquina
from tests.espera import hasta

__all__ = ["maquina"]

RAIZ = Path(__file__).resolve().parents[2]
BLOQUE = re.compile(r"```\n(.*?)```", re.DOTALL)
LISTAS = {
    "operador,nombre,roles,sitio": "personas.csv",
    "estacion,sitio,para": "estaciones.csv",
    "acta,cuenta": "cae.csv",
    "sitio,direccion": "nodos.csv",
    "una frase larga que nadie adivine": "frase.txt",
}
ORDEN = "prep "
TABLAS = ("estado", "revisar")  # told in columns, and shortened in the page
CON_FALLAS = ("estado", "revisar")  # a node of the page that has just joined, or died, is not well
CIFRA = re.compile(r"\d+")


def pasos(texto: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each command of the page with the lines that it is said to print."""
    orden, dichas = list[str](), list[str]()
    for linea in "\n".join(b for b in BLOQUE.findall(texto) if b.startswith(ORDEN)).splitlines():
        if linea.startswith(ORDEN):
            if orden:
                yield orden, dichas
            orden, dichas = shlex.split(linea.removeprefix(ORDEN), comments=True), []
        elif linea.strip():
            dichas.append(linea)
    yield orden, dichas


def test_la_pagina_se_corre_tal_como_esta_escrita(maquina: Maquina) -> None:
    texto = (RAIZ / "docs" / "administracion.md").read_text(encoding="utf-8")
    for bloque in BLOQUE.findall(texto):
        if nombre := LISTAS.get(bloque.partition("\n")[0]):
            (maquina.aqui / nombre).write_text(bloque, encoding="utf-8")
    corridas = []
    for orden, dichas in pasos(texto):
        if "--reemplazar" in orden:
            maquina.matar("nodo01")
        if orden[0] == "conciliar":  # the node that has just started tells the centre where it is
            hasta(partial(se_presento, maquina), "el nodo se presenta", 30)
        if orden[0] == "unir":  # what a person types at its question
            orden += ["--contrasena", frase_de(maquina.aqui, Path(orden[1]).name)]
        dicho = (
            maquina.encender(orden)
            if orden[0] == "nodo"
            else maquina.correr(orden, bien=(0, 3) if orden[0] in CON_FALLAS else (0,))
        )
        if orden[0] not in TABLAS:
            assert not {CIFRA.sub("#", d) for d in dichas} - {CIFRA.sub("#", d) for d in dicho.splitlines()}, orden
        corridas.append(orden[0])
        if orden[0] == "revisar":  # both are there by now
            for quien, nodo in (("centro", "centro"), ("nodo de un CATD", "nodo01")):
                puertos.exigir(quien, maquina.nodos[nodo].pid, maquina.aqui / nodo)
    assert {"persona", "estacion", "cae", "kits", "unir", "sitio", "nodo", "estado", "revisar", "conciliar"} <= set(
        corridas
    )


def se_presento(maquina: Maquina) -> bool:
    return "hace" in maquina.correr(["estado", "--datos", "centro"], bien=(0, 3)).partition("CATD01.2")[2][:20]


def frase_de(carpeta: Path, kit: str) -> str:
    """What its slip says, in a file: the passphrase stands below the name of the kit."""
    for pdf in sorted(carpeta.glob("papeles*.pdf")):
        with pypdfium2.PdfDocument(pdf) as abierto:
            lineas = "\n".join(pagina.get_textpage().get_text_range() for pagina in abierto).splitlines()
        if dicho := next((despues for antes, despues in pairwise(lineas) if antes.endswith(f" {kit}")), ""):
            (carpeta / f"{kit}.frase").write_text(dicho, encoding="utf-8")
            return f"{kit}.frase"
    raise AssertionError(f"ningún papel es de {kit}")
