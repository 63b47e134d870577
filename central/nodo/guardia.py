"""What no station can set for itself: a transaction of one that lasts is ended by the node, and its alarm raised."""

import logging
import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import cupos, sospechas
from central.nodo.contrasenas import Contrasenas
from central.nodo.roles import ESTACION, NODO

# A node asks the centre for a whole catalogue at once, and a slow link takes a minute for an image: it computes little.
VIEJA_S, DE_NODO_S, CALCULA_S = 5.0, 60.0, 20.0
MIRADAS = 3  # one after another in which it computes
RONDA_S = 1.0
MINUTO_S = 60.0
TERCA_S, COMPUTA_S = 5.0, 0.3  # how long, and how much of a processor, after it was told to end
ULTIMA = 19
# Who waits for a lock is let wait: it is who holds it that is ended, and the next one then has its turn. First found
# and then terminated, or the planner could terminate before it has chosen (central/sitios/supervisor.py).
TERMINAR = f"""
WITH viejas AS MATERIALIZED (
  SELECT a.pid, a.usename::text AS rol, g.rolname = '{ESTACION}' AS de_estacion FROM pg_stat_activity a
  JOIN pg_auth_members m ON m.member = a.usesysid
  JOIN pg_roles g ON g.oid = m.roleid AND g.rolname IN ('{ESTACION}', '{NODO}')
  WHERE a.datname = current_database() AND a.wait_event_type IS DISTINCT FROM 'Lock'
    AND a.xact_start < clock_timestamp() - make_interval(secs => CASE WHEN g.rolname <> '{NODO}' THEN {VIEJA_S}
      WHEN a.pid = ANY(%s) THEN 0 ELSE {DE_NODO_S} END)
)
SELECT pid, rol, de_estacion, CASE WHEN de_estacion THEN prep.alarmar('ESTACION_ESTORBA', rol, '', format(
  'La estación %%s dejó abierta una transacción más de {VIEJA_S:.0f} segundos: el nodo la terminó.', rol))
  ELSE prep.alarmar('NODO_ESTORBA', rol, '', format(
  'El rol %%s ocupó el centro con una transacción más de lo que ocupa un nodo: se terminó.', rol)) END
FROM viejas WHERE pg_terminate_backend(pid)
"""  # noqa: S608 -- constants of ours
CALCULAN = f"""
SELECT a.pid FROM pg_stat_activity a JOIN pg_auth_members m ON m.member = a.usesysid
JOIN pg_roles g ON g.oid = m.roleid AND g.rolname = '{NODO}'
WHERE a.state = 'active' AND a.wait_event IS NULL
  AND a.xact_start < clock_timestamp() - make_interval(secs => %s)
"""  # noqa: S608 -- constants of ours
FUERA = "SELECT prep.alarmar('ESTACION_FUERA', %s, '', %s)"
SUS_SESIONES = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
SIN_ESPERA = "-c lock_timeout=1s"  # a station holds the row of its own role, and never this session
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Guardia:
    """Runs in a thread of the node's program until `parar`; `dsn` is the administrator's."""

    dsn: str
    parar: threading.Event
    carpeta: Path  # on the disk of the base
    contrasenas: Contrasenas = field(default_factory=Contrasenas)
    _calculan: dict[int, int] = field(default_factory=dict)  # process of a node -> looks in which it computed
    _tercas: dict[int, tuple[float, float]] = field(default_factory=dict)  # process -> since when, its seconds then

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(
                    self.dsn, autocommit=True, application_name="prep guardia", options=SIN_ESPERA
                ) as admin:
                    medido = -MINUTO_S
                    while not self.parar.wait(RONDA_S):
                        self.revisar(admin)
                        self.contrasenas.revisar(admin)
                        if time.monotonic() > medido + MINUTO_S:
                            medido = time.monotonic()
                            cupos.medir(admin, cupos.libre_en(self.carpeta))
                            sospechas.revisar(admin)
            except psycopg.OperationalError as error:
                REGISTRO.warning("La guardia perdió la base y la vuelve a buscar: %s", error)
                self.parar.wait(RONDA_S)

    def revisar(self, admin: Connection[Any]) -> None:
        """One round. What PostgreSQL was told to end and goes on computing gets the last of the processor, and then
        its station is put out: some of what a station may ask (the text of a `tsquery`) takes hours and hears nothing.
        """
        self._calculan = {pid: self._calculan.get(pid, 0) + 1 for (pid,) in admin.execute(CALCULAN, (CALCULA_S,))}
        sin_fin = [pid for pid, miradas in self._calculan.items() if miradas >= MIRADAS]
        viejas = admin.execute(TERMINAR, (sin_fin,)).fetchall()
        ahora = time.monotonic()
        self._tercas = {pid: self._tercas.get(pid, (ahora, _segundos(pid))) for pid, *_ in viejas}
        for pid, rol, de_estacion, _ in viejas:
            desde, antes = self._tercas[pid]
            if ahora - desde > RONDA_S / 2:
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, pid, ULTIMA)
            if de_estacion and ahora - desde > TERCA_S and _segundos(pid) - antes > COMPUTA_S:
                self._sacar(admin, rol, [uno for uno, suyo, *_ in viejas if suyo == rol])
                return

    def _sacar(self, admin: Connection[Any], rol: str, procesos: list[int]) -> None:
        """The station does not come in until the node starts again, by the server's list of who may, which no lock of
        its own can hold. PostgreSQL begins anew when one is killed: it takes a second or two, once, because who did it
        cannot do it again."""
        texto = (
            f"La estación {rol} ocupaba al nodo sin que se le pudiera terminar: se le sacó. Desconéctela y revísela."
        )
        admin.execute(FUERA, (rol, texto))
        _no_admitir(admin, rol)
        admin.execute(SUS_SESIONES, (rol,))
        REGISTRO.warning("%s", texto)
        self._tercas = {}
        for pid in procesos:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)


def _no_admitir(admin: Connection[Any], rol: str) -> None:
    """The first line of `pg_hba.conf`, which the node writes whole at each start of its server."""
    ((archivo,),) = admin.execute("SHOW hba_file").fetchall()
    hba = Path(archivo)
    antes = hba.read_text(encoding="utf-8")
    with hba.open("r+", encoding="utf-8") as abierto:  # the same file: it is its owner's who reads it
        abierto.write(f'host all "{rol}" all reject\n{antes}')
    admin.execute("SELECT pg_reload_conf()")


def _segundos(pid: int) -> float:
    """Of processor, that it has used."""
    with suppress(OSError, ValueError):
        dicho = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(dicho[11]) + int(dicho[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
