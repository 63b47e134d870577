"""The order in which the facts of one source are taken in, whatever the order in which they arrived (decision 1)."""

import heapq
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from prep.domain.hechos import Hecho
from prep.domain.tiempos import momento_corregido


def ordenar(hechos: Iterable[Hecho]) -> list[Hecho]:
    """The sequence of each node rules inside it (`sec`); between nodes, the corrected times; then the id.

    Facts without a sequence yet (`sec` 0, a station's spool) go by time and id.
    """
    por_nodo: dict[str, list[Hecho]] = {}
    for hecho in hechos:
        por_nodo.setdefault(hecho.nodo, []).append(hecho)
    for cola in por_nodo.values():
        cola.sort(key=_dentro)
    if len(por_nodo) == 1:
        return cola
    return list(heapq.merge(*por_nodo.values(), key=_entre))


def _dentro(hecho: Hecho) -> tuple[int, datetime, UUID]:
    return hecho.sec, momento_corregido(hecho), hecho.id


def _entre(hecho: Hecho) -> tuple[datetime, UUID]:
    """heapq.merge only ever compares the heads of the queues, so each node's own order is kept."""
    return momento_corregido(hecho), hecho.id
