"""The hash chain of a node's facts: a later change to any of them breaks it at its link (P-8)."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection

ORIGEN = bytes(32)


def eslabon(anterior: bytes, mensaje: bytes, firma: bytes) -> bytes:
    """The link after `anterior` (32 bytes): SHA-256 over it and the digest of what was signed and its signature."""
    return hashlib.sha256(anterior + hashlib.sha256(mensaje + firma).digest()).digest()


CABEZA = "SELECT n, eslabon FROM prep.cadena ORDER BY n DESC LIMIT 1"


def cabeza(fila: Sequence[Any] | None) -> tuple[int, bytes]:
    """Number and value of the last link, the row of CABEZA; (0, zeros) when the chain is empty."""
    return (int(fila[0]), bytes(fila[1])) if fila else (0, ORIGEN)


def anexar(conexion: Connection, ultimo: tuple[int, bytes], verificados: Iterable[tuple[UUID, bytes, bytes]]) -> None:
    """Appends (fact, message, signature) in order after the link `ultimo`; the árbitro is alone here, by its lock."""
    n, anterior = ultimo
    filas: list[tuple[int, UUID, bytes]] = []
    for hecho, mensaje, firma in verificados:
        n, anterior = n + 1, eslabon(anterior, mensaje, firma)
        filas.append((n, hecho, anterior))
    if filas:
        conexion.execute(
            "INSERT INTO prep.cadena (n, hecho, eslabon) SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[])",
            [list(columna) for columna in zip(*filas, strict=True)],
        )
