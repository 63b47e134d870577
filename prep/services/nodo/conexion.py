"""The station's connection to its node: it comes back by itself, and its failures are of two families only."""

import contextlib
import random
import select
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any, Self

import psycopg
from psycopg import errors

from prep.domain.reglas.auxilio import PIDA
from prep.services.nodo.tipos import NodoAusente, NodoRechaza, NodoSinLugar
from prep.store.cadena import AJENO, IMPOSTOR
from prep.store.punto import punto

CONEXION_S = 2  # the least that libpq takes
CONSULTA_MS = 10_000
ESPERA_MIN_S, ESPERA_MAX_S = 0.25, 1.0  # a node that is back is found within two seconds
CORTE_S = 1.5  # what fails after longer than this was cut in silence: another connection would wait as long
# A pulled cable is noticed in 1 + 3 x 1 s, whether something is being asked or not.
VIGILANCIA: Mapping[str, Any] = {
    "keepalives": 1,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 4_000,
}
# Before there is a session libpq gives words and no SQLSTATE; our nodes speak in C.
NO_ES_EL_NODO = f"Quien contesta en la dirección del nodo no prueba que lo es: no se le dio nada. {PIDA}"
NO_ADMITIDA = ("authentication failed", "no pg_hba.conf entry", "is not permitted to log in", "pg_hba.conf rejects",
               "alert certificate", "alert unknown ca", "alert unsupported certificate")  # fmt: skip

SIN_LUGAR = ("53100", "53400")  # its disk is nearly full; this station delivered enough for an hour


class Conexion:
    """One raw connection, made when needed; safe from several threads, which take turns.

    After a failure, calls made before the next try are refused at once with NodoAusente, so that a window or a robot
    never waits for a node that is known to be gone.
    """

    def __init__(self, dsn: str, *, consulta_ms: int = CONSULTA_MS) -> None:
        self._dsn, self._consulta_ms = dsn, consulta_ms
        self._conexion: psycopg.Connection[Any] | None = None
        self._candado = threading.RLock()  # one statement at a time: psycopg would interleave, the order would not hold
        self._espera_s, self._no_antes, self._motivo = ESPERA_MIN_S, 0.0, ""
        self._terminada = False  # for good: what another thread was still to ask opens nothing
        self.conexiones = 0  # how many were made: behind a new one there may be another node

    def consultar(self, sql: str, *parametros: object, binario: bool = False) -> list[Any]:
        """The rows of `sql`. Raises NodoAusente or NodoRechaza.

        If the connection broke it is tried once more on a new one: every function of `estacion_v1` may be repeated.
        """
        with self._candado:
            era_nueva, inicio = self._conexion is None, time.monotonic()
            try:
                return self._una_vez(sql, parametros, binario)
            except NodoAusente:
                if era_nueva or self._conexion is not None or time.monotonic() - inicio > CORTE_S:
                    raise
            return self._una_vez(sql, parametros, binario)

    def confirmar(self, sql: str, *parametros: object, confirma: str) -> list[Any]:
        """As `consultar`, for a function that writes: the node has committed it when this returns.

        `confirma` names its failpoints.
        """
        punto(f"{confirma}.antes")
        filas = self.consultar(sql, *parametros)
        punto(f"{confirma}.despues")
        return filas

    @property
    def conectada(self) -> bool:
        """Whether the connection is open, as far as is known."""
        return self._conexion is not None

    def palpar(self) -> None:
        """Raises NodoAusente when the kernel knows already that the link is cut; nothing is sent."""
        with self._candado:
            if self._conexion is None:
                raise NodoAusente(self._motivo or "No hay conexión con el nodo.")
            sondeo = select.poll()
            sondeo.register(self._conexion.fileno(), select.POLLERR)
            if any(que & (select.POLLERR | select.POLLHUP) for _, que in sondeo.poll(0)):
                self.cerrar()
                raise NodoAusente("Se perdió la conexión con el nodo.")

    def reintentar_ya(self) -> None:
        """Forget the back-off: somebody says that the node is there again."""
        with self._candado:
            self._no_antes, self._espera_s = 0.0, ESPERA_MIN_S

    def mudar(self, dsn: str) -> None:
        """The node, or the one that took its place, answers at `dsn` from now on; the same again changes nothing."""
        with self._candado:
            if dsn != self._dsn:
                self._dsn = dsn
                self.cerrar()
                self.reintentar_ya()

    def cerrar(self) -> None:
        with self._candado:
            if self._conexion is not None:
                self._conexion.close()
                self._conexion = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._candado:
            self._terminada = True
            self.cerrar()

    def _una_vez(self, sql: str, parametros: tuple[object, ...], binario: bool) -> list[Any]:
        conexion = self._abierta()
        with self._traducido(conexion):
            return conexion.execute(sql, parametros, binary=binario).fetchall()

    def _abierta(self) -> psycopg.Connection[Any]:
        if self._conexion is not None:
            return self._conexion
        if self._terminada:
            raise NodoAusente("La estación se cerró.")
        if time.monotonic() < self._no_antes:
            raise NodoAusente(self._motivo)
        try:
            self._conexion = psycopg.connect(
                self._dsn,
                autocommit=True,
                prepare_threshold=0,
                connect_timeout=CONEXION_S,
                options=f"-c statement_timeout={self._consulta_ms} -c timezone=UTC",
                **VIGILANCIA,
            )
        except psycopg.OperationalError as error:
            self._aplazar(error)
            if any(palabras in str(error) for palabras in (IMPOSTOR, *AJENO)):
                raise NodoRechaza("08P01", NO_ES_EL_NODO) from error
            if any(palabras in str(error) for palabras in NO_ADMITIDA):
                raise NodoRechaza("28000", f"El nodo no admite a esta estación. {PIDA}") from error
            raise NodoAusente(self._motivo) from error
        self.conexiones += 1
        self.reintentar_ya()
        return self._conexion

    def _aplazar(self, error: Exception) -> None:
        # Jitter: the stations of a CATD must not all come back in the same instant.
        self._motivo = f"El nodo no responde: {str(error).strip().splitlines()[0]}"
        self._no_antes = time.monotonic() + self._espera_s * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
        self._espera_s = min(self._espera_s * 2, ESPERA_MAX_S)

    @contextlib.contextmanager
    def _traducido(self, conexion: psycopg.Connection[Any]) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            codigo = error.sqlstate or ""
            if conexion.closed or conexion.broken:
                conexion.close()
                self._conexion = None
                raise NodoAusente("Se perdió la conexión con el nodo.") from error
            if isinstance(error, errors.QueryCanceled):
                raise NodoAusente("El nodo tardó demasiado en responder.") from error
            if codigo in SIN_LUGAR:
                raise NodoSinLugar(f"El nodo lo deja para después: {error.diag.message_primary}") from error
            # 40: collided with another transaction; 53, 57, 58: out of resources, being stopped, its disk fails.
            if not codigo or codigo.startswith(("08", "40", "53", "55", "57", "58")):
                raise NodoAusente(f"El nodo no puede atender ahora: {error.diag.message_primary or error}") from error
            raise NodoRechaza(codigo, error.diag.message_primary or str(error)) from error
