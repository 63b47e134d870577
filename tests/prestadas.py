"""Connections that tests use one after another: to open one costs more than most of what is asked through it."""

import select
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

Conexion = psycopg.Connection[Any]
_LIBRES: dict[str, list[Conexion]] = defaultdict(list)  # connection string -> those that nobody uses now


@contextmanager
def prestada(dsn: str) -> Iterator[Conexion]:
    """In autocommit. It goes back only if all went well, and is lent again only if its server still holds it."""
    conexion = _libre(dsn) or psycopg.connect(dsn, autocommit=True, prepare_threshold=None)
    try:
        yield conexion
    except BaseException:
        conexion.close()
        raise
    _LIBRES[dsn].append(conexion)


def cerrar(base: str = "") -> None:
    """Those of a base, which is going away; none said, all."""
    for dsn in list(_LIBRES):
        if not base or psycopg.conninfo.conninfo_to_dict(dsn)["dbname"] == base:
            for conexion in _LIBRES.pop(dsn):
                conexion.close()


def _libre(dsn: str) -> Conexion | None:
    while _LIBRES[dsn]:
        conexion = _LIBRES[dsn].pop()
        if not conexion.closed and not select.select([conexion.fileno()], [], [], 0)[0]:
            return conexion
        conexion.close()  # a server that ends says so
    return None
