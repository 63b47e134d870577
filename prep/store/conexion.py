"""How the node's programs reach their base: an SQLAlchemy engine over psycopg 3, and the connection below it."""

from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine

ESQUEMA = "prep"


def motor(dsn: str) -> Engine:
    """An engine on the libpq connection string `dsn`. Its pool is small: a node's connections belong to stations."""

    def conectar() -> psycopg.Connection[Any]:
        return psycopg.connect(dsn)

    return create_engine("postgresql+psycopg://", creator=conectar, pool_size=2, max_overflow=4, pool_pre_ping=True)


def cruda(conn: Connection) -> psycopg.Connection[Any]:
    """The connection below `conn`, in the same transaction, for what is written without SQLAlchemy."""
    propia = conn.connection.driver_connection
    assert isinstance(propia, psycopg.Connection)
    return propia
