"""How much one account may send: by account and never by address, for the phones of a carrier share theirs."""

import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager

from central.receptor.respuestas import Negada, Negativa

A_LA_VEZ = 4
EN_LA_VENTANA, VENTANA_S = 60, 600.0
ESPERA_CORTA_S = 2


class Cuotas:
    """What each account is sending, and has sent in the last ten minutes."""

    def __init__(self) -> None:
        self._van: Counter[str] = Counter()
        self._fueron: dict[str, deque[float]] = defaultdict(deque)

    @contextmanager
    def tomar(self, cuenta: str) -> Iterator[None]:
        """One sending of `cuenta`, while it lasts; raises Negada when there are too many."""
        ahora, suyos = time.monotonic(), self._fueron[cuenta]
        while suyos and suyos[0] <= ahora - VENTANA_S:
            suyos.popleft()
        if len(suyos) >= EN_LA_VENTANA:
            raise Negada(Negativa.CUOTA, espera=int(suyos[0] + VENTANA_S - ahora) + 1)
        if self._van[cuenta] >= A_LA_VEZ:
            raise Negada(Negativa.CUOTA, espera=ESPERA_CORTA_S)
        suyos.append(ahora)
        self._van[cuenta] += 1
        try:
            yield
        finally:
            self._van[cuenta] -= 1
