"""The time of a fact by its node's clock (R-10)."""

from datetime import datetime, timedelta
from functools import lru_cache

from prep.domain.hechos.hechos import Hecho


def momento_corregido(hecho: Hecho) -> datetime:
    """The node's time of the fact: the station's plus its last measured offset (R-10)."""
    if not hecho.desfase_ms:
        return hecho.momento
    return hecho.momento + _desfase(hecho.desfase_ms)


@lru_cache(maxsize=1024)
def _desfase(ms: int) -> timedelta:
    """A station keeps its offset for many facts."""
    return timedelta(milliseconds=ms)
