"""The hash chain of a node's facts: a later change to any of them breaks it at its link (P-8)."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection

from prep.store.hechos import HechoLeido

ORIGEN = bytes(32)
VERSION = 2  # 1, of bases from before, covered what was signed and not what the node said of it
CABEZA = "SELECT n, eslabon FROM prep.cadena ORDER BY n DESC LIMIT 1"


def eslabon(anterior: bytes, leido: HechoLeido, version: int = VERSION) -> bytes:
    """The link after `anterior` (32 bytes): SHA-256 over it, the digest of what was signed with its signature, and the
    digest of what the node says of the fact: node, sec, ronda, time of reception."""
    firmado = hashlib.sha256(leido.mensaje + leido.firma).digest()
    recibido = hashlib.sha256(leido.recibo).digest() if version > 1 else b""
    return hashlib.sha256(anterior + firmado + recibido).digest()


def cabeza(fila: Sequence[Any] | None) -> tuple[int, bytes]:
    """Number and value of the last link, the row of CABEZA; (0, zeros) when the chain is empty."""
    return (int(fila[0]), bytes(fila[1])) if fila else (0, ORIGEN)


def anexar(conexion: Connection, ultimo: tuple[int, bytes], verificados: Iterable[HechoLeido]) -> None:
    """Appends facts, read with their `recibo`, in order after `ultimo`; the árbitro is alone here, by its lock."""
    n, anterior = ultimo
    filas: list[tuple[int, UUID, bytes]] = []
    for leido in verificados:
        n, anterior = n + 1, eslabon(anterior, leido)
        filas.append((n, leido.id, anterior))
    if filas:
        conexion.execute(
            "INSERT INTO prep.cadena (n, hecho, eslabon, version)"
            " SELECT t.*, %s FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[]) AS t",
            [VERSION, *(list(columna) for columna in zip(*filas, strict=True))],
        )
