"""The pages that passed through the station's tray, as they were judged: what the tray's own files do not say."""

import sqlite3
from typing import Any

from prep.store.spool.esquema import ahora
from prep.store.spool.tipos import PaginaAnotada

COLUMNAS = "huella, origen, estado, motivo, acta, defecto, falta_acopio, miniatura"
LEER = f"SELECT {COLUMNAS} FROM pagina ORDER BY n"  # noqa: S608 -- our own columns
ANOTAR = f"""
INSERT INTO pagina ({COLUMNAS}, cuando) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (huella) DO UPDATE SET estado = excluded.estado, motivo = excluded.motivo, acta = excluded.acta,
    defecto = excluded.defecto, falta_acopio = excluded.falta_acopio, cuando = excluded.cuando,
    miniatura = CASE WHEN excluded.miniatura = x'' THEN miniatura ELSE excluded.miniatura END"""  # noqa: S608


def anotar(conexion: sqlite3.Connection, p: PaginaAnotada) -> None:
    fila = (p.huella, p.origen, p.estado, p.motivo, p.acta, p.defecto, int(p.falta_acopio), p.miniatura)
    conexion.execute(ANOTAR, (*fila, ahora()))


def de_fila(fila: Any) -> PaginaAnotada:
    huella, origen, estado, motivo, acta, defecto, falta_acopio, miniatura = fila
    return PaginaAnotada(huella, origen, estado, motivo, acta, defecto, bool(falta_acopio), miniatura)
