"""`central nodo --datos DIR`: the node's server and its árbitro, until Ctrl-C or SIGTERM."""

import argparse
import signal
import sys
import threading
from pathlib import Path

import psycopg

from central.arbitro.proceso import OtroArbitro, correr
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import ARCHIVO
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.preparar import BASE
from prep.net.identidad import Llave, LlaveInvalida, cargar
from prep.store.migrar import BaseMasNueva, subir


def registrar(analizador: argparse.ArgumentParser) -> None:
    analizador.add_argument("--datos", type=Path, required=True, metavar="DIR", help="carpeta de datos del nodo")
    analizador.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    """0 when it was told to stop; 2 when it could not start, saying why."""
    parar = threading.Event()
    for aviso in (signal.SIGINT, signal.SIGTERM):
        signal.signal(aviso, lambda *_: parar.set())
    try:
        with Cluster(argumentos.datos) as cluster:
            _exigir_preparada(cluster, argumentos.datos)
            subir(cluster.dsn(roles.DUENO))
            print(f"El nodo está en marcha sobre {argumentos.datos}. Para detenerlo: Ctrl-C.", flush=True)
            correr(cluster.dsn(roles.ARBITRO), parar, _llave(argumentos.datos))
    except (ErrorNodo, BaseMasNueva, OtroArbitro, LlaveInvalida, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print("El nodo se detuvo.")
    return 0


def _exigir_preparada(cluster: Cluster, datos: Path) -> None:
    with psycopg.connect(cluster.dsn(ADMIN, "postgres")) as conn:
        if conn.execute("SELECT FROM pg_catalog.pg_database WHERE datname = %s", (BASE,)).fetchone() is None:
            raise ErrorNodo(f"El nodo de {datos} no está preparado: no tiene catálogo, operadores ni estaciones.")


def _llave(datos: Path) -> Llave | None:
    """The centre's key, with which the árbitro also closes work that nobody may take (R-04); a node may lack it."""
    ruta = datos / ARCHIVO
    return cargar(ruta) if ruta.exists() else None
