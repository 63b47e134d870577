"""The settings that replication needs of a server, written and checked: with too few, PostgreSQL waits in silence."""

from typing import Any

from psycopg import Connection

from central.nodo.binarios import ErrorNodo

# Workers and slots that are not of a subscription: autovacuum, first copies (postgres.md, "Settings for 33 nodes").
DEMAS = 8


def de_replica(sitios: int) -> str:
    """Of `postgresql.conf`, for a server that takes the facts of so many nodes, 0 at a node: it only gives them."""
    return f"""\
# Replication (docs/postgres.md, "Settings for 33 nodes"): the centre's workers are two for each node; with too few
# the rest wait in silence.
wal_level = logical
max_wal_senders = {sitios + 12}
max_replication_slots = {2 * sitios + 20}
max_logical_replication_workers = {2 * sitios + 10}
max_sync_workers_per_subscription = 2
max_worker_processes = {2 * sitios + 20}
wal_retrieve_retry_interval = '200ms'
wal_receiver_timeout = '20s'   # a link that is cut in silence is noticed in this, at both ends
wal_sender_timeout = '20s'
max_slot_wal_keep_size = -1   # a node keeps all that the centre has not taken yet"""


def exigir_ajustes(conexion: Connection[Any]) -> None:
    """Raises ErrorNodo with the numbers when the nodes that joined do not fit, or nothing can be replicated."""
    ((nodos,),) = conexion.execute("SELECT count(*) FROM prep.nodo WHERE estado <> 'CERCADO'").fetchall()
    flujos = 2 * nodos
    minimos = {
        "max_logical_replication_workers": flujos + DEMAS,
        "max_worker_processes": flujos + DEMAS + 4,
        "max_replication_slots": flujos + DEMAS,
        "max_wal_senders": DEMAS,
        "max_connections": 3 * nodos + 50,
    }
    hay = dict(
        conexion.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", (list(minimos),)).fetchall()
    )
    cortos = [f"{a} es {hay[a]} y debe ser {m} o más" for a, m in minimos.items() if int(hay[a]) < m]
    ((nivel,),) = conexion.execute("SELECT current_setting('wal_level')").fetchall()
    if nivel != "logical":
        cortos.append(f"wal_level es {nivel} y debe ser logical")
    if cortos:
        raise ErrorNodo(
            f"El servidor no alcanza para {nodos} nodos: {'; '.join(cortos)}. "
            "Quite lo que haya en postgresql.auto.conf y vuelva a arrancar."
        )
