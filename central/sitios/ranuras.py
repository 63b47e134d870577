"""What a node's own server says of the slots by which the centre reads it: asked there, by the role that replicates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo.nombres import NombreNodo
from central.sitios.acceso import al_nodo
from central.sitios.suscripciones import FLUJOS, TABLAS, nombre_flujo

FALTAN = {
    f: "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recibido)), 0)"  # noqa: S608
    f" FROM prep.{t} WHERE nodo = %s AND recibido > coalesce(%s, '-infinity'::timestamptz)"
    for f, t in TABLAS.items()
}
UN_HECHO = 512  # bytes; less than any row with its index entries: what is behind by less is behind by no row


@dataclass(frozen=True, slots=True)
class Ranura:
    """A stream as its node sees it: rows still to be sent, since when the oldest waits, and bytes of its log."""

    activa: bool
    wal_status: str
    atraso: int | None
    retenido: int | None
    faltan: int
    segundos: int


def mirar(
    datos: Path, nombre: NombreNodo, servidor: str, puerto: int, ultimos: Mapping[str, datetime | None]
) -> dict[str, Ranura]:
    """Each stream of the node that answers there; `ultimos`: when it got the last row of each that is at the centre.

    Raises psycopg.Error, ErrorNodo, OSError.
    """
    dsn = al_nodo(
        datos, nombre, servidor, puerto,
        connect_timeout=2, tcp_user_timeout=2000, options="-c statement_timeout=2s", application_name="prep estado",
    )  # fmt: skip
    with psycopg.connect(dsn, autocommit=True) as suyo:
        hay = {ranura: resto for ranura, *resto in suyo.execute("SELECT * FROM prep.ranuras()")}
        return {
            flujo: _ranura(suyo, nombre, flujo, ultimos[flujo], hay[nombre_flujo(flujo, nombre)])
            for flujo in FLUJOS
            if nombre_flujo(flujo, nombre) in hay
        }


def _ranura(suyo: Connection[Any], nombre: NombreNodo, flujo: str, ultimo: datetime | None, dicho: list[Any]) -> Ranura:
    """By the node's own clock. Rows that the centre had from another node are not behind: the log is read past them."""
    activa, wal_status, atraso, retenido = dicho
    faltan, segundos = 0, 0
    if atraso is None or atraso >= UN_HECHO:
        ((faltan, segundos),) = suyo.execute(FALTAN[flujo], (nombre.nodo, ultimo)).fetchall()
    return Ranura(activa, wal_status, atraso, retenido, faltan, max(0, round(segundos)))


def sin_confirmar(suyo: Connection[Any]) -> int:
    """At a node, as its owner: the bytes of its log that the centre has not taken yet."""
    ((octetos,),) = suyo.execute("SELECT coalesce(sum(atraso), 0) FROM prep.ranuras()").fetchall()
    return int(octetos)
