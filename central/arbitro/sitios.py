"""Which centres of work this node makes work for: a CATD's own; the centre, all those without a node (P-2)."""

from collections.abc import Callable, Sequence
from typing import Any

from central.nodo.nombres import catd_de
from prep.domain.vida.estado import EstadoActa, Pendiente

Atiende = Callable[[str], bool]


# Asked at each batch: a node joins, or takes the place of another, in the middle of the night.
ATENDIDOS = "SELECT p.nodo, ARRAY(SELECT n.catd FROM prep.nodo n WHERE n.estado <> 'CERCADO') FROM prep.proceso p"


def atendidos(fila: Sequence[Any] | None) -> Atiende:
    """By the row of ATENDIDOS."""
    if fila is None:
        return lambda sitio: True
    nodo, con_nodo = fila
    propio = catd_de(nodo)
    ajenos = frozenset(con_nodo)
    return (lambda sitio: sitio not in ajenos) if propio is None else (lambda sitio: sitio == propio)


def propios(estado: EstadoActa, atiende: Atiende) -> list[Pendiente]:
    """The open work of the acta that is to be done here."""
    return [p for p in estado.pendientes if atiende(p.sitio)]
