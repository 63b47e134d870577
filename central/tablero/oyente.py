"""Reads the board again when the centre says that something changed, and tells when the centre is not there.

A notice only says "look": it may come many times a second, and one may be lost with its connection. So the board is
read once for all that came together, no more often than is cheap, and now and then without a notice.
"""

import logging
import threading
import time
from collections.abc import Callable

import psycopg
from psycopg import Connection
from sqlalchemy import Connection as Vista
from sqlalchemy import exc, text

from central.marco.conexion import NodoAbierto
from central.tablero import tablero
from central.tablero.tablero import Tablero
from prep.store import canales, candados
from prep.store.conexion import cruda

RITMO_S = 1.0  # at least so long between the beginnings of two readings
HOLGURA = 10  # and so many times what the last one took: it never has more than a tenth of a core of the centre
SONDEO_S = 4.0
REINTENTO_S = 1.0
MIRADA_S = 0.25  # how soon it sees that it was told to stop
PERDIDA = (psycopg.OperationalError, psycopg.InterfaceError, exc.OperationalError, exc.InterfaceError)
ABIERTO = "prep tablero"  # as its connection is called
ABIERTOS = text(
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = :nombre)"
)
REGISTRO = logging.getLogger(__name__)


def hay_abiertos(conn: Vista) -> bool:
    """Whether somebody has a board of this base open; of those of the same role as `conn`."""
    return bool(conn.execute(ABIERTOS, {"nombre": ABIERTO}).scalar_one())


class Oyente(threading.Thread):
    """`al_leer` and `al_perder` are called on this thread, the second each time that the centre does not answer."""

    def __init__(
        self,
        puesto: NodoAbierto,
        al_leer: Callable[[Tablero], object],
        al_perder: Callable[[str], object],
        *,
        sondeo_s: float = SONDEO_S,
    ) -> None:
        super().__init__(name="tablero", daemon=True)
        self._puesto, self._al_leer, self._al_perder, self._sondeo_s = puesto, al_leer, al_perder, sondeo_s
        self._parar = threading.Event()

    def parar(self) -> None:
        """Returns when it has ended."""
        self._parar.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        while not self._parar.is_set():
            try:
                self._escuchar()
            except PERDIDA as error:
                REGISTRO.warning("El tablero perdió la base y la vuelve a buscar: %s", error)
                if not self._parar.is_set():
                    self._al_perder(str(error).strip().partition("\n")[0])
                self._parar.wait(REINTENTO_S)

    def _escuchar(self) -> None:
        with self._puesto.motor.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            propia = cruda(conn)
            conn.detach()  # it listens: the pool must not lend it to anybody else
            propia.execute("SELECT set_config('application_name', %s, false)", (ABIERTO,))
            canales.escuchar(propia, canales.TABLERO)
            while not self._parar.is_set():
                # before it reads, so that none is missed; not had while what may take long is about to change
                ((espera,),) = propia.execute("SELECT pg_try_advisory_lock_shared(%s)", (candados.TABLERO,)).fetchall()
                inicio = time.monotonic()
                with self._puesto.mirar() as vista:
                    leido = tablero.leer(vista)
                tardo = time.monotonic() - inicio
                self._al_leer(leido)
                if espera:
                    self._esperar(propia)
                    propia.execute("SELECT pg_advisory_unlock_shared(%s)", (candados.TABLERO,))
                self._parar.wait(max(RITMO_S, HOLGURA * tardo) - (time.monotonic() - inicio))
                list(propia.notifies(timeout=0))  # what came meanwhile is in what is read next

    def _esperar(self, conexion: Connection[tuple[object, ...]]) -> None:
        """Until a notice, or the poll's time."""
        limite = time.monotonic() + self._sondeo_s
        while not self._parar.is_set() and time.monotonic() < limite:
            if list(conexion.notifies(timeout=MIRADA_S, stop_after=1)):
                return
