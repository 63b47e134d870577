"""The centre's watch over its subscriptions: makes those of a node that presented itself, mends those that stopped."""

import logging
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import Connection

from central.arbitro.tropiezos import anotar
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.nombres import NombreNodo
from central.sitios import acceso, relojes, suscripciones
from central.sitios import paquete as archivo
from central.sitios.acceso import ALTAS
from central.sitios.ausencias import Ausencias
from central.sitios.suscripciones import Suscripcion

RONDA_S = 1.0
REINTENTO_S = (1.0, 60.0)
ALARMA_S = 4.0  # the wait after the second failure in a row
ALARMAR = (
    "INSERT INTO prep.alarma (codigo, acta, texto) SELECT 'REPLICA', '', %s WHERE NOT EXISTS ("
    "SELECT FROM prep.alarma WHERE texto = %s AND cuando > clock_timestamp() - interval '5 min')"
)
SORDO_S = 15.0  # a worker hears from its node every 10 s at most (half of wal_receiver_timeout), or the link is cut
LATIDO_S = 6.0  # a node beats every 2 s
# Found first and only then terminated: the planner may judge a condition of one table, this function too, before
# it joins that table to the others, and with many subscriptions it does: every worker was killed, each second.
APURAR = """
WITH sordos AS MATERIALIZED (
  SELECT s.subname, t.pid FROM pg_stat_subscription t JOIN pg_subscription s ON s.oid = t.subid
  JOIN pg_stat_activity a ON a.pid = t.pid
  JOIN prep.nodo n ON s.subname IN ('hechos_' || n.apodo, 'imagenes_' || n.apodo) AND n.estado <> 'CERCADO'
  WHERE t.relid IS NULL AND n.latido > clock_timestamp() - make_interval(secs => %(latido)s)
    AND greatest(t.last_msg_receipt_time, a.backend_start) < clock_timestamp() - make_interval(secs => %(sordo)s)
)
SELECT subname FROM sordos WHERE pg_terminate_backend(pid)
"""
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Supervisor:
    """Runs in a thread of the centre's program until `parar`."""

    cluster: Cluster
    parar: threading.Event
    _ausencias: Ausencias = field(default_factory=Ausencias)
    _esperas: dict[str, tuple[float, float]] = field(default_factory=dict)  # until when, and how long the next time

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(self.cluster.dsn(ADMIN), autocommit=True) as admin:
                    while not self.parar.wait(RONDA_S):
                        self.revisar(admin)
            except psycopg.OperationalError as error:
                REGISTRO.warning("El centro perdió su base y la vuelve a buscar: %s", error)
                self.parar.wait(REINTENTO_S[0])
            except Exception as error:  # noqa: BLE001 -- whatever one round finds, the nodes are looked after again
                anotar("La ronda por los nodos falló y se vuelve a hacer", error)
                self.parar.wait(REINTENTO_S[1])

    def revisar(self, admin: Connection[Any]) -> None:
        """One round over the nodes that are not fenced and have said where they are."""
        filas = admin.execute(
            "SELECT catd, generacion, servidor, puerto, estado FROM prep.nodo"
            " WHERE estado <> 'CERCADO' AND servidor <> ''"
        ).fetchall()
        flujos = suscripciones.leer(admin)
        self._apurar(admin)
        for catd, generacion, servidor, puerto, estado in filas:
            nombre = NombreNodo(catd, generacion)
            if self._espera(nombre.nodo):
                continue
            try:
                suscripciones.asegurar(admin, nombre, puerto, self._con_que(nombre, servidor))
                self._rehabilitar(admin, nombre, flujos)
                if estado == "ALTA":
                    admin.execute("UPDATE prep.nodo SET estado = 'ACTIVO' WHERE nodo = %s", (nombre.nodo,))
            except (psycopg.Error, ErrorNodo, OSError) as error:
                self._aplazar(admin, nombre.nodo, f"No se pudo suscribir al nodo {nombre.nodo}: {_linea(error)}")
        self._ausencias.revisar(admin)
        relojes.revisar(admin)
        admin.execute("DELETE FROM prep.bajada b USING prep.nodo n WHERE n.nodo = b.nodo AND n.estado = 'CERCADO'")

    def _con_que(self, nombre: NombreNodo, servidor: str) -> dict[str, str]:
        """By what the subscriptions come in there: certificates, or where there is no authority a password."""
        if con := acceso.del_servidor(self.cluster, nombre, servidor):
            return con
        clave = archivo.leer(self.cluster.datos / ALTAS / f"{nombre.nodo}.json").clave_replica
        return {"host": servidor, "password": clave}

    def _apurar(self, admin: Connection[Any]) -> None:
        """A worker that hears nothing while its node beats is waiting for a link that is back: it begins again.

        PostgreSQL's workers take no `connect_timeout`: after a pulled cable the next try may be a minute away.
        """
        for (suscripcion,) in admin.execute(APURAR, {"sordo": SORDO_S, "latido": LATIDO_S}).fetchall():
            REGISTRO.warning("%s no oía a su nodo, que contesta: conecta otra vez.", suscripcion)

    def _rehabilitar(self, admin: Connection[Any], nombre: NombreNodo, flujos: dict[str, Suscripcion]) -> None:
        """Those that stopped go on from where they were, ever more slowly; a link that was cut stops them too."""
        suyas = [f for n in suscripciones.FLUJOS if (f := flujos.get(suscripciones.nombre_flujo(n, nombre)))]
        detenidas = [f.nombre for f in suyas if not f.habilitada]
        if suyas and not detenidas:
            self._esperas.pop(nombre.nodo, None)
        for suya in detenidas:
            suscripciones.habilitar(admin, suya)
        if detenidas:
            self._aplazar(admin, nombre.nodo, f"Se detiene una y otra vez la réplica {', '.join(detenidas)}.")

    def _espera(self, nodo: str) -> bool:
        return time.monotonic() < self._esperas.get(nodo, (0.0, 0.0))[0]

    def _aplazar(self, admin: Connection[Any], nodo: str, texto: str) -> None:
        """Alarms from the third time in a row: a link that is cut for a moment mends itself."""
        espera = self._esperas.get(nodo, (0.0, REINTENTO_S[0]))[1]
        self._esperas[nodo] = (time.monotonic() + espera, min(espera * 2, REINTENTO_S[1]))
        REGISTRO.warning("%s", texto)
        if espera >= ALARMA_S:
            admin.execute(ALARMAR, (texto, texto))


def _linea(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300]
