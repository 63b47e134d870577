"""The one way to wait for what another process does: look often, and fail in words when it does not come."""

import os
import time
from collections.abc import Callable

PLAZO_S = 60.0
PASO_S = 0.05
VECES_MAX = 6.0  # how many times longer anything is waited for on a busy machine


def ocupada(segundos: float) -> float:
    """What takes `segundos` on a quiet machine may take so long on this one now: many share its cores."""
    return segundos * min(VECES_MAX, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))


def hasta(condicion: Callable[[], object], que: str = "", plazo_s: float = PLAZO_S) -> None:
    """Returns once `condicion` holds; `que` says what was waited for. On a busy machine `plazo_s` is longer."""
    inicio = time.monotonic()
    while not condicion():
        assert time.monotonic() - inicio < ocupada(plazo_s), f"no ocurrió a tiempo: {que}"
        time.sleep(PASO_S)
