"""The second process of a long cut: folds the actas that it is told, in the snapshot that it is told."""

import gc
import json
import pickle
import sys

import psycopg
from psycopg import IsolationLevel, sql

from central.arbitro.contexto import Contexto
from central.corte.plegado import LOTE, Plegado, plegar
from prep.domain.publicacion.filas import Filas
from prep.store.conexion import motor


def principal() -> None:
    """The order comes as JSON by the standard input; the answer goes pickled by the standard output."""
    gc.disable()  # as the cut itself
    pedido = json.load(sys.stdin)
    claves, por_plegar = pedido["claves"], frozenset(pedido["por_plegar"])
    maquina = motor(pedido["dsn"])
    junto = Plegado()
    with psycopg.connect(pedido["dsn"]) as conexion:
        conexion.isolation_level = IsolationLevel.REPEATABLE_READ
        conexion.read_only = True
        conexion.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(pedido["foto"])))
        contexto = Contexto(maquina, conexion)
        fabrica = Filas(contexto.catalogo)
        for i in range(0, len(claves), LOTE):
            parte = plegar(conexion, contexto, fabrica, claves[i : i + LOTE], por_plegar)
            junto.filas |= parte.filas
            junto.fuentes |= parte.fuentes
            junto.diferencias += parte.diferencias
            junto.retenidas |= parte.retenidas
    maquina.dispose()
    pickle.dump(junto, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    principal()
