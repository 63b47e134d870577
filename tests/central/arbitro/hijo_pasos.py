"""The árbitro that is killed just before the N-th statement that it sends."""

import os
import signal
from itertools import count
from typing import Any

import psycopg

from central.arbitro.contexto import Contexto
from central.arbitro.lote import procesar
from prep.store.conexion import motor


class Mortal(psycopg.Connection[Any]):
    """Counts what it sends from `armar` on."""

    def armar(self, muere_en: int) -> None:
        self._pasos, self._muere_en = count(1), muere_en

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        if hasattr(self, "_pasos") and next(self._pasos) == self._muere_en:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*args, **kwargs)


def trabajar(dsn: str, muere_en: int) -> None:
    base = motor(dsn)
    with Mortal.connect(dsn, autocommit=True) as conexion:
        contexto = Contexto(base, conexion)
        conexion.armar(muere_en)
        while procesar(conexion, contexto):
            pass
    base.dispose()
