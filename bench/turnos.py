"""What the árbitro's turns cost and what they save: `python -m bench.turnos`.

Two queues: an honest one of 400 origins with 500 rows each, and the flood of one station, 20,000 rows, with one honest
fact behind. What is measured is choosing a batch and how many batches pass until the honest one is in. Baseline in the
same run: choosing by arrival alone, as the árbitro does while a batch holds all that waits.
"""

import argparse
import time
from collections.abc import Callable

import psycopg

from bench.carpeta import carpeta_propia
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, percentiles_ms
from central.arbitro.lote import LOTE, MIRAR, QUITAR, TURNOS, FilaDeCola
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE, crear_base
from central.nodo.roles import ARBITRO, DUENO

ORIGENES, FILAS, INUNDACION, VECES = 400, 500, 20_000, 40
LIMITE_MS = 20
PONER = (
    "INSERT INTO prep.cola (hecho, acta, origen)"
    " SELECT gen_random_uuid(), '', %s || o FROM generate_series(1, %s) f, generate_series(1, %s) o"
)
Conexion = psycopg.Connection[tuple[object, ...]]
Escoger = Callable[[psycopg.Connection[FilaDeCola]], list[FilaDeCola]]


def por_llegada(conexion: psycopg.Connection[FilaDeCola]) -> list[FilaDeCola]:
    return conexion.execute(MIRAR, (False, LOTE)).fetchall()


def por_turnos(conexion: psycopg.Connection[FilaDeCola]) -> list[FilaDeCola]:
    return conexion.execute(TURNOS, (LOTE, LOTE)).fetchall()


def tardan(conexion: psycopg.Connection[FilaDeCola], escoger: Escoger, *, quitando: bool) -> list[float]:
    """Seconds of each choice of a batch; `quitando`: what was chosen is gone before the next, as in the night."""
    salen = []
    for _ in range(VECES):
        antes = time.perf_counter()
        filas = escoger(conexion)
        salen.append(time.perf_counter() - antes)
        if quitando:
            conexion.execute(QUITAR, ([n for n, _, _ in filas],))
    return salen


def lotes_hasta(conexion: psycopg.Connection[FilaDeCola], escoger: Escoger, honesto: int) -> int:
    """How many batches until the honest row is in one."""
    lotes = 0
    while True:
        lotes += 1
        filas = escoger(conexion)
        conexion.execute(QUITAR, ([n for n, _, _ in filas],))
        if honesto in {n for n, _, _ in filas}:
            return lotes


def medir(cluster: Cluster) -> InformeDeMedida:
    with (
        psycopg.connect(cluster.dsn(DUENO, BASE), autocommit=True) as dueno,
        psycopg.connect(cluster.dsn(ARBITRO, BASE), autocommit=True) as conexion,
    ):
        conexion.execute("SET plan_cache_mode = force_custom_plan")
        dueno.execute(PONER, ("CATD estacion-", FILAS, ORIGENES))
        dueno.execute("ANALYZE prep.cola")
        simple = tardan(conexion, por_llegada, quitando=False)
        turnos = tardan(conexion, por_turnos, quitando=True)
        lotes = []
        for escoger in (por_llegada, por_turnos):
            dueno.execute("TRUNCATE prep.cola")
            dueno.execute(PONER, ("CATD mala-", INUNDACION, 1))
            ((honesto,),) = dueno.execute(f"{PONER} RETURNING n", ("CATD buena-", 1, 1)).fetchall()
            lotes.append(lotes_hasta(conexion, escoger, int(str(honesto))))
    (p50, p90, p99), (b50, b90, b99) = percentiles_ms(turnos), percentiles_ms(simple)
    costo = Figura(
        f"escoger un lote entre {ORIGENES} orígenes de {FILAS} filas",
        f"p50 {p50:.1f} ms, p90 {p90:.1f}, p99 {p99:.1f}",
        f"p90 ≤ {LIMITE_MS} ms",
        p90 <= LIMITE_MS,
        f"por orden de llegada: p50 {b50:.1f} ms, p90 {b90:.1f}, p99 {b99:.1f}",
        p50 / b50,
    )
    espera = Figura(
        f"lotes hasta el hecho honesto, detrás de {INUNDACION} de otra estación",
        f"{lotes[1]}",
        "1",
        lotes[1] == 1,
        f"por orden de llegada: {lotes[0]}",
        lotes[1] / lotes[0],
    )
    return InformeDeMedida("Turnos del árbitro", [costo, espera], [f"Un lote es de {LOTE} filas."])


def principal() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_propia("nodo") as carpeta, Cluster(carpeta / "nodo") as cluster:
        crear_base(cluster, BASE)
        medir(cluster).imprimir(cabeza)


if __name__ == "__main__":
    principal()
