"""Writes people, stations and accounts of CAE into a node's base: the one way, for preparing, commands and flow down.

What is not named stays as it was, and nobody is deleted: a person who leaves is registered again as inactive.
"""

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.personas import CuentaCae, EstacionNueva, Gente, OperadorNuevo

LEER_OPERADORES = "SELECT operador, nombre, publica, sellada, roles, sitio, activo FROM prep.operador"
OPERADOR = (
    "INSERT INTO prep.operador (operador, nombre, publica, sellada, roles, sitio, activo)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (operador) DO UPDATE SET nombre = excluded.nombre,"
    " sellada = excluded.sellada, roles = excluded.roles, sitio = excluded.sitio, activo = excluded.activo"
)
ESTACION = (
    "INSERT INTO prep.estacion (estacion, sitio, activo) VALUES (%s, %s, %s)"
    " ON CONFLICT (estacion) DO UPDATE SET sitio = excluded.sitio, activo = excluded.activo"
)
CAE = "INSERT INTO prep.cae (acta, cuenta) VALUES (%s, %s) ON CONFLICT (acta) DO UPDATE SET cuenta = excluded.cuenta"


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
        return guardar(conn, gente)


def _crear_estaciones(cluster: Cluster, estaciones: list[str]) -> None:
    """Their roles, before their rows: what dies in between is made again the next time."""
    claves = cluster.claves.asegurar(estaciones)
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as admin:
        roles.crear_estaciones(admin, estaciones, claves)


def guardar(conn: Connection[Any], gente: Gente) -> int:
    """The rows of `gente` that are new or changed, in the transaction of `conn`; how many.

    An operator's public key never changes: their facts are verified with it for ever.
    """
    cambiadas = [
        (OPERADOR, _operadores(conn, gente.operadores)),
        (ESTACION, _otras(conn, "SELECT estacion, sitio, activo FROM prep.estacion", gente.estaciones)),
        (CAE, _otras(conn, "SELECT acta, cuenta FROM prep.cae", gente.cae)),
    ]
    with conn.cursor() as cursor:
        for orden, filas in cambiadas:
            if filas:
                cursor.executemany(orden, filas)
    return sum(len(filas) for _, filas in cambiadas)


def _operadores(conn: Connection[Any], operadores: Iterable[OperadorNuevo]) -> list[tuple[Any, ...]]:
    hay = {fila[0]: (*fila[:2], bytes(fila[2]), *fila[3:]) for fila in conn.execute(LEER_OPERADORES)}
    filas: list[tuple[Any, ...]] = []
    for o in operadores:
        if len(o.publica) != 32:
            raise ErrorNodo(f"La llave pública de «{o.operador}» no mide 32 bytes.")
        antes = hay.get(o.operador)
        if antes is not None and antes[2] != o.publica:
            raise ErrorNodo(f"El operador «{o.operador}» ya tiene otra llave: dé de alta a la persona con otro nombre.")
        fila = (o.operador, o.nombre, o.publica, o.sellada, list(o.roles), o.sitio, o.activo)
        if fila != antes:
            filas.append(fila)
    return filas


def _otras(conn: Connection[Any], consulta: str, nuevas: Iterable[EstacionNueva | CuentaCae]) -> list[tuple[Any, ...]]:
    hay = set(conn.execute(consulta))
    return [fila for fila in map(astuple, nuevas) if fila not in hay]
