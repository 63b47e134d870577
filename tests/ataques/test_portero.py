"""Connections that never say whose they are do not take the places of others (finding 31)."""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from central.nodo.cluster import ADMIN, Cluster
from central.nodo.enchufes import de_puerto, hijos, inodos
from central.nodo.laboratorio import Laboratorio
from central.nodo.portero import Portero, tope
from central.nodo.preparar import preparar
from tests.ataques.ciudad import RAIZ
from tests.ataques.mudos import DESDE
from tests.central.nodo.test_laboratorio import desde
from tests.espera import hasta, ocupada
from tests.servidor import nuevo
from tests.store import ejemplos

AQUI = Laboratorio("127.0.0.9", "127.0.0.0/24")
CUATRO = [f"127.0.0.{n}" for n in (71, 72, 73, 74)]
CAUSAS = "SELECT causa FROM prep.alarma WHERE codigo = 'CONEXIONES_MUDAS'"
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
def mudos(cluster: Cluster, modo: str, cuantos: int = MUDOS, desde: str = DESDE) -> Iterator[None]:
    """A machine that opens so many and opens again at once whatever is ended; none of it is left at the end."""
    antes = abiertas(cluster, desde)
    destino = (AQUI.direccion, str(cluster.direccion[1]), str(cuantos), modo, desde)
    orden = [sys.executable, "-m", "tests.ataques.mudos", *destino]
    with subprocess.Popen(orden, cwd=RAIZ) as proceso:
        try:
            time.sleep(1)
            yield
        finally:
            proceso.kill()
    hasta(lambda: abiertas(cluster, desde) <= antes, "que el nodo olvide las que murieron")


def abiertas(cluster: Cluster, desde: str) -> int:
    return sum(e.direccion == desde for e in de_puerto(cluster.direccion[1]))


def entrar(cluster: Cluster) -> float:
    """How long an honest station of another address takes to come in, trying as its program does."""
    dsn = make_conninfo(cluster.dsn("est-01-1"), host=AQUI.direccion, connect_timeout=3)
    inicio = time.monotonic()
    while True:
        try:
            psycopg.connect(dsn).close()
            return time.monotonic() - inicio
        except psycopg.OperationalError:
            assert time.monotonic() - inicio < ocupada(20), "no entró"
            time.sleep(0.25)


@pytest.mark.parametrize("modo", ["arranque", "nada", "replica"])
def test_trescientas_que_no_dicen_quien_es_no_le_cierran_a_una_estacion(cluster: Cluster, modo: str) -> None:
    with cluster_admin(cluster) as admin, portero(cluster), mudos(cluster, modo):
        assert max(entrar(cluster) for _ in range(5)) < ocupada(ENTRA_S)
        alarmas = admin.execute("SELECT codigo, causa FROM prep.alarma").fetchall()
    assert alarmas == [("CONEXIONES_MUDAS", DESDE)]


def test_cuatro_maquinas_a_la_vez_tampoco(cluster: Cluster) -> None:
    """Each with no more than the quarter that one alone may have."""
    with cluster_admin(cluster) as admin, portero(cluster), ExitStack() as maquinas:
        admin.execute("DELETE FROM prep.alarma")
        for desde in CUATRO:
            maquinas.enter_context(mudos(cluster, "arranque", cluster_plazas(admin) // 4, desde))
        assert max(entrar(cluster) for _ in range(5)) < ocupada(ENTRA_S)
        hasta(lambda: {causa for (causa,) in admin.execute(CAUSAS)} == set(CUATRO), "cada una se dice")


@pytest.mark.parametrize(("maquinas", "cuantas"), [(1, 30), (2, 30), (4, 15), (15, 4), (100, 4), (0, 30)])
def test_cuantas_mudas_caben_de_cada_direccion(maquinas: int, cuantas: int) -> None:
    assert tope(120, maquinas) == cuantas


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


def cluster_plazas(admin: psycopg.Connection[tuple[object, ...]]) -> int:
    ((plazas,),) = admin.execute("SELECT current_setting('max_connections')::int").fetchall()
    assert isinstance(plazas, int)
    return plazas
