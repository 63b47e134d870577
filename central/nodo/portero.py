"""Who knocks at the node and does not say who it is: one address that takes many places so is put out of them.

PostgreSQL gives a place to each that knocks, for five seconds, and has no limit for each address. Here each address has
a quarter of them, and all those that say nothing share a half: with more addresses, each has less, and never less than
what a station has. Whoever asks for more, twice in a row, has all its connections that say nothing ended as they come,
for a minute. Those that are in go on, and so do other addresses. Of this machine itself nothing is ended.
"""

import logging
import os
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo.enchufes import Enchufe, de_puerto, hijos, inodos
from central.nodo.laboratorio import LOCAL
from central.nodo.roles import CONEXIONES_POR_ESTACION

PARTE = 4  # of the places, one for each address
DE_TODOS = 2  # of the places, one for all that say nothing, and what is over is for those that come in
RONDA_S, ALERTA_S, MINUTO_S = 0.5, 0.02, 60.0
DENTRO = "SELECT host(client_addr), client_port FROM pg_stat_activity WHERE client_port > 0"
ALARMAR = """SELECT prep.alarmar('CONEXIONES_MUDAS', %s, '', format(
  'Desde %%s se abren muchas conexiones que no dicen quién es: el nodo las termina. Busque esa máquina.', %s::text))"""
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Portero:
    """Runs in a thread of the node's program until `parar`."""

    dsn: str  # the administrator's
    parar: threading.Event
    base: Path  # the server's folder
    _puerto: int = 0
    _plazas: int = 0
    _servidor: int = 0
    _antes: set[str] = field(default_factory=set)  # who asked for too many at the last look
    _fuera: dict[str, float] = field(default_factory=dict)  # until when each is put out

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(self.dsn, autocommit=True, application_name="prep portero") as admin:
                    self._conocer(admin)
                    while not self.parar.wait(ALERTA_S if self._fuera else RONDA_S):
                        self.mirar(admin)
            except (psycopg.OperationalError, OSError) as error:
                REGISTRO.warning("El portero perdió la base y la vuelve a buscar: %s", error)
                self.parar.wait(RONDA_S)

    def _conocer(self, admin: Connection[Any]) -> None:
        ((plazas,),) = admin.execute("SELECT current_setting('max_connections')::int").fetchall()
        self._plazas, self._puerto = plazas, admin.info.port
        self._servidor = int((self.base / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def mirar(self, admin: Connection[Any]) -> None:
        """One round: who asks for too many, and the end of what says nothing of whoever was put out."""
        abiertas = [e for e in de_puerto(self._puerto) if e.direccion != LOCAL]
        if len(abiertas) <= self._plazas // PARTE and not any(e.direccion in self._fuera for e in abiertas):
            self._antes = set()
            self._perdonar()
            return
        dentro = set(admin.execute(DENTRO).fetchall())
        mudas = [e for e in abiertas if (e.direccion, e.puerto) not in dentro]
        cuantas = Counter(e.direccion for e in mudas)
        sobran = {d for d, n in cuantas.items() if n > tope(self._plazas, len(cuantas))}
        ahora = time.monotonic()
        for direccion in sobran & (self._antes | self._fuera.keys()):
            if direccion not in self._fuera:
                admin.execute(ALARMAR, (direccion, direccion))
            self._fuera[direccion] = ahora + MINUTO_S
        self._antes = sobran
        self._perdonar()
        self._terminar([e for e in mudas if e.direccion in self._fuera])

    def _perdonar(self) -> None:
        ahora = time.monotonic()
        self._fuera = {d: hasta for d, hasta in self._fuera.items() if hasta > ahora}

    def _terminar(self, mudas: list[Enchufe]) -> None:
        """The server's processes that hold them. One that came in meanwhile is ended too: it asks again."""
        suyos = {e.inodo for e in mudas if e.inodo}
        for pid in hijos(self._servidor) if suyos else ():
            if inodos(pid) & suyos:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM)


def tope(plazas: int, direcciones: int) -> int:
    """How many that say nothing one of so many addresses may have."""
    return min(plazas // PARTE, max(CONEXIONES_POR_ESTACION, plazas // DE_TODOS // max(direcciones, 1)))
