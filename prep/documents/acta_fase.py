"""The act of a phase of the proceso: what was counted, on which software, with places to sign (R-31, P-11)."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from prep.documents.estilo import TITULO, Cuadro, cuadro, firmas, parrafo
from prep.documents.hoja import Membrete, componer


@dataclass(frozen=True, slots=True)
class ActaFase:
    """What the act says: paragraphs, tables before the signatures and tables annexed after them."""

    hoja: Membrete
    parrafos: tuple[str, ...]
    cuadros: tuple[Cuadro, ...]
    firmantes: tuple[str, ...]
    anexos: tuple[Cuadro, ...] = ()


def acta_fase(acta: ActaFase) -> bytes:
    """The act as PDF; the same data give the same bytes."""
    historia: list[Flowable] = [parrafo(acta.hoja.titulo, TITULO)]
    historia += [parrafo(texto) for texto in acta.parrafos]
    for dato in acta.cuadros:
        historia += cuadro(dato)
    historia.append(firmas(acta.firmantes))
    for dato in acta.anexos:
        historia += cuadro(dato)
    return componer(acta.hoja, historia)
