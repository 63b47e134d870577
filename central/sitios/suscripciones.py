"""The centre's subscriptions to a node, one per stream, so that figures never wait behind images (P-7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo

from central.nodo import roles
from central.nodo.nombres import NombreNodo
from central.nodo.preparar import BASE
from prep.store.cadena import SOLO_CERTIFICADO, SOLO_SCRAM, SOLO_TLS

TABLAS = {"hechos": "hecho", "imagenes": "imagen"}  # what each stream brings
FLUJOS = tuple(TABLAS)
CON_REQUIRE_AUTH = 160_000  # it is the server's libpq that connects, and before 16 it has no such setting
COPIANDO = "SELECT count(*) FROM pg_subscription_rel WHERE srsubstate <> 'r'"
# binary needs the same types on both sides, which one program gives; a failed apply stops and is started again by the
# supervisor, with its alarm, instead of failing for ever in a loop. On disk before it is confirmed to the node.
OPCIONES = (
    "binary = true, copy_data = true, enabled = false, disable_on_error = true, synchronous_commit = 'on',"
    " slot_name = {ranura}"
)


@dataclass(frozen=True, slots=True)
class Suscripcion:
    """One subscription as the centre sees it. `aplicando`: its worker runs; `copiando`: tables still being copied.

    `noticia`: the last message of the node; `confirmado`: the position that the node was last told, and when.
    """

    nombre: str
    habilitada: bool
    aplicando: bool
    copiando: int
    errores: int
    noticia: datetime | None
    confirmado: str
    confirmado_en: datetime | None


def nombre_flujo(flujo: str, nombre: NombreNodo) -> str:
    return f"{flujo}_{nombre.apodo}"


def asegurar(admin: Connection[Any], nombre: NombreNodo, puerto: int, con: Mapping[str, str]) -> None:
    """Makes those that are missing, or gives them the node's address of today.

    `con`: where the node is and by what one comes in, `host` and `password`, or the files of a certificate.

    `admin` is a superuser's connection in autocommit. Raises psycopg.Error when the node does not answer.
    """
    cifrada = "password" not in con
    prueba = SOLO_CERTIFICADO if cifrada else SOLO_SCRAM
    conexion = make_conninfo(
        "", **con, port=puerto, user=roles.REPLICA, dbname=BASE, connect_timeout=5,
        keepalives_idle=5, keepalives_interval=2, keepalives_count=3, **(SOLO_TLS if cifrada else {}),
        **(prueba if admin.info.server_version >= CON_REQUIRE_AUTH else {}),
    )  # fmt: skip
    hay = {
        suscripcion: (conninfo, dueno)
        for suscripcion, conninfo, dueno in admin.execute(
            "SELECT subname, subconninfo, subowner::regrole::text FROM pg_subscription"
        )
    }
    for flujo in FLUJOS:
        suya = nombre_flujo(flujo, nombre)
        if suya not in hay:
            _crear(admin, suya, flujo, conexion)
        elif hay[suya][0] != conexion:
            cambio = sql.SQL("ALTER SUBSCRIPTION {} CONNECTION {}")
            admin.execute(cambio.format(sql.Identifier(suya), sql.Literal(conexion)))
        if suya not in hay or hay[suya][1] != nombre.suscriptor:  # the second: killed after making it
            _entregar(admin, suya, nombre)


def _crear(admin: Connection[Any], suya: str, flujo: str, conexion: str) -> None:
    """Not enabled: while it is the superuser's nothing may be applied."""
    # from 16 on the rows would be written as the owner of the table, which the subscription's owner may not become
    # and a connection without a password would be the superuser's alone
    opciones = OPCIONES + (
        ", run_as_owner = true, password_required = false" if admin.info.server_version >= 160_000 else ""
    )
    orden = "CREATE SUBSCRIPTION {suya} CONNECTION {conexion} PUBLICATION {flujo} WITH (" + opciones + ")"
    admin.execute(
        sql.SQL(orden).format(
            suya=sql.Identifier(suya),
            conexion=sql.Literal(conexion),
            flujo=sql.Identifier(flujo),
            ranura=sql.Literal(suya),
        )
    )


def _entregar(admin: Connection[Any], suya: str, nombre: NombreNodo) -> None:
    """To the node's own role: a superuser only while PostgreSQL 15 asks for it, and nobody can log in as it."""
    dueno = sql.Identifier(nombre.suscriptor)
    admin.execute(sql.SQL("ALTER ROLE {} SUPERUSER").format(dueno))
    try:
        admin.execute(sql.SQL("ALTER SUBSCRIPTION {} OWNER TO {}").format(sql.Identifier(suya), dueno))
    finally:
        admin.execute(sql.SQL("ALTER ROLE {} NOSUPERUSER").format(dueno))
    habilitar(admin, suya)


def habilitar(admin: Connection[Any], suya: str) -> None:
    admin.execute(sql.SQL("ALTER SUBSCRIPTION {} ENABLE").format(sql.Identifier(suya)))


def soltar(admin: Connection[Any], nombre: NombreNodo) -> None:
    """Drops the node's subscriptions without asking the node, which may be dead; its slots stay with it."""
    hay = {suya for (suya,) in admin.execute("SELECT subname FROM pg_subscription")}
    for flujo in FLUJOS:
        suya = nombre_flujo(flujo, nombre)
        if suya in hay:
            for orden in ("ALTER SUBSCRIPTION {} DISABLE", "ALTER SUBSCRIPTION {} SET (slot_name = NONE)",
                          "DROP SUBSCRIPTION {}"):  # fmt: skip
                admin.execute(sql.SQL(orden).format(sql.Identifier(suya)))


def leer(conexion: Connection[Any]) -> dict[str, Suscripcion]:
    """All the subscriptions of this base, by name. `prep_centro` may read all this: none of it is the password."""
    filas = conexion.execute(
        "SELECT s.subname, s.subenabled, t.pid IS NOT NULL,"
        " (SELECT count(*) FROM pg_subscription_rel r WHERE r.srsubid = s.oid AND r.srsubstate <> 'r'),"
        " coalesce(e.apply_error_count + e.sync_error_count, 0),"
        " t.last_msg_receipt_time, coalesce(t.latest_end_lsn::text, ''), t.latest_end_time"
        " FROM pg_subscription s LEFT JOIN pg_stat_subscription t ON t.subid = s.oid AND t.relid IS NULL"
        " LEFT JOIN pg_stat_subscription_stats e ON e.subid = s.oid"
        " WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())"
    )
    return {nombre: Suscripcion(nombre, *resto) for nombre, *resto in filas}


def por_copiar(conexion: Connection[Any]) -> int:
    """How many tables are still being copied for the first time, of all the nodes."""
    ((cuantas,),) = conexion.execute(COPIANDO).fetchall()
    return int(cuantas)
