"""Writes people, stations and accounts of CAE into a node's base: the one way, for preparing, commands and flow down.

What is not named stays as it was, and nobody is deleted: a person who leaves is registered again as inactive.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.lista import LARGO, ListaDelCentro, abrir_lista
from central.nodo.personas import CuentaCae, EstacionNueva, Gente, OperadorNuevo

LEER_OPERADORES = "SELECT operador, nombre, publica, sellada, roles, sitio, activo, version, firma FROM prep.operador"
LEER_ESTACIONES = "SELECT estacion, sitio, activo, version, firma, papeles FROM prep.estacion"
OPERADOR = (
    "INSERT INTO prep.operador (operador, nombre, publica, sellada, roles, sitio, activo, version, firma)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (operador) DO UPDATE SET nombre = excluded.nombre,"
    " publica = excluded.publica, sellada = excluded.sellada, roles = excluded.roles, sitio = excluded.sitio,"
    " activo = excluded.activo, version = excluded.version, firma = excluded.firma"
)
ESTACION = (
    "INSERT INTO prep.estacion (estacion, sitio, activo, version, firma, papeles) VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (estacion) DO UPDATE SET sitio = excluded.sitio, activo = excluded.activo,"
    " version = excluded.version, firma = excluded.firma, papeles = excluded.papeles"
)
CAE = (
    "INSERT INTO prep.cae (acta, cuenta, desde) VALUES (%s, %s, %s)"
    " ON CONFLICT (acta, desde) DO UPDATE SET cuenta = excluded.cuenta"
)


def registrar(cluster: Cluster, gente: Gente) -> int:
    """Registers `gente` in the prepared base of the running `cluster`, all or none; how many rows that changed.

    Raises ErrorNodo for a bad name or a key that is not the person's, psycopg.Error, OSError.
    """
    for nombrada in gente.estaciones:
        roles.validar_estacion(nombrada.estacion)
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        hay = {estacion for (estacion,) in conn.execute("SELECT estacion FROM prep.estacion")}
        if nuevas := [e.estacion for e in gente.estaciones if e.estacion not in hay]:
            _crear_estaciones(cluster, nuevas)
        return guardar(conn, gente, cluster.datos)


def _crear_estaciones(cluster: Cluster, estaciones: list[str]) -> None:
    """Their roles, before their rows: what dies in between is made again the next time."""
    claves = cluster.claves.asegurar(estaciones)
    with psycopg.connect(cluster.dsn(ADMIN, "postgres")) as admin:  # all of it at once: the guard looks at each
        roles.crear_estaciones(admin, estaciones, claves)


def guardar(conn: Connection[Any], gente: Gente, datos: Path) -> int:
    """The rows of `gente` that are new or changed, in the transaction of `conn`; how many.

    Signed with the centre's key of the folder `datos`, or as the centre signed them. An operator's public key never
    changes: their facts are verified with it for ever. Raises ErrorNodo, LlaveInvalida.
    """
    cambiadas = [
        (OPERADOR, _operadores(conn, gente.operadores, datos)),
        (ESTACION, _estaciones(conn, gente.estaciones, datos)),
        (CAE, _cuentas(conn, gente.cae)),
    ]
    with conn.cursor() as cursor:
        for orden, filas in cambiadas:
            if filas:
                cursor.executemany(orden, filas)
    return sum(len(filas) for _, filas in cambiadas)


def leer_operadores(
    conn: Connection[Any], donde: str = "", *valores: object, sellada: bool = True
) -> list[OperadorNuevo]:
    """Everybody who is registered, or those of the condition `donde`, as the base has them; also without the sealed
    half of their keys, which no service may read."""
    consulta = LEER_OPERADORES if sellada else LEER_OPERADORES.replace("sellada", "''")
    filas = conn.execute(f"{consulta} {donde}", valores)
    return [OperadorNuevo(o, n, bytes(p), s, tuple(r), t, a, v, bytes(f)) for o, n, p, s, r, t, a, v, f in filas]


def leer_personas(conn: Connection[Any], donde: str = "", *valores: object) -> list[OperadorNuevo]:
    """Everybody as they are now: as the list says, and two people, or themselves, changed it since. By the owner."""
    consulta = f"SELECT operador, nombre, publica, sellada, roles, sitio, activo FROM prep.persona {donde}"  # noqa: S608
    return [OperadorNuevo(o, n, bytes(p), s, tuple(r), t, a) for o, n, p, s, r, t, a in conn.execute(consulta, valores)]


def leer_estaciones(conn: Connection[Any], donde: str = "", *valores: object) -> list[EstacionNueva]:
    filas = conn.execute(f"{LEER_ESTACIONES} {donde}", valores)
    return [EstacionNueva(e, s, a, v, bytes(f), tuple(p)) for e, s, a, v, f, p in filas]


def _operadores(conn: Connection[Any], operadores: Sequence[OperadorNuevo], datos: Path) -> list[tuple[Any, ...]]:
    if not operadores:
        return []
    lista, hay = _lista(conn, datos), {o.operador: o for o in leer_operadores(conn)}
    filas: list[tuple[Any, ...]] = []
    for o in operadores:
        if len(o.publica) != LARGO:
            raise ErrorNodo(f"La llave pública de «{o.operador}» no mide {LARGO} bytes.")
        antes = hay.get(o.operador)
        if antes is not None and antes.publica != o.publica and not o.firma:
            raise ErrorNodo(f"El operador «{o.operador}» ya tiene otra llave: dé de alta a la persona con otro nombre.")
        if nueva := lista.siguiente(o, antes, o.operador):
            filas.append((*astuple(nueva)[:4], list(nueva.roles), *astuple(nueva)[5:]))
    return filas


def _estaciones(conn: Connection[Any], estaciones: Sequence[EstacionNueva], datos: Path) -> list[tuple[Any, ...]]:
    if not estaciones:
        return []
    lista, hay = _lista(conn, datos), {e.estacion: e for e in leer_estaciones(conn)}
    nuevas = (lista.siguiente(e, hay.get(e.estacion), e.estacion) for e in estaciones)
    return [(*astuple(nueva)[:-1], list(nueva.papeles)) for nueva in nuevas if nueva is not None]


def _lista(conn: Connection[Any], datos: Path) -> ListaDelCentro:
    ((proceso,),) = conn.execute("SELECT proceso FROM prep.proceso").fetchall()
    return abrir_lista(datos, proceso)


def _cuentas(conn: Connection[Any], nuevas: Iterable[CuentaCae]) -> list[tuple[Any, ...]]:
    hay = set(conn.execute("SELECT acta, cuenta, desde FROM prep.cae"))
    return [fila for fila in map(astuple, nuevas) if fila not in hay]
