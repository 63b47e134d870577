"""The database roles of a node and what is taken from everybody by the cluster's administrator (P-5)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import psycopg
from psycopg import sql

from central.nodo.binarios import ErrorNodo

DUENO = "prep_dueno"
ARBITRO = "prep_arbitro"
CENTRO = "prep_centro"
ESTACION = "estacion"
NODO = "nodo"  # the group of the nodes, at the centre
SUSCRIPCION = "prep_suscripcion"  # the group of the owners of the subscriptions, at the centre
REPLICA = "prep_replica"  # by which the centre reads a node
SERVICIO = (DUENO, ARBITRO, CENTRO)
NOMBRE_ESTACION = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
RESERVADOS = ("pg_", "prep_", "nodo_", "sub_")
CONEXIONES_POR_ESTACION = 4  # its program has one; another when it starts again before the old one is gone
# What its own program goes by: whoever is connected may set them. What cannot be set is in guardia.py.
LIMITES_ESTACION = {
    "statement_timeout": "15s",
    "lock_timeout": "9s",
    "idle_in_transaction_session_timeout": "10s",
    "idle_session_timeout": "30min",
    # a plan made when the tables were small would read them whole at every fact of a session that lasts all night
    "enable_seqscan": "off",
}
# Open to PUBLIC by default, and of no use to a station: large objects, advisory locks, notifications with a payload,
# statistics and sizes (they tell how much was captured, and so does where the log goes), snapshots, and reading what
# other sessions do.
CERRADAS = (
    r"^(lo_.*|loread|lowrite|pg_(try_)?advisory.*|pg_notify|pg_stat_get.*|pg_stat_.*_snapshot|pg_(total_)?relation_size"
    r"|pg_(table|indexes|database|tablespace)_size|pg_(current_)?(snapshot|xact|visible).*|txid_.*|pg_sequence_.*|pg_current_wal.*|pg_last_.*"
    r"|pg_(blocking_pids|safe_snapshot.*|lock_status|cancel_backend|terminate_backend|log_backend.*|export_snapshot)"
    r"|pg_logical_emit_message|pg_get_replication_slots|pg_control_.*)$"
)


def crear_roles(conn: psycopg.Connection[Any], claves: Mapping[str, str]) -> None:
    """The service's roles and the group of the stations; none can create roles or bases, replicate, or skip a check."""
    for rol in SERVICIO:
        asegurar_rol(conn, rol, claves[rol], conexiones=60)
        conn.execute(sql.SQL("ALTER ROLE {} SET temp_file_limit = -1").format(sql.Identifier(rol)))
    for grupo in (ESTACION, NODO, SUSCRIPCION, REPLICA):
        if not existe(conn, grupo):
            conn.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(grupo)))


def crear_estaciones(conn: psycopg.Connection[Any], estaciones: Iterable[str], claves: Mapping[str, str]) -> None:
    """One role per station, in the group `estacion`, with few connections and short statements."""
    for estacion in estaciones:
        asegurar_rol(conn, estacion, claves[estacion], conexiones=CONEXIONES_POR_ESTACION)
        conn.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(ESTACION), sql.Identifier(estacion)))
        for ajuste, valor in LIMITES_ESTACION.items():
            orden = sql.SQL("ALTER ROLE {} SET {} = {}")
            conn.execute(orden.format(sql.Identifier(estacion), sql.Identifier(ajuste), sql.Literal(valor)))


def validar_estacion(estacion: str) -> None:
    """Raises ErrorNodo unless `estacion` can be the name of a station's role."""
    ajena = estacion.startswith(RESERVADOS) or estacion in (ESTACION, NODO)
    if ajena or not NOMBRE_ESTACION.fullmatch(estacion):
        raise ErrorNodo(
            f"«{estacion[:60]}» no sirve como nombre de estación: hasta 40 letras minúsculas sin acento, dígitos, "
            "punto, guion o guion bajo, que no empiece con pg_, prep_, nodo_ ni sub_."
        )


def cerrar_base(conn: psycopg.Connection[Any], base: str) -> None:
    """Only the suite's roles connect to `base`; nobody but its services makes temporary tables."""
    nombre = sql.Identifier(base)
    servicios = sql.SQL(", ").join(sql.Identifier(r) for r in (ARBITRO, CENTRO))
    conn.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(nombre))
    ajenos = sql.SQL(", ").join(sql.Identifier(r) for r in (ESTACION, NODO, REPLICA, SUSCRIPCION))
    conn.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(nombre, ajenos))
    conn.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(nombre, servicios))


def cerrar_publico(conn: psycopg.Connection[Any]) -> None:
    """Inside the base of `conn`: takes from PUBLIC what PostgreSQL gives to any role by default."""
    servicios = sql.SQL(", ").join(sql.Identifier(r) for r in SERVICIO)
    conn.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    conn.execute("REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC")
    conn.execute(sql.SQL("GRANT USAGE ON LANGUAGE plpgsql, sql TO {}").format(sql.Identifier(DUENO)))
    conn.execute("REVOKE SELECT ON pg_catalog.pg_stats, pg_catalog.pg_largeobject_metadata FROM PUBLIC")
    firmas = conn.execute(
        "SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p "
        "WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ %s ORDER BY 1",
        (CERRADAS,),
    ).fetchall()
    lista = sql.SQL(", ").join(sql.SQL(f) for (f,) in firmas)  # regprocedure writes them already quoted
    conn.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(lista))
    conn.execute(sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(lista, servicios))


def asegurar_rol(conn: psycopg.Connection[Any], rol: str, clave: str, *, conexiones: int) -> None:
    """Without a password, "", it comes in by certificate or not at all."""
    orden = sql.SQL(
        "{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT {} PASSWORD {}"
    )
    verbo = sql.SQL("ALTER" if existe(conn, rol) else "CREATE")
    conn.execute(orden.format(verbo, sql.Identifier(rol), sql.Literal(conexiones), sql.Literal(clave or None)))


def existe(conn: psycopg.Connection[Any], rol: str) -> bool:
    return conn.execute("SELECT FROM pg_catalog.pg_roles WHERE rolname = %s", (rol,)).fetchone() is not None
