"""The administrators' page is run as it is written, by real processes: join, watch, replace, reconcile."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.maquina import Maquina, maquina

__all__ = ["maquina"]

RAIZ = Path(__file__).resolve().parents[2]
BLOQUE = re.compile(r"```\n(.*?)```", re.DOTALL)
LISTAS = {"operador,nombre,roles,sitio": "personas.csv", "acta,cuenta": "cae.csv"}
ORDEN = re.compile(r"python -m (central|simulacro) ")
TABLAS = ("estado",)  # told in columns, and shortened in the page
CIFRA = re.compile(r"\d+")


def pasos(texto: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each command of the page, by its program, with the lines that it is said to print."""
    programa, orden = "", list[str]()
    dichas: list[str] = []
    for linea in "\n".join(b for b in BLOQUE.findall(texto) if ORDEN.search(b)).splitlines():
        if hallada := ORDEN.match(linea):
            if programa:
                yield programa, orden, dichas
            programa, orden, dichas = hallada[1], shlex.split(linea[hallada.end() :], comments=True), []
        elif linea.strip():
            dichas.append(linea)
    yield programa, orden, dichas


def test_la_pagina_se_corre_tal_como_esta_escrita(maquina: Maquina) -> None:
    texto = (RAIZ / "docs" / "administracion.md").read_text(encoding="utf-8")
    for bloque in BLOQUE.findall(texto):
        if nombre := LISTAS.get(bloque.partition("\n")[0]):
            (maquina.aqui / nombre).write_text(bloque, encoding="utf-8")
    corridas = []
    for programa, orden, dichas in pasos(texto):
        if "--reemplazar" in orden:
            maquina.matar("nodo01")
        dicho = maquina.encender(orden) if orden[0] == "nodo" else maquina.correr(orden, programa)
        if orden[0] not in TABLAS:
            assert not {CIFRA.sub("#", d) for d in dichas} - {CIFRA.sub("#", d) for d in dicho.splitlines()}, orden
        corridas.append(orden[0])
    assert {"persona", "estacion", "cae", "sitio", "nodo", "estado", "conciliar"} <= set(corridas)
