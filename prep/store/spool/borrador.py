"""The draft of a captura in the spool: the fields that its operator finished, until the captura itself is kept."""

import json
import sqlite3

from prep.domain.hechos.campos import leer_valor
from prep.domain.hechos.hechos import Captura, Fuente, Hecho
from prep.store.spool.esquema import ahora
from prep.store.spool.tipos import Borrador

Obra = tuple[str, Fuente, int]  # which captura: acta, source, ronda. Not the lease: another one of the same is the same

# A draft that comes late, when its captura was kept, would bring it back.
ESCRIBIR = """
INSERT OR REPLACE INTO borrador (operador, acta, fuente, ronda, valores, campo, documento, identificacion, cuando)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (
    SELECT 1 FROM salida WHERE tipo = 'CAPTURA' AND operador = ? AND acta = ? AND fuente = ? AND ronda = ?)"""
LEER = "SELECT acta, fuente, ronda, valores, campo, documento, identificacion FROM borrador WHERE operador = ?"
TERMINAR = "DELETE FROM borrador WHERE operador = ? AND acta = ? AND fuente = ? AND ronda = ?"
SOBRA = "WHERE (operador = ?) <> (acta = ? AND fuente = ? AND ronda = ?)"
AJENO = ("", "", -1)  # the work of a person who has none


def escribir(conexion: sqlite3.Connection, b: Borrador) -> None:
    cabeza = (b.operador, b.acta, b.fuente, b.ronda)
    resto = (json.dumps(b.valores), b.campo, b.documento, b.identificacion, ahora())
    conexion.execute(ESCRIBIR, (*cabeza, *resto, *cabeza))


def leer(conexion: sqlite3.Connection, operador: str) -> Borrador | None:
    fila = conexion.execute(LEER, (operador,)).fetchone()
    if fila is None:
        return None
    acta, fuente, ronda, texto, campo, documento, identificacion = fila
    valores = tuple(None if valor is None else leer_valor(valor) for valor in json.loads(texto))
    return Borrador(operador, acta, Fuente(fuente), ronda, valores, campo, documento, identificacion)


def terminar(conexion: sqlite3.Connection, hecho: Hecho) -> None:
    """The captura is kept in this very transaction: its draft is no more."""
    if isinstance(hecho.cuerpo, Captura):
        conexion.execute(TERMINAR, (hecho.operador, hecho.acta, hecho.fuente, hecho.cuerpo.ronda))


def sobra(conexion: sqlite3.Connection, operador: str, obra: Obra | None) -> bool:
    """Whether there is any draft that `soltar` would erase."""
    fila = conexion.execute(f"SELECT 1 FROM borrador {SOBRA}", (operador, *(obra or AJENO))).fetchone()  # noqa: S608
    return fila is not None


def soltar(conexion: sqlite3.Connection, operador: str, obra: Obra | None) -> None:
    """Erase the operator's drafts of other works, and other people's of this one."""
    conexion.execute(f"DELETE FROM borrador {SOBRA}", (operador, *(obra or AJENO)))  # noqa: S608
