"""The one way to wait for what another process does: look often, and fail in words when it does not come."""

import time
from collections.abc import Callable

PLAZO_S = 60.0
PASO_S = 0.05


def hasta(condicion: Callable[[], object], que: str = "", plazo_s: float = PLAZO_S) -> None:
    """Returns once `condicion` holds; `que` says what was waited for."""
    limite = time.monotonic() + plazo_s
    while not condicion():
        assert time.monotonic() < limite, f"no ocurrió a tiempo: {que}"
        time.sleep(PASO_S)
