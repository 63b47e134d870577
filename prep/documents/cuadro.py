"""A table of a document, as data; what draws it (estilo.py) loads ReportLab, and most who say one draw it seldom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnaDeCuadro:
    """One column of a table: `parte` is its share of the page's width; numbers go to the right."""

    nombre: str
    parte: float
    numero: bool = False


@dataclass(frozen=True, slots=True)
class Cuadro:
    """A titled table; `tamano` in points. With `por_pagina` a new page begins every so many rows."""

    titulo: str
    columnas: tuple[ColumnaDeCuadro, ...]
    filas: tuple[tuple[str, ...], ...]
    tamano: float = 8.0
    primera: int = 0  # rows on the first page, under the title
    por_pagina: int = 0
    total: bool = False  # the last row is a total
