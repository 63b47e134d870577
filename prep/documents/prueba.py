"""The page that a station prints to try itself: what it saw of itself, and what only a person can say of the paper."""

from dataclasses import dataclass

from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.membrete import Membrete

# What no programme can know; the page itself is what the printer, the reader and the scanner are tried with.
PREGUNTAS = (
    "Esta hoja se imprimió entera: se leen título, pie y firmas, sin letras borradas.",
    "Se oyó el tono en esta estación.",
    "El lector leyó el código de abajo, y la estación dijo que leyó un código.",
    "El escáner digitalizó esta hoja derecha y completa, si aquí se digitaliza.",
)


@dataclass(frozen=True, slots=True)
class PruebaDeEstacion:
    """`dicho`: which station and how it is; `filas`: whether to correct it, what, how; `codigo`: for the reader."""

    hoja: Membrete
    dicho: str
    filas: tuple[tuple[str, str, str], ...]
    codigo: str


def en_pdf(dato: PruebaDeEstacion) -> bytes:
    """One page; the same data give the same bytes."""
    from reportlab.platypus import Flowable  # here: a window opens without it

    from prep.documents.codigo import CodigoQr
    from prep.documents.estilo import TITULO, cuadro, firmas, parrafo
    from prep.documents.hoja import componer

    historia: list[Flowable] = [parrafo(dato.hoja.titulo, TITULO), parrafo(dato.dicho)]
    columnas = (ColumnaDeCuadro("", 0.8), ColumnaDeCuadro("Qué", 1.6), ColumnaDeCuadro("Cómo está", 6))
    historia += cuadro(Cuadro("Lo que vio la estación", columnas, dato.filas))
    preguntas = tuple((p, "Sí ___", "No ___") for p in PREGUNTAS)
    columnas = (ColumnaDeCuadro("Marque", 6), ColumnaDeCuadro("", 0.8), ColumnaDeCuadro("", 0.8))
    historia += cuadro(Cuadro("Lo que ve una persona", columnas, preguntas))
    historia.append(CodigoQr(dato.codigo))
    historia.append(firmas(("Quien probó la estación", "Coordinación")))
    return componer(dato.hoja, historia)
