"""The night so far on paper, for who comes to the next shift or asks how it goes; and its curve as a file of cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from prep.documents.celdas import en_celdas
from prep.documents.cuadro import Cuadro
from prep.documents.grafica import Grafica
from prep.documents.membrete import Membrete

COLUMNAS = ("hora", "centro", "esperadas", "recibidas", "registradas")


@dataclass(frozen=True, slots=True)
class InformeDeNoche:
    """`lineas`: what it amounts to, in order; `curva`: each row under `COLUMNAS`."""

    hoja: Membrete
    lineas: Sequence[str]
    grafica: Grafica | None
    cuadros: Sequence[Cuadro]
    curva: Sequence[tuple[str, ...]]


def en_csv(dato: InformeDeNoche) -> bytes:
    """The curve, as `en_celdas` writes it."""
    return en_celdas(COLUMNAS, dato.curva)


def en_pdf(dato: InformeDeNoche) -> bytes:
    """The same data give the same bytes."""
    from reportlab.platypus import Flowable  # here: a command that prints nothing begins without it

    from prep.documents.estilo import ANCHO, TITULO, cuadro, firmas, parrafo
    from prep.documents.grafica import dibujar
    from prep.documents.hoja import componer

    historia: list[Flowable] = [parrafo(dato.hoja.titulo, TITULO)]
    historia.append(parrafo(f"Como estaba {dato.hoja.fecha_larga}."))
    if dato.grafica:
        historia.append(dibujar(dato.grafica, ANCHO))
    historia += [parrafo(linea) for linea in dato.lineas]
    for uno in dato.cuadros:
        historia += cuadro(uno)
    historia.append(firmas(("Entrega el turno", "Recibe el turno")))
    return componer(dato.hoja, historia)
