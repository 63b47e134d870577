"""The server's settings that replication needs, checked at each start: with too few, PostgreSQL waits in silence."""

from typing import Any

from psycopg import Connection

from central.nodo.binarios import ErrorNodo

DEMAS = 8  # workers and slots that are not of a subscription: autovacuum, first copies (postgres.md)


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
