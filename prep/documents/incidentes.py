"""The list of incidents (R-34) on paper and as a file of cells, each with who, when, where, and how it ended."""

from dataclasses import astuple, dataclass

from prep.documents.celdas import en_celdas
from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.membrete import Membrete

COLUMNAS = ("registrado", "incidente", "centro", "donde", "quien", "estacion", "texto", "estado", "atiende", "cierre")
PARTES = (1.5, 1.9, 0.8, 1.5, 1.5, 1.2, 2.6, 1.2, 1.3, 2.6)
TITULOS = ("Registrado", "Qué", "Centro", "Dónde", "Quién", "Estación", "Lo dicho", "Estado", "Atiende", "Cierre")


@dataclass(frozen=True, slots=True)
class RenglonDeIncidente:
    """One incident in the words of the list; `cierre` says when, who and what was done, "" while it is open."""

    registrado: str
    incidente: str
    centro: str
    donde: str
    quien: str
    estacion: str
    texto: str
    estado: str
    atiende: str
    cierre: str


@dataclass(frozen=True, slots=True)
class RelacionDeIncidentes:
    """`centro`: of whom they are, in words; `firmante`: who answers for the list."""

    hoja: Membrete
    centro: str
    renglones: tuple[RenglonDeIncidente, ...]
    firmante: str


def en_csv(dato: RelacionDeIncidentes) -> bytes:
    """As `en_celdas` writes them."""
    return en_celdas(COLUMNAS, (astuple(renglon) for renglon in dato.renglones))


def en_pdf(dato: RelacionDeIncidentes) -> bytes:
    """The same as PDF; the same data give the same bytes."""
    from reportlab.platypus import Flowable  # here: a command that prints nothing begins without it

    from prep.documents.estilo import TITULO, cuadro, firmas, parrafo
    from prep.documents.hoja import componer

    abiertos = sum(not renglon.cierre for renglon in dato.renglones)
    texto = f"{dato.centro}, {dato.hoja.fecha_larga}: {len(dato.renglones)} incidentes, {abiertos} sin cerrar."
    columnas = tuple(ColumnaDeCuadro(t, p) for t, p in zip(TITULOS, PARTES, strict=True))
    historia: list[Flowable] = [parrafo(dato.hoja.titulo, TITULO), parrafo(texto)]
    historia += cuadro(Cuadro("", columnas, tuple(astuple(r) for r in dato.renglones), tamano=6.5))
    historia.append(firmas((dato.firmante,)))
    return componer(dato.hoja, historia)
