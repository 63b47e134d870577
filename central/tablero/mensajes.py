"""The messages of the room, the newest first, with who answered each (0093)."""

from sqlalchemy import Connection

from prep.domain.reglas.mensajes import COLUMNAS, Mensaje, a_mensaje
from prep.store.conexion import cruda

DE_CADA = 10  # of one person
MENSAJES = f"SELECT {', '.join(COLUMNAS)} FROM prep.mensajes_de('', '', false, %s)"  # noqa: S608 -- our own columns
ESTACION = "SELECT sitio FROM prep.estacion WHERE estacion = %s AND activo"
SITIO = "SELECT EXISTS (SELECT FROM prep.estacion WHERE sitio = %s AND activo)"


def leer(conn: Connection) -> tuple[Mensaje, ...]:
    return tuple(map(a_mensaje, cruda(conn).execute(MENSAJES, (DE_CADA,)).fetchall()))


def hay_destino(conn: Connection, para: str) -> bool:
    """Whether somebody is to see what is written to that site or station."""
    propia = cruda(conn)
    return propia.execute(ESTACION, (para,)).fetchone() is not None or propia.execute(SITIO, (para,)).fetchone() == (
        True,
    )
