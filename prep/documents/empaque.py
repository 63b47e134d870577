"""The act of the closing of a CATD: figures compared, each difference, the sobres of each box, and who signed."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.estilo import SUBTITULO, TITULO, cuadro, firmas, parrafo
from prep.documents.hoja import componer
from prep.documents.membrete import Membrete

CUENTAS = ("Elección", "Esperadas", "Recibidas", "Sin acta", "Digitalizadas", "Capturadas", "Verificadas")


@dataclass(frozen=True, slots=True)
class CajaDeSobres:
    """One box: its sobres as (casilla, election, code, received, how it came), in the order in which they lie."""

    numero: int
    sobres: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ActaDeCierre:
    """What the paper says. `cuentas`: a row per election, and the total; `faltan`: casilla, election, what it lacks."""

    hoja: Membrete
    centro: str
    estado: str
    cuentas: tuple[tuple[str, ...], ...]
    explicado: str
    faltan: tuple[tuple[str, str, str], ...]
    cajas: tuple[CajaDeSobres, ...]
    constancia: tuple[tuple[str, str], ...]
    firmantes: tuple[str, ...]


def en_pdf(acta: ActaDeCierre) -> bytes:
    """The same data give the same bytes."""
    sobres = sum(len(caja.sobres) for caja in acta.cajas)
    texto = f"{acta.centro}, {acta.hoja.fecha_larga}. {acta.estado} Sobres: {sobres}, en {len(acta.cajas)} cajas."
    historia: list[Flowable] = [parrafo(acta.hoja.titulo, TITULO), parrafo(texto)]
    columnas = (ColumnaDeCuadro(CUENTAS[0], 2.2), *(ColumnaDeCuadro(c, 1.2, numero=True) for c in CUENTAS[1:]))
    historia += cuadro(Cuadro("Cuentas", columnas, acta.cuentas, total=True))
    if acta.explicado:
        historia += [parrafo("Lo que se firmó", SUBTITULO), parrafo(acta.explicado)]
    historia += _faltan(acta.faltan)
    historia += cuadro(
        Cuadro("Constancia", (ColumnaDeCuadro("Firma", 1.4), ColumnaDeCuadro("Dato", 4.2)), acta.constancia)
    )
    historia.append(firmas(acta.firmantes))
    columnas = tuple(ColumnaDeCuadro(t, p) for t, p in (
        ("Casilla", 1.6), ("Elección", 1.1), ("Código", 0.9), ("Recibido", 1.7), ("Traslado", 1.1)))  # fmt: skip
    for caja in acta.cajas:
        titulo = f"Caja {caja.numero} de {len(acta.cajas)}: {len(caja.sobres)} sobres"
        historia += cuadro(Cuadro(titulo, columnas, caja.sobres, tamano=7.5))
    return componer(acta.hoja, historia)


def _faltan(faltan: tuple[tuple[str, str, str], ...]) -> list[Flowable]:
    if not faltan:
        return [parrafo("Diferencias", SUBTITULO), parrafo("Ninguna: todo lo recibido se verificó.")]
    columnas = (ColumnaDeCuadro("Casilla", 1.6), ColumnaDeCuadro("Elección", 1), ColumnaDeCuadro("Qué falta", 3))
    return cuadro(Cuadro(f"Diferencias ({len(faltan)})", columnas, faltan, tamano=7.5))
