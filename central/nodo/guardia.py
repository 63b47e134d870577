"""What no station can set for itself: a transaction of one that lasts is ended by the node, and its alarm raised."""

import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import cupos
from central.nodo.roles import ESTACION

VIEJA_S = 5.0
RONDA_S = 1.0
MINUTO_S = 60.0
# Who waits for a lock is let wait: it is who holds it that is ended, and the next one then has its turn. First found
# and then terminated, or the planner could terminate before it has chosen (central/sitios/supervisor.py).
TERMINAR = f"""
WITH viejas AS MATERIALIZED (
  SELECT a.pid, a.usename FROM pg_stat_activity a
  JOIN pg_auth_members m ON m.member = a.usesysid JOIN pg_roles g ON g.oid = m.roleid AND g.rolname = '{ESTACION}'
  WHERE a.datname = current_database() AND a.wait_event_type IS DISTINCT FROM 'Lock'
    AND a.xact_start < clock_timestamp() - make_interval(secs => {VIEJA_S})
)
SELECT prep.alarmar('ESTACION_ESTORBA', usename::text, '', format(
  'La estación %s dejó abierta una transacción más de {VIEJA_S:.0f} segundos: el nodo la terminó.', usename))
FROM viejas WHERE pg_terminate_backend(pid)
"""  # noqa: S608 -- constants of ours
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Guardia:
    """Runs in a thread of the node's program until `parar`; `dsn` is the administrator's."""

    dsn: str
    parar: threading.Event
    carpeta: Path  # on the disk of the base

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(self.dsn, autocommit=True, application_name="prep guardia") as admin:
                    medido = -MINUTO_S
                    while not self.parar.wait(RONDA_S):
                        revisar(admin)
                        if time.monotonic() > medido + MINUTO_S:
                            medido = time.monotonic()
                            cupos.medir(admin, cupos.libre_en(self.carpeta))
            except psycopg.OperationalError as error:
                REGISTRO.warning("La guardia perdió la base y la vuelve a buscar: %s", error)
                self.parar.wait(RONDA_S)


def revisar(admin: Connection[Any]) -> None:
    """One round."""
    admin.execute(TERMINAR)
