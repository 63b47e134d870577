"""Whose phone may send the images of an acta: one account of a CAE, and who relieves them from an hour on (R-09)."""

from collections.abc import Sequence
from datetime import datetime

# Each account with the hour from which it is that casilla's, in order; the first one is so from always.
Relevos = Sequence[tuple[datetime, str]]


def cuenta_en(relevos: Relevos, momento: datetime) -> str:
    """The account of that casilla's CAE at `momento`; `relevos` has at least one."""
    hasta = [cuenta for desde, cuenta in relevos if desde <= momento]
    return hasta[-1] if hasta else relevos[0][1]
