"""Reads a published cut as a citizen would: from its zips."""

import csv
import io
import zipfile
from pathlib import Path

from tests.store import ejemplos

ENCABEZADO = 6  # lines before the names of the columns


def lineas_csv(carpeta: Path) -> list[str]:
    """The results file of GUB, out of the zip of the zips."""
    (general,) = (r for r in carpeta.glob("*_PREP_CDMX.zip") if "GUB" not in r.name)
    with zipfile.ZipFile(general) as fuera:
        (nombre,) = fuera.namelist()
        with zipfile.ZipFile(io.BytesIO(fuera.read(nombre))) as dentro:
            assert dentro.namelist() == ["CDMX_GUB_2024.csv", "CDMX_GUB_CANDIDATURAS_2024.csv", "leeme.txt"]
            return dentro.read("CDMX_GUB_2024.csv").decode().splitlines()


def resultados(carpeta: Path) -> dict[str, dict[str, str]]:
    """The rows by CLAVE_CASILLA, which does not repeat in the sample."""
    filas = csv.DictReader(lineas_csv(carpeta)[ENCABEZADO:])
    return {fila["CLAVE_CASILLA"]: fila for fila in filas}


def celda(renglones: dict[str, dict[str, str]], acta: str, columna: str) -> str:
    return renglones[ejemplos.catalogo().actas[acta].clave_casilla][columna]
