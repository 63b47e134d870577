"""A list that a person keeps in a spreadsheet, read as CSV: its rows by column, and what is wrong in them, told."""

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ARCHIVO_MAX, RENGLONES_MAX, CELDA_MAX = 16_000_000, 60_000, 200
PROBLEMAS_MAX = 200  # on screen; the count says how many there are


class ListaIlegible(ValueError):
    """The file as a whole cannot be read as the list that it should be; the message says why, in Spanish."""


@dataclass(frozen=True, slots=True)
class Problema:
    """What is wrong in one cell; `renglon` as a spreadsheet counts them, the heading being 1."""

    renglon: int
    columna: str
    texto: str

    def __str__(self) -> str:
        return f"renglón {self.renglon}, columna {self.columna}: {self.texto}"


def leer_hoja(ruta: Path, necesarias: Sequence[str], consejo: str) -> list[tuple[int, dict[str, str]]]:
    """Number and cells of each row that is not blank, by the columns `necesarias`. Raises ListaIlegible, OSError.

    Takes what a spreadsheet may have made of it: comma or semicolon, BOM or none, UTF-8 or cp1252, more columns,
    another order of columns, blank rows. `consejo`: what to do when a column is missing.
    """
    filas = _filas(_texto(ruta))
    cabeza = [celda.strip().casefold() for celda in filas[0]] if filas else []
    if faltan := [c for c in necesarias if c not in cabeza]:
        raise ListaIlegible(f"le falta la columna {' y la columna '.join(faltan)}; {consejo}")
    lugar = {columna: cabeza.index(columna) for columna in necesarias}
    return [
        (numero, {c: (fila[n].strip() if n < len(fila) else "") for c, n in lugar.items()})
        for numero, fila in enumerate(filas[1:], start=2)
        if any(celda.strip() for celda in fila)
    ]


def decir_problemas(ruta: Path, problemas: Sequence[Problema], ninguna: str) -> None:
    """Each with its row and column, on the error output; then that nothing was done: `ninguna`."""
    en_orden = sorted(problemas, key=lambda p: p.renglon)
    for problema in en_orden[:PROBLEMAS_MAX]:
        print(f"{ruta}: {problema}", file=sys.stderr)
    if len(en_orden) > PROBLEMAS_MAX:
        print(f"… y {len(en_orden) - PROBLEMAS_MAX} más", file=sys.stderr)
    print(f"{ninguna}: hay {len(en_orden)} errores. Corríjalos y repita la orden.", file=sys.stderr)


def corta(texto: str) -> str:
    """A cell as it can be shown in one line."""
    return repr(texto if len(texto) <= CELDA_MAX else texto[:CELDA_MAX] + "…")


def _texto(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        crudo = archivo.read(ARCHIVO_MAX + 1)
    if len(crudo) > ARCHIVO_MAX:
        raise ListaIlegible(f"pesa más de {ARCHIVO_MAX // 1_000_000} MB; no es la lista que se espera")
    if b"\0" in crudo:
        raise ListaIlegible("no es un archivo de texto CSV")
    try:
        return crudo.decode("utf-8-sig")
    except UnicodeDecodeError:
        return crudo.decode("cp1252", errors="replace")


def _filas(texto: str) -> list[list[str]]:
    primera = texto.partition("\n")[0]
    separador = ";" if primera.count(";") > primera.count(",") else ","
    try:
        filas = list(csv.reader(io.StringIO(texto, newline=""), delimiter=separador, strict=True))
    except csv.Error as error:
        raise ListaIlegible(f"no se entiende como CSV: {error}") from error
    if len(filas) > RENGLONES_MAX:
        raise ListaIlegible(f"tiene {len(filas)} renglones; el máximo es {RENGLONES_MAX}")
    return filas
