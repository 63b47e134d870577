"""The árbitro's loop: wakes by NOTIFY, gathers a few milliseconds of facts, empties the queue, watches waiting work."""

import logging
import threading
import time
from collections.abc import Callable
from itertools import count

import psycopg
from psycopg import Connection
from sqlalchemy import exc

from central.arbitro import gente, vigilancia
from central.arbitro.contexto import Contexto
from central.arbitro.detenidas import reintentar
from central.arbitro.lote import LOTE_DESPUES, procesar
from central.arbitro.puntos import Puntos
from central.arbitro.tropiezos import anotar, avisar
from central.arbitro.vigilancia import Firmante, PreguntaCCV
from prep.store import canales, candados
from prep.store.conexion import motor

DESPIERTO_S = 0.3  # it looks every REUNION_S for so long after the last fact before it sleeps
REUNION_S = 0.1  # facts of this long go into one batch: a small one costs 3 ms before its first fact (P-8)
TURNO_DESPUES = 8  # one batch in so many begins with what waits behind the facts
VIGILANCIA_S = 10.0
ESPERA_DE_CANDADO = "1s"  # nothing that it works on is locked so long by who means well
RECAIDA_S = (1.0, 60.0)  # before it begins again: twice as long each time, until it has worked for the longest
PERDIDA = (psycopg.OperationalError, exc.OperationalError)  # the second: while it reads the catalogue
REGISTRO = logging.getLogger(__name__)


class OtroArbitro(RuntimeError):
    """Another árbitro works at this node."""


def correr(
    dsn: str,
    parar: threading.Event,
    firmante: Firmante | None = None,
    pregunta_ccv: PreguntaCCV | None = None,
    reponer: Callable[[], None] | None = None,
    puntos: Puntos | None = None,
    centro: bytes | None = None,
) -> None:
    """Works until `parar`; raises OtroArbitro when there is one already. A lost connection is opened again.

    Whatever else stops it is logged and alarmed, and it begins again after a pause: the node's base goes on meanwhile.

    `reponer` is called when the base is lost, to start a server that died.

    `centro`: the centre's public key, by which it believes the list of people; a test may do without.

    With `puntos` it leaves signed checkpoints of the chain, a minute apart.

    With `firmante` it also moves or closes work that nobody on shift may take (R-04); a CATD's node asks `pregunta_ccv`
    whether the CCV could.
    """

    def vigilar(conexion: Connection, contexto: Contexto) -> None:
        contexto.renovar()
        gente.vigilar(conexion, contexto)
        if puntos is not None:
            puntos.anotar(conexion)
        if firmante is not None:
            vigilancia.revisar(conexion, contexto, firmante, pregunta_ccv)

    pausa = RECAIDA_S[0]
    while not parar.is_set():
        empezo = time.monotonic()
        try:
            with psycopg.connect(dsn, autocommit=True, application_name="prep arbitro") as conexion:
                # A plan kept from when the tables were empty reads them whole ever after: statements are kept, to be
                # read once, and planned anew each time.
                conexion.prepare_threshold = 0
                conexion.execute("SET plan_cache_mode = force_custom_plan")
                conexion.execute(f"SET lock_timeout = '{ESPERA_DE_CANDADO}'")
                _trabajar(conexion, dsn, parar, vigilar, centro)
        except PERDIDA as error:
            REGISTRO.warning("El árbitro perdió la base y la vuelve a buscar: %s", error)
            if not parar.wait(1.0) and reponer is not None:
                reponer()
        except OtroArbitro:
            raise
        except Exception as error:  # noqa: BLE001 -- the node must not end because its árbitro did
            if time.monotonic() - empezo > RECAIDA_S[1]:
                pausa = RECAIDA_S[0]
            _caer(dsn, error, pausa)
            parar.wait(pausa)
            pausa = min(2 * pausa, RECAIDA_S[1])


def _caer(dsn: str, error: Exception, pausa: float) -> None:
    anotar(f"El árbitro se detuvo y vuelve a empezar en {pausa:.0f} s", error)
    texto = (
        f"El árbitro de este nodo se detuvo ({type(error).__name__}) y vuelve a empezar solo."
        " Para soporte: «prep diagnostico»."
    )
    try:
        with psycopg.connect(dsn, autocommit=True) as conexion:
            avisar(conexion, "ARBITRO_DETENIDO", "", texto)
    except psycopg.Error as otro:
        anotar("No se pudo avisar de que el árbitro se detuvo", otro)


def _trabajar(
    conexion: Connection,
    dsn: str,
    parar: threading.Event,
    vigilar: Callable[[Connection, Contexto], None],
    centro: bytes | None,
) -> None:
    fila = conexion.execute("SELECT pg_try_advisory_lock(%s)", (candados.ARBITRO,)).fetchone()
    if not fila or not fila[0]:
        raise OtroArbitro("Ya hay un árbitro en este nodo.")
    canales.escuchar(conexion, canales.COLA)
    base = motor(dsn)
    try:
        contexto = Contexto(base, conexion, centro)
        gente.vigilar(conexion, contexto)
    finally:
        base.dispose()  # read once: a connection kept for it would cost 3 MB all night
    reintentar(conexion)
    turno = count(1)

    def lote() -> int:
        try:
            return procesar(conexion, contexto, despues=next(turno) % TURNO_DESPUES == 0)
        except psycopg.errors.LockNotAvailable as error:
            REGISTRO.warning("El árbitro no espera por un candado, y vuelve a intentar: %s", error)
            return 0

    atender(conexion, lote, lambda: vigilar(conexion, contexto), parar)


def atender(conexion: Connection, lote: Callable[[], int], vigia: Callable[[], None], parar: threading.Event) -> None:
    """Empties the queue while facts come, then sleeps until a notice, or a second in case one was missed."""
    siguiente = time.monotonic() + VIGILANCIA_S
    ultimo = time.monotonic()
    while not parar.is_set():
        tomadas = lote()
        if tomadas:
            ultimo = time.monotonic()
        if tomadas < LOTE_DESPUES and (time.monotonic() < ultimo + DESPIERTO_S or not _dormir(conexion, lote)):
            parar.wait(REUNION_S)  # also after a small batch: what came meanwhile is next to nothing
        if time.monotonic() >= siguiente:
            vigia()
            siguiente = time.monotonic() + VIGILANCIA_S


def _dormir(conexion: Connection, lote: Callable[[], int]) -> bool:
    """Sleeps until a notice; False when it may not, because a fact is on its way that will send none.

    Once the lock is held every new fact sends its notice, and those before it are all committed: one more look at the
    queue and none can be missed.
    """
    fila = conexion.execute("SELECT pg_try_advisory_lock(%s)", (candados.DORMIDO,)).fetchone()
    if not fila or not fila[0]:
        return False
    try:
        if not lote():
            list(conexion.notifies(timeout=1.0, stop_after=1))  # a whole backlog may come: it means the same as one
    finally:
        conexion.execute("SELECT pg_advisory_unlock(%s)", (candados.DORMIDO,))
    return True
