"""The base of a proceso that another follows: under a name of its own, whole, read by this machine alone."""

import time
from typing import Any

import psycopg
from psycopg import Connection, sql

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.nombres import NombreNodo
from central.nodo.preparar import BASE
from central.nodo.relevo import archivada
from central.sitios.suscripciones import soltar
from prep.store.punto import punto

INTENTOS, PAUSA_S = 50, 0.2
HAY = "SELECT FROM pg_catalog.pg_database WHERE datname = %s"
SACAR = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
RANURAS = "SELECT slot_name, active_pid FROM pg_replication_slots WHERE database = current_database()"
AJENOS = (roles.ESTACION, roles.NODO, roles.REPLICA, roles.SUSCRIPCION)


def apartar_base(cluster: Cluster, proceso: str) -> None:
    """What is replicated from or to it is let go first, and nobody is in it. Again, nothing. Raises ErrorNodo."""
    nombre = archivada(proceso)
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as admin:
        if admin.execute(HAY, (nombre,)).fetchone() is None:
            _abrir(admin, BASE, si=True)  # of a try that was cut off
            with psycopg.connect(cluster.dsn(ADMIN), autocommit=True) as suya:
                _soltar(suya)
            _renombrar(admin, nombre)
        _cerrar(admin, nombre)
        punto("relevo.archivo.despues")


def _soltar(suya: Connection[Any]) -> None:
    """At the centre, its subscriptions; at a node, the slots by which the centre read it: they would keep the log."""
    for catd, generacion in suya.execute("SELECT catd, generacion FROM prep.nodo").fetchall():
        soltar(suya, NombreNodo(catd, generacion))
    for _ in range(INTENTOS):
        if not (hay := suya.execute(RANURAS).fetchall()):
            return
        for ranura, pid in hay:
            if pid is None:
                suya.execute("SELECT pg_drop_replication_slot(%s)", (ranura,))
            else:
                suya.execute("SELECT pg_terminate_backend(%s)", (pid,))
        time.sleep(PAUSA_S)
    raise ErrorNodo("El centro sigue leyendo la base del proceso de antes y no la suelta: se repite solo.")


def _renombrar(admin: Connection[Any], nombre: str) -> None:
    _abrir(admin, BASE, si=False)
    punto("relevo.renombrar.antes")
    for _ in range(INTENTOS):
        admin.execute(SACAR, (BASE,))
        try:
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(BASE), sql.Identifier(nombre))
            )
        except psycopg.errors.ObjectInUse:
            time.sleep(PAUSA_S)
            continue
        punto("relevo.renombrar.despues")
        return
    raise ErrorNodo("Alguien sigue en la base del proceso de antes y no se puede guardar: se repite solo.")


def _cerrar(admin: Connection[Any], nombre: str) -> None:
    base = sql.Identifier(nombre)
    ajenos = sql.SQL(", ").join(map(sql.Identifier, AJENOS))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM {}").format(base, ajenos))
    admin.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(base))
    _abrir(admin, nombre, si=True)


def _abrir(admin: Connection[Any], base: str, *, si: bool) -> None:
    orden = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    admin.execute(orden.format(sql.Identifier(base), sql.Literal(si)))
