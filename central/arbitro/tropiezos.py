"""What stumbles over one thing goes on with the others: it is found by halving, said in the log and alarmed once."""

import logging
import traceback
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import psycopg
from psycopg import Connection

T = TypeVar("T")
# Classes of SQLSTATE that speak of the data: its form, a rule of a table, a limit of the server, one of our functions.
DE_LOS_DATOS = ("22", "23", "54", "PR")
ALARMAR = """
INSERT INTO prep.alarma (codigo, acta, texto) SELECT %(codigo)s, %(acta)s, %(texto)s WHERE NOT EXISTS
(SELECT FROM prep.alarma WHERE codigo = %(codigo)s AND acta = %(acta)s AND texto = %(texto)s AND atendida IS NULL)
"""
REGISTRO = logging.getLogger(__name__)


def es_del_lugar(error: Exception) -> bool:
    """Whether it says nothing of what was being done: the base is lost or full, a grant or a table is missing."""
    if isinstance(error, psycopg.Error):
        de_datos = isinstance(error, psycopg.DataError | psycopg.IntegrityError)
        return not de_datos and not (error.sqlstate or "").startswith(DE_LOS_DATOS)
    return isinstance(error, MemoryError | OSError)


def por_mitades(
    cosas: Sequence[T], hacer: Callable[[Sequence[T]], object], apartar: Callable[[T, Exception], object]
) -> None:
    """Does all of `cosas`, in their order; each that fails by itself is handed to `apartar`.

    `hacer` must leave nothing behind when it raises. What is of the place and not of them is raised.
    """
    try:
        hacer(cosas)
    except Exception as error:
        if es_del_lugar(error):
            raise
        if len(cosas) == 1:
            apartar(cosas[0], error)
            return
        REGISTRO.warning("De %s cosas alguna falla (%s): se hacen por mitades", len(cosas), type(error).__name__)
        mitad = len(cosas) // 2
        por_mitades(cosas[:mitad], hacer, apartar)
        por_mitades(cosas[mitad:], hacer, apartar)


def anotar(que: str, error: Exception) -> None:
    """In the log: where it happened and its class. Never its words, which could hold somebody's figures."""
    lineas = "".join(traceback.format_tb(error.__traceback__))
    REGISTRO.error("%s: %s\n%s", que, type(error).__name__, lineas)


def avisar(conexion: Connection[Any], codigo: str, acta: str, texto: str) -> None:
    """One alarm, however often it happens, until somebody attends it."""
    conexion.execute(ALARMAR, {"codigo": codigo, "acta": acta, "texto": texto})
