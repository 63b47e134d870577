"""One try from a station's role: its SQL, what must come of it, and how what came is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

INOFENSIVO, CONTENIDO = "inofensivo", "contenido"
# Figures that nobody else would key, the image that the attacker was not given, and what a password is kept as.
AJENA = b"foto ajena"
CIFRAS_AJENAS = (74_923, 81_647, 90_218)
SECRETOS = (*map(str, CIFRAS_AJENAS), AJENA.decode(), AJENA.hex(), "SCRAM-SHA-256")

Filas = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Ataque:
    """`espera`: the SQLSTATE that refuses it; INOFENSIVO, it runs and tells nothing; CONTENIDO, it runs and reaches no
    further than the attacker's own session, which `bien` looks at (its rows).
    """

    que: str
    sql: str
    espera: str
    bien: Callable[[Filas], bool] | None = None
    suelto: bool = False  # each statement by itself, not in one transaction that is undone


def intentar(dsn: str, ataque: Ataque) -> str:
    """What came: a SQLSTATE, what was expected of one that runs, or what it should not have shown or done."""
    dicho: list[str] = []
    with psycopg.connect(dsn, autocommit=True, prepare_threshold=None) as conexion:
        conexion.add_notice_handler(lambda aviso: dicho.append(aviso.message_primary or ""))
        try:
            if ataque.suelto:
                filas = [fila for sql in ataque.sql.split(";") for fila in _correr(conexion, sql)]
            else:
                with conexion.transaction(force_rollback=True):
                    filas = _correr(conexion, ataque.sql)
        except psycopg.Error as error:
            d = error.diag  # what the server says; not the line of our own SQL that it points at
            dicho += [texto for texto in (d.message_primary, d.message_detail, d.message_hint, d.context) if texto]
            return _visto(dicho) or error.sqlstate or type(error).__name__
        dicho += [str(fila) for fila in filas] + [aviso.payload for aviso in conexion.notifies(timeout=0)]
    visto = _visto(dicho)
    if visto:
        return visto
    if ataque.bien is not None and not ataque.bien(filas):
        return f"NO ES LO DEBIDO: {filas}"[:300]
    return ataque.espera if ataque.espera in (INOFENSIVO, CONTENIDO) else "SE DEJÓ"


def _correr(conexion: psycopg.Connection[Any], sql: str) -> Filas:
    """All the rows of all its statements, COPY included."""
    if sql.lstrip().upper().startswith("COPY") and " TO STDOUT" in sql.upper():
        with conexion.cursor() as cursor, cursor.copy(sql.encode()) as copia:
            return [(bytes(trozo).decode(errors="replace"),) for trozo in copia]
    cursor = conexion.execute(sql.encode())
    filas: Filas = []
    while True:
        if cursor.description is not None:
            filas += cursor.fetchall()
        if not cursor.nextset():
            return filas


def _visto(dicho: list[str]) -> str:
    todo = "\n".join(dicho)
    hallados = [secreto for secreto in SECRETOS if secreto in todo]
    return f"REVELA {hallados}" if hallados else ""
