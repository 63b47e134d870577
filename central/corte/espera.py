"""Waits until the árbitro has folded every fact that was there when the cut was asked for (P-9)."""

import threading
import time
from collections.abc import Callable
from typing import Any

from psycopg import Connection

PACIENCIA_S = 60.0  # without one fact less in the queue
PAUSA_S = 0.05
AVISO_S = 2.0


class ArbitroAtorado(RuntimeError):
    """The queue does not empty; the message says how many facts wait and what to look at."""


def esperar(conexion: Connection[Any], avisar: Callable[[str], None]) -> None:
    """Returns when the facts that wait now are folded; `conexion` is in autocommit. Raises ArbitroAtorado.

    What an earlier cut asked to fold again is not waited for: it changes no row.
    """
    ((tope,),) = conexion.execute("SELECT coalesce(max(n), 0) FROM prep.cola WHERE NOT despues").fetchall()
    pausa = threading.Event()
    antes, desde, avisado = -1, time.monotonic(), 0.0
    while True:
        ((faltan,),) = conexion.execute(
            "SELECT count(*) FROM prep.cola WHERE NOT despues AND n <= %s", (tope,)
        ).fetchall()
        if faltan == 0:
            return
        ahora = time.monotonic()
        if faltan != antes:
            antes, desde = faltan, ahora
        elif ahora - desde > PACIENCIA_S:
            raise ArbitroAtorado(
                f"El árbitro no avanza: {faltan} hechos esperan desde hace {PACIENCIA_S:.0f} s. "
                "Revise que el nodo esté en marcha: prep nodo."
            )
        if ahora - avisado > AVISO_S:
            avisar(f"Esperando al árbitro: faltan {faltan} hechos.")
            avisado = ahora
        pausa.wait(PAUSA_S)
