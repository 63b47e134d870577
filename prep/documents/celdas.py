"""A file of cells that a spreadsheet opens: its accents read, and nothing in it a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute instead of showing it


def en_celdas(columnas: Sequence[str], filas: Iterable[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with its mark; a cell that would be computed begins with an apostrophe."""
    hoja = io.StringIO()
    escritor = csv.writer(hoja, lineterminator="\r\n")
    escritor.writerow(columnas)
    escritor.writerows([_celda(texto) for texto in fila] for fila in filas)
    return hoja.getvalue().encode("utf-8-sig")


def _celda(texto: str) -> str:
    return f"'{texto}" if texto.lstrip().startswith(FORMULA) or texto.startswith(FORMULA) else texto
