"""What the room remembers: the actas of each centre of work by stage, one row a minute, kept for three days.

It is made of the derived state, by one thread of the centre; a stop leaves a hole and nothing else.
"""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from psycopg import Connection
from sqlalchemy import Connection as Vista
from sqlalchemy import text

from central.tablero.consulta import Conteo
from prep.domain.vida.estado import Etapa

MINUTO_S = 60.0
PLAZO = "20s"  # a count that takes longer than that is left for the next minute
GUARDA = timedelta(days=3)
COLUMNAS = ", ".join(etapa.lower() for etapa in Etapa)
CUENTAS = ", ".join(f"count(*) FILTER (WHERE coalesce(e.etapa, 'ESPERADA') = '{etapa}')" for etapa in Etapa)
ANOTAR = (
    f"INSERT INTO prep.minuto (momento, centro, {COLUMNAS})"  # noqa: S608 -- the names of our own stages
    f" SELECT date_trunc('minute', clock_timestamp()), a.centro, {CUENTAS}"
    " FROM prep.acta a LEFT JOIN prep.acta_estado e ON e.acta = a.clave WHERE a.catalogada"
    " AND EXISTS (SELECT FROM prep.hecho f WHERE f.acta = '' AND f.tipo = 'FASE'"
    " AND prep.campo_de(f.cuerpo, 'fase') = 'abrir' AND prep.vale(f))"  # before it, ceros: not a row anywhere
    " GROUP BY a.centro ON CONFLICT DO NOTHING"
)
OLVIDAR = "DELETE FROM prep.minuto WHERE momento < clock_timestamp() - %s"
LEER = (
    f"SELECT momento, centro, {COLUMNAS} FROM prep.minuto"  # noqa: S608 -- the same
    " WHERE momento >= clock_timestamp() - :desde AND extract(minute FROM momento)::int % :cada = 0"
    " ORDER BY momento, centro"
)
REGISTRO = logging.getLogger(__name__)


class Minuto(NamedTuple):
    """The actas of one centre of work by stage, as they were at `momento`."""

    momento: datetime
    centro: str
    conteo: Conteo


def leer(conn: Vista, desde: timedelta, cada: int = 1) -> list[Minuto]:
    """What is remembered of the last `desde`, one of each `cada` minutes, the oldest first."""
    filas = conn.execute(text(LEER), {"desde": desde, "cada": cada})
    etapas = [str(etapa) for etapa in Etapa]
    return [Minuto(momento, centro, dict(zip(etapas, cuentas, strict=True))) for momento, centro, *cuentas in filas]


def anotar(conexion: Connection[Any]) -> None:
    """The row of this minute of each centre of work, once; and none older than what is kept."""
    with conexion.transaction():
        conexion.execute(f"SET LOCAL statement_timeout = '{PLAZO}'")
        conexion.execute(ANOTAR)
        conexion.execute(OLVIDAR, (GUARDA,))


@dataclass(frozen=True, slots=True)
class Minutero:
    """Runs in a thread of the centre's program until `parar`; `dsn` is the árbitro's role."""

    dsn: str
    parar: threading.Event

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(self.dsn, autocommit=True, application_name="prep minutero") as conexion:
                    anotar(conexion)
            except (psycopg.Error, OSError) as error:
                REGISTRO.warning("No se pudo anotar el minuto: %s", str(error).partition("\n")[0])
            self.parar.wait(MINUTO_S - time.time() % MINUTO_S)
