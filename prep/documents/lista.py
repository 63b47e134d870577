"""A list of actas to look through on paper: hundreds of rows, a box to mark beside each, and who looked (R-35)."""

from dataclasses import dataclass

from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.membrete import Membrete

PRIMERA, POR_PAGINA = 34, 44  # rows that fit under the title, and on a page without it


@dataclass(frozen=True, slots=True)
class Lista:
    """`columnas` and `filas` of the list; rows are numbered, and each page says how many there are."""

    hoja: Membrete
    parrafos: tuple[str, ...]
    columnas: tuple[ColumnaDeCuadro, ...]
    filas: tuple[tuple[str, ...], ...]
    firmantes: tuple[str, ...]


def lista(dato: Lista) -> bytes:
    """The list as PDF."""
    from reportlab.platypus import Flowable  # here: a command that prints nothing begins without it

    from prep.documents.estilo import TITULO, cuadro, firmas, parrafo
    from prep.documents.hoja import componer

    historia: list[Flowable] = [parrafo(dato.hoja.titulo, TITULO)]
    historia += [parrafo(texto) for texto in dato.parrafos]
    numeradas = tuple((str(n), *fila) for n, fila in enumerate(dato.filas, start=1))
    historia += cuadro(
        Cuadro(
            "",
            (ColumnaDeCuadro("N.º", 0.8, numero=True), *dato.columnas),
            numeradas,
            primera=PRIMERA,
            por_pagina=POR_PAGINA,
        )
    )
    historia.append(firmas(dato.firmantes))
    return componer(dato.hoja, historia)
