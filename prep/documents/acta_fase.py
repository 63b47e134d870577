"""The act of a phase of the proceso: what was counted, on which software, with places to sign (R-31, P-11)."""

from dataclasses import dataclass

from prep.documents.cuadro import Cuadro
from prep.documents.membrete import Membrete


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
    from reportlab.platypus import Flowable  # here: a command that prints nothing begins without it

    from prep.documents.estilo import TITULO, cuadro, firmas, parrafo
    from prep.documents.hoja import componer

    historia: list[Flowable] = [parrafo(acta.hoja.titulo, TITULO)]
    historia += [parrafo(texto) for texto in acta.parrafos]
    for dato in acta.cuadros:
        historia += cuadro(dato)
    historia.append(firmas(acta.firmantes))
    for dato in acta.anexos:
        historia += cuadro(dato)
    return componer(acta.hoja, historia)
