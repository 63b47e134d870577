"""What is on its way is waited for: a moment later the árbitro has taken it in, and the order goes on."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from central.marco.conexion import NodoAbierto

T = TypeVar("T")
EN_CAMINO_S, MIRADA_S = 10.0, 0.2  # what the árbitro may take, when nothing is wrong


def esperar(puesto: NodoAbierto, leer: Callable[[Connection], T], ya: Callable[[T], bool]) -> T:
    """What `leer` reads as soon as it is `ya`; after EN_CAMINO_S, as it is."""
    hasta = time.monotonic() + EN_CAMINO_S
    while True:
        with puesto.mirar() as conn:
            leido = leer(conn)
        if ya(leido) or time.monotonic() > hasta:
            return leido
        time.sleep(MIRADA_S)
