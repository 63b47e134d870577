"""The channels by which the base wakes a node's programs; their names are each node's own (10_disparadores.sql)."""

from typing import Any

from psycopg import Connection, sql

COLA, SESION, TABLERO = "cola", "sesion", "tablero"  # the árbitro's, the centinela's, the boards'


def escuchar(conexion: Connection[Any], canal: str) -> None:
    """From here on this connection is woken by that channel of its base."""
    ((nombre,),) = conexion.execute("SELECT prep.canal(%s)", (canal,)).fetchall()
    conexion.execute(sql.SQL("LISTEN {}").format(sql.Identifier(nombre)))
