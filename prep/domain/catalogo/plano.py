"""Where everything stands on a printed acta: the boxes of each field of its form, in pixels of the sheet (R-15).

Drawing an acta, straightening its image and lighting the row in focus all read it from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from prep.domain.catalogo.catalogo import TOTALES, Eleccion, Forma, TipoCasilla

Caja = tuple[int, int, int, int]  # left, top, right, bottom
ANCHO, ALTO = 2600, 1680  # of a tabloid sheet in landscape
MARCA = 58  # side of a corner mark
MARCAS = ((66, 66), (ANCHO - 66 - MARCA, 66), (66, ALTO - 66 - MARCA))  # left top of each; the fourth corner has an L
ELE, GRUESO = (ANCHO - 66, ALTO - 66), 12  # where the L's strokes, as long as a mark's side, meet; how thick they are
IZQUIERDA, CENTRO, DERECHA = (80, 860), (900, 1760), (1800, 2534)  # the three columns
ETIQUETA: Caja = (380, 70, 850, 316)  # the blank box where a label is stuck
IDENTIDAD: Caja = (66, 326, 866, 850)  # what the acta itself says of which one it is: election, section, casilla
FILAS: Caja = (CENTRO[0], 236, CENTRO[1], 1372)  # from the first row of votes to the total
PARTIDO, LADO, HUECO = 262, 52, 8  # width of the party's column; side of a figure's box; between two of them
CASILLAS = 3
TIPOS = {
    TipoCasilla.B: "BÁSICA",
    TipoCasilla.C: "CONTIGUA",
    TipoCasilla.E: "EXTRAORD.",
    TipoCasilla.S: "ESPECIAL",
    TipoCasilla.M: "EXTRANJERO",
    TipoCasilla.A: "ANTICIPADO",
    TipoCasilla.P: "PRISIÓN PREV.",
}


@dataclass(frozen=True, slots=True)
class RenglonImpreso:
    """A field: the printed row, where its words are written, and its three boxes of figures."""

    fila: Caja
    letras: Caja
    casillas: tuple[Caja, ...]


@dataclass(frozen=True, slots=True)
class Plano:
    """One form's sheet. `campos`: every field of the form; the other boxes are those of the identification."""

    campos: Mapping[str, RenglonImpreso]
    territorio: Caja
    seccion: tuple[Caja, ...]
    numero: tuple[Caja, ...]
    extension: tuple[Caja, ...]
    tipos: Mapping[TipoCasilla, Caja]
    funcionarios: tuple[tuple[Caja, Caja], ...]  # name, signature
    representantes: tuple[tuple[Caja, Caja], ...]


def partidos(eleccion: Eleccion, forma: Forma) -> tuple[str, ...]:
    """The parties, and candidaturas without one, that have somebody at the casilla."""
    suyas = [c for c in eleccion.columnas if c.codigo in forma.votos]
    return tuple(dict.fromkeys(p for columna in suyas for p in columna.partidos or (columna.codigo,)))


def nombres(eleccion: Eleccion, forma: Forma) -> Mapping[str, int]:
    """How many boxes with a name the row of each column has."""
    return {c.codigo: len(c.partidos) or 1 for c in eleccion.columnas if c.codigo in forma.votos}


@lru_cache(maxsize=512)
def plano(forma: Forma, partidos: int) -> Plano:
    """The sheet of `forma`, with a line for each of so many parties; its rows grow thinner when they are many."""
    campos: dict[str, RenglonImpreso] = {}
    filas = forma.campos[len(forma.totales) :]
    alto = min((FILAS[3] - FILAS[1]) / len(filas), 84.0)
    for i, campo in enumerate(filas):
        arriba, abajo = round(FILAS[1] + alto * i), round(FILAS[1] + alto * (i + 1))
        campos[campo] = _renglon((FILAS[0], arriba, FILAS[2], abajo), FILAS[0] + PARTIDO)
    arriba = 852
    for total in forma.totales:
        if total == TOTALES[3]:  # the votes taken from the box stand under the results, as in IECM's acta
            campos[total] = _renglon((CENTRO[0], 1462, CENTRO[1], 1540), CENTRO[0] + 16)
        else:
            campos[total] = _renglon((IZQUIERDA[0], arriba + 96, IZQUIERDA[1], arriba + 178), IZQUIERDA[0] + 16)
            arriba += 236
    return Plano(
        campos=campos,
        territorio=(400, 586, 850, 640),
        seccion=_hilera(230, 654, 4),
        numero=_hilera(300, 786, 2),
        extension=_hilera(660, 786, 2),
        tipos=_tipos(),
        funcionarios=_lineas(252, 6, 50, 2010),
        representantes=_lineas(700, partidos, min(80, 800 // max(1, partidos)), 1960),
    )


def nombres_de(renglon: RenglonImpreso, cuantos: int) -> tuple[Caja, ...]:
    """The boxes with the names of a row of votes, side by side in the party's column."""
    x0, y0, _, y1 = renglon.fila
    paso = (PARTIDO - 12) / cuantos
    return tuple(
        (round(x0 + 6 + paso * i) + 2, y0 + 4, round(x0 + 6 + paso * (i + 1)) - 2, y1 - 4) for i in range(cuantos)
    )


def _renglon(fila: Caja, izquierda: int) -> RenglonImpreso:
    _, y0, x1, y1 = fila
    lado = max(4, min(LADO, y1 - y0 - 8))
    medio = (y0 + y1) // 2
    inicio = x1 - CASILLAS * (LADO + HUECO)
    casillas = tuple(
        (x, medio - lado // 2, x + LADO, medio - lado // 2 + lado)
        for x in (inicio + i * (LADO + HUECO) for i in range(CASILLAS))
    )
    return RenglonImpreso(fila, (izquierda + 10, y0 + 2, inicio - 18, y1 - 2), casillas)


def _hilera(x: int, y: int, cuantas: int) -> tuple[Caja, ...]:
    return tuple((x + i * 54, y, x + i * 54 + 48, y + 50) for i in range(cuantas))


def _tipos() -> dict[TipoCasilla, Caja]:
    """Two lines of ovals beside the section."""
    cajas = {}
    for i, tipo in enumerate(TIPOS):
        x, y = 470 + (i % 4) * 98, 654 + (i // 4) * 62
        cajas[tipo] = (x, y, x + 92, y + 54)
    return cajas


def _lineas(arriba: int, cuantas: int, alto: int, nombre: int) -> tuple[tuple[Caja, Caja], ...]:
    return tuple(
        ((nombre, y, 2330, y + alto), (2336, y, DERECHA[1], y + alto))
        for y in (arriba + i * alto for i in range(cuantas))
    )
