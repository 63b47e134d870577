"""Connections that never say whose they are do not take the places of others (finding 31)."""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from central.nodo.cluster import ADMIN, Cluster
from central.nodo.enchufes import de_puerto, hijos, inodos
from central.nodo.laboratorio import Laboratorio
from central.nodo.portero import Portero
from central.nodo.preparar import preparar
from tests.ataques.ciudad import RAIZ
from tests.ataques.mudos import DESDE
from tests.central.nodo.test_laboratorio import desde
from tests.espera import hasta
from tests.servidor import nuevo
from tests.store import ejemplos

AQUI = Laboratorio("127.0.0.9", "127.0.0.0/24")
MUDOS = 300
ENTRA_S = 5.0


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """The server of a CATD, of few places, that also listens where other machines reach it."""
    carpeta = Path(tempfile.mkdtemp(prefix="portero-"))
    carpeta.chmod(0o755)
    suyo = nuevo(carpeta / "nodo")
    try:
        suyo.dimensionar(catd=True)
        suyo.escuchar_en(AQUI)
        with suyo:
            preparar(suyo, ejemplos.catalogo(), ejemplos.operadores(), ejemplos.estaciones())
            yield suyo
    finally:
        suyo.borrar()
        shutil.rmtree(carpeta)


@contextmanager
def portero(cluster: Cluster) -> Iterator[None]:
    parar = threading.Event()
    hilo = threading.Thread(target=Portero(cluster.dsn(ADMIN), parar, cluster.lugar.base).correr)
    hilo.start()
    try:
        yield
    finally:
        parar.set()
        hilo.join()


@contextmanager
def mudos(cluster: Cluster, modo: str, cuantos: int = MUDOS) -> Iterator[None]:
    """A machine that opens so many and opens again at once whatever is ended; none of it is left at the end."""
    antes = abiertas(cluster)
    destino = (AQUI.direccion, str(cluster.direccion[1]), str(cuantos), modo)
    orden = [sys.executable, "-m", "tests.ataques.mudos", *destino]
    with subprocess.Popen(orden, cwd=RAIZ) as proceso:
        try:
            time.sleep(1)
            yield
        finally:
            proceso.kill()
    hasta(lambda: abiertas(cluster) <= antes, "que el nodo olvide las que murieron")


def abiertas(cluster: Cluster) -> int:
    return sum(e.direccion == DESDE for e in de_puerto(cluster.direccion[1]))


def entrar(cluster: Cluster) -> float:
    """How long an honest station of another address takes to come in, trying as its program does."""
    dsn = make_conninfo(cluster.dsn("est-01-1"), host=AQUI.direccion, connect_timeout=3)
    inicio = time.monotonic()
    while True:
        try:
            psycopg.connect(dsn).close()
            return time.monotonic() - inicio
        except psycopg.OperationalError:
            assert time.monotonic() - inicio < 20, "no entró"
            time.sleep(0.25)


@pytest.mark.parametrize("modo", ["arranque", "nada", "replica"])
def test_trescientas_que_no_dicen_quien_es_no_le_cierran_a_una_estacion(cluster: Cluster, modo: str) -> None:
    with cluster_admin(cluster) as admin, portero(cluster), mudos(cluster, modo):
        assert max(entrar(cluster) for _ in range(5)) < ENTRA_S
        alarmas = admin.execute("SELECT codigo, causa FROM prep.alarma").fetchall()
    assert alarmas == [("CONEXIONES_MUDAS", DESDE)]


def test_sin_portero_si_se_la_cierran(cluster: Cluster) -> None:
    """What is tried above is an attack."""
    dsn, cerradas = make_conninfo(cluster.dsn("est-01-1"), host=AQUI.direccion, connect_timeout=3), 0
    with mudos(cluster, "arranque"):
        for _ in range(10):
            try:
                psycopg.connect(dsn).close()
            except psycopg.OperationalError:
                cerradas += 1
            time.sleep(0.1)
    assert cerradas >= 5


def test_a_las_que_ya_entraron_no_se_les_toca_aunque_sean_de_esa_direccion(cluster: Cluster) -> None:
    """And the kernel tells which process of the server holds each."""
    with desde(DESDE, (AQUI.direccion, cluster.direccion[1])) as puerto:
        dsn = make_conninfo(cluster.dsn("est-01-1"), port=puerto)
        with psycopg.connect(dsn, autocommit=True) as adentro:
            que_siga(cluster, adentro)


def que_siga(cluster: Cluster, adentro: psycopg.Connection[tuple[object, ...]]) -> None:
    ((pid,),) = adentro.execute("SELECT pg_backend_pid()").fetchall()
    servidor = int((cluster.lugar.base / "postmaster.pid").read_text().split()[0])
    assert isinstance(pid, int) and pid in hijos(servidor)
    (suyo,) = [e for e in de_puerto(cluster.direccion[1]) if e.inodo in inodos(pid)]
    assert suyo.direccion == DESDE
    with portero(cluster), mudos(cluster, "arranque"):
        entrar(cluster)
        assert adentro.execute("SELECT 1").fetchone() == (1,)


def test_pocas_no_son_muchas(cluster: Cluster) -> None:
    with cluster_admin(cluster) as admin:
        admin.execute("DELETE FROM prep.alarma")
        with portero(cluster), mudos(cluster, "arranque", 20):
            time.sleep(2)
            assert admin.execute("SELECT codigo, causa FROM prep.alarma").fetchall() == []


def cluster_admin(cluster: Cluster) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(cluster.dsn(ADMIN), autocommit=True)
