"""How long one commit takes on a cluster's disk: the floor under everything that a node confirms."""

import statistics
import time

import psycopg

from central.nodo.cluster import ADMIN, Cluster

CUANTAS = 100


def confirmacion_ms(cluster: Cluster, cuantas: int = CUANTAS) -> float:
    """The median milliseconds of a one-row transaction with synchronous_commit on, in a running cluster."""
    tiempos = []
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as conexion:
        conexion.execute("CREATE TABLE bench_disco (n int)")
        try:
            for n in range(cuantas):
                inicio = time.perf_counter()
                conexion.execute("INSERT INTO bench_disco VALUES (%s)", (n,))
                tiempos.append(time.perf_counter() - inicio)
        finally:
            conexion.execute("DROP TABLE bench_disco")
    return statistics.median(tiempos) * 1000
