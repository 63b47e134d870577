"""Errors on which the two captures of an acta agree: nothing but a second look finds them.

They are of the first ronda alone: whoever looks again reads what the paper says. `plantar.py` draws them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prep.domain.hechos.campos import Valor


@dataclass(frozen=True, slots=True)
class ErrorAcordado:
    """What both read in an acta, in the order of its form; `votos`: how many it makes wrong."""

    tipo: str
    valores: tuple[Valor, ...]
    votos: int


def acordados_de(plan: Mapping[str, Sequence[Valor]], clave: str, ronda: int) -> tuple[Valor, ...] | None:
    """What whoever captures that acta in that ronda reads wrong, as the other one will; None: what the paper says."""
    return tuple(plan[clave]) if ronda == 1 and clave in plan else None
