"""The acuse de recibo of the acopio: which actas, when, by which mecanismo, who handed them over and who received."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.estilo import TITULO, cuadro, firmas, parrafo
from prep.documents.hoja import componer
from prep.documents.membrete import Membrete

COLUMNAS = (
    ColumnaDeCuadro("N.º", 0.7, numero=True),
    ColumnaDeCuadro("Elección", 1.3),
    ColumnaDeCuadro("Casilla", 1.9),
    ColumnaDeCuadro("Acta", 1.2),
    ColumnaDeCuadro("Recibida", 2.5),
    ColumnaDeCuadro("Traslado", 1.3),
    ColumnaDeCuadro("Recibió", 3.7),
    ColumnaDeCuadro("Registro", 1.4),
)


@dataclass(frozen=True, slots=True)
class Recibida:
    """One acta of the acuse; `traslado` is D, F or I, and `registro` the last letters of its fact's id, to find it."""

    eleccion: str
    casilla: str
    codigo: str
    momento: str
    traslado: str
    recibio: str
    registro: str


@dataclass(frozen=True, slots=True)
class Acuse:
    """`entrega`: the person who hands over, as typed, "" to be written by hand; `cuentas`: actas by election.

    `traslados`: what each letter of the column says.
    """

    hoja: Membrete
    folio: str
    centro: str
    entrega: str
    recibe: str
    cuentas: tuple[tuple[str, int], ...]
    traslados: str
    actas: tuple[Recibida, ...]


def acuse(dato: Acuse) -> bytes:
    """The acuse as PDF; the same data give the same bytes."""
    total = len(dato.actas)
    actas = "1 acta" if total == 1 else f"{total} actas"
    entrega = dato.entrega or "quien firma abajo"
    parrafos = (
        f"En {dato.centro}, {dato.hoja.fecha_larga}, se reciben de {entrega} los sobres PREP de {actas}, que se "
        f"enlistan con la hora en que cada uno se registró. Recibe: {dato.recibe}. Folio {dato.folio}.",
        "Por elección: " + "; ".join(f"{eleccion}, {cuantas}" for eleccion, cuantas in dato.cuentas) + ".",
        f"Traslado: {dato.traslados}.",
    )
    historia: list[Flowable] = [parrafo(dato.hoja.titulo, TITULO), *(parrafo(texto) for texto in parrafos)]
    filas = tuple(
        (str(n), a.eleccion, a.casilla, a.codigo, a.momento, a.traslado, a.recibio, a.registro)
        for n, a in enumerate(dato.actas, start=1)
    )
    historia += cuadro(Cuadro("", COLUMNAS, filas, tamano=7.5))
    historia.append(firmas(("Entregó", f"Recibió: {dato.recibe}")))
    return componer(dato.hoja, historia)
