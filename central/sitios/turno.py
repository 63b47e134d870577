"""Whether the CCV has people on shift: a node's árbitro asks when it needs to know, the heartbeat answers (R-04)."""

import threading
import time

from central.sitios.centro_remoto import CentroRemoto

FRESCA_S = 30.0  # an answer is good for so long: some watches of the árbitro


class TurnoCCV:
    """Between two threads of a node's program: the árbitro calls it, the link with the centre answers.

    Asked only when there is stuck work: at the centre the answer costs a look at the capturas of the last minutes.
    """

    def __init__(self, enlace: threading.Event) -> None:
        """`enlace`: set while the centre answers."""
        self._enlace = enlace
        self._candado = threading.Lock()
        self._espera_s: int | None = None  # of the question that waits, if one does
        self._hay, self._hasta = False, 0.0

    def __call__(self, espera_s: int) -> bool | None:
        """Whether somebody captured or holds work there within `espera_s`; None: asked, look again at the next watch.

        False without link: the CCV could not take the work.
        """
        if not self._enlace.is_set():
            return False
        with self._candado:
            if time.monotonic() < self._hasta:
                return self._hay
            self._espera_s = espera_s
            return None

    def contestar(self, centro: CentroRemoto) -> None:
        """Asks the centre if the árbitro did ask; raises psycopg.Error."""
        with self._candado:
            espera_s = self._espera_s
        if espera_s is None:
            return
        hay = centro.ccv_de_turno(espera_s)
        with self._candado:
            self._espera_s, self._hay, self._hasta = None, hay, time.monotonic() + FRESCA_S
