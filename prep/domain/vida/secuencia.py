"""The order in which the facts of one source are taken in, whatever the order in which they arrived (P-1)."""

import heapq
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from prep.domain.hechos.hechos import Captura, Devolucion, Dictamen, Hecho
from prep.domain.vida.tiempos import momento_corregido
from prep.domain.vida.vida import Vida


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


def adelantado(hecho: Hecho, vida: Vida) -> bool:
    """Whether the fact names what has not come yet: a ronda that is not open, capturas that are not here.

    The stations of a CATD deliver again to a node that took the place of another each at its own pace, so a captura can
    come before the image that it was keyed from. It waits for it, as if it had come after.
    """
    cuerpo = hecho.cuerpo
    if isinstance(cuerpo, Captura | Devolucion):
        return cuerpo.ronda > vida.ronda
    if isinstance(cuerpo, Dictamen):
        return cuerpo.ronda > vida.ronda or not {h.id for h in vida.tomadas}.issuperset(cuerpo.capturas)
    return False


def _dentro(hecho: Hecho) -> tuple[int, datetime, UUID]:
    return hecho.sec, momento_corregido(hecho), hecho.id


def _entre(hecho: Hecho) -> tuple[datetime, UUID]:
    """heapq.merge only ever compares the heads of the queues, so each node's own order is kept."""
    return momento_corregido(hecho), hecho.id
