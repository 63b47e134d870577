"""What the tests that need a real PostgreSQL share: one cluster for the session, and a clean base for each test."""

import gc
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from pytestqt.qtbot import QtBot

from central.nodo import roles
from central.nodo.centro import asegurar_centro
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.lista import texto
from central.nodo.preparar import preparar
from central.nodo.registro import leer_estaciones, leer_operadores
from prep.domain.catalogo.catalogo import CCV
from prep.net.identidad import Llave
from tests import prestadas
from tests.corrida import Corrida, abrir_paso
from tests.espera import PLAZO_S
from tests.prestadas import prestada
from tests.servidor import abaratar, aparte
from tests.store import ejemplos

PLANTILLA = "plantilla"

# How long an example takes says how busy the machine is, and nothing of the program.
settings.register_profile("prep", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("prep")
# So is how soon a window answers: a wait says that it does, and ends as soon as it did.
for _espera in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitActive, QtBot.waitExposed):
    _espera.__kwdefaults__ = {**(_espera.__kwdefaults__ or {}), "timeout": round(1000 * PLAZO_S)}


@dataclass(frozen=True, slots=True)
class Nodo:
    """A prepared base of the session's cluster; `dsn(rol)` is how a role connects to it.

    `llaves`: of its people, where those are real (tests/central/arbitro/conftest.py).
    """

    cluster: Cluster
    base: str
    llaves: Mapping[str, Llave] = field(default_factory=dict, compare=False)

    def dsn(self, rol: str) -> str:
        return self.cluster.dsn(rol, self.base)

    def conectar(self, rol: str) -> psycopg.Connection[Any]:
        """A raw connection in autocommit, to be used in a `with`."""
        return psycopg.connect(self.dsn(rol), autocommit=True)

    def dueno(self, consulta: str, *valores: Any) -> list[tuple[Any, ...]]:
        """Runs `consulta` as the owner and returns its rows."""
        with prestada(self.dsn(roles.DUENO)) as conn:
            cursor = conn.execute(consulta, valores)
            return cursor.fetchall() if cursor.description is not None else []

    def firmar_lista(self, centro: Llave | None = None) -> None:
        """People and stations as they are now in the base, signed by the centre of its folder, as if it wrote them."""
        with prestada(self.dsn(roles.DUENO)) as conn, conn.transaction():
            ((proceso,),) = conn.execute("SELECT proceso FROM prep.proceso").fetchall()
            llave = centro or asegurar_centro(self.cluster.datos)[0]
            for o in leer_operadores(conn):
                firma = llave.firmar(texto(o, proceso))
                conn.execute("UPDATE prep.operador SET firma = %s WHERE operador = %s", (firma, o.operador))
            for e in leer_estaciones(conn):
                firma = llave.firmar(texto(e, proceso))
                conn.execute("UPDATE prep.estacion SET firma = %s WHERE estacion = %s", (firma, e.estacion))


@pytest.fixture(autouse=True)
def recoleccion() -> Iterator[None]:
    """Windows leave Python's collector to their own thread, for good: here it goes on for the tests without windows."""
    yield
    gc.enable()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running cluster in a folder of its own, removed at the end; most bases of the tests live for one test."""
    with aparte("pruebas") as servidor:
        yield servidor
    prestadas.cerrar()


@pytest.fixture(scope="session")
def nodo(cluster: Cluster) -> Nodo:
    """The prepared base that the others are copied from; not to be written."""
    preparar(
        cluster,
        ejemplos.catalogo(),
        [*ejemplos.operadores(), *ejemplos.operadores(4, "02"), *ejemplos.operadores(3, CCV)],
        [*ejemplos.estaciones(), *ejemplos.estaciones(4, "02"), *ejemplos.estaciones(3, CCV)],
        base=PLANTILLA,
    )
    abaratar(cluster)
    return Nodo(cluster, PLANTILLA)


@pytest.fixture
def base(nodo: Nodo) -> Iterator[Nodo]:
    """A clean copy of the prepared base, for one test."""
    yield from copia(nodo)


@pytest.fixture(scope="module")
def base_modulo(nodo: Nodo) -> Iterator[Nodo]:
    """A copy of the prepared base that the tests of one module share."""
    yield from copia(nodo)


def copia(nodo: Nodo) -> Iterator[Nodo]:
    """A new base from the template; what is granted on the base itself is not copied, so it is said again."""
    nombre = f"prueba_{secrets.token_hex(4)}"
    prestadas.cerrar(nodo.base)  # nobody may be in what is copied
    with psycopg.connect(nodo.cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
        crear = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy")
        conn.execute(crear.format(*map(sql.Identifier, (nombre, roles.DUENO, nodo.base))))
        roles.cerrar_base(conn, nombre)
        try:
            yield replace(nodo, base=nombre)
        finally:
            prestadas.cerrar(nombre)
            conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(nombre)))


@pytest.hookimpl(tryfirst=True)  # before pytest chooses where its own folders go
def pytest_configure(config: pytest.Config) -> None:
    """The run's own folder, which xdist's workers and every program of a test find in TMPDIR."""
    if hasattr(config, "workerinput"):
        return
    corrida = Corrida()
    config.add_cleanup(corrida.terminar)
    config.option.basetemp = config.option.basetemp or corrida.carpeta / "pytest"


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """Pytest's, where the OS user of a server can walk to, so that its files lie there too."""
    abrir_paso(tmp_path)
    return tmp_path


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """In a fresh checkout each of xdist's workers compiles its share of the suite first, and finds the others' done.

    Python's collector rests meanwhile: what is imported and collected stays (pytest_collection_finish).
    """
    gc.disable()
    config = session.config
    trabajador = getattr(config, "workerinput", None)
    if trabajador is None or sys.dont_write_bytecode or config.args != config.getini("testpaths"):
        return
    numero, cuantos = int(trabajador["workerid"].removeprefix("gw")), trabajador["workercount"]
    for ruta in sorted((config.rootpath / "tests").rglob("test_*.py"))[numero::cuantos]:
        import_module(".".join(ruta.relative_to(config.rootpath).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """Half a million objects stay until the end: no collection of what the tests leave walks through them again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole nights first, some to each worker: at the end, one alone would keep everybody waiting.

    Each of the workers begins with its part of the list, of as many tests as any other's, in the order of the list.
    """
    noches = [prueba for prueba in items if prueba.nodeid.startswith("tests/e2e/")]
    otras = iter([prueba for prueba in items if not prueba.nodeid.startswith("tests/e2e/")])
    partes, quedan = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")), len(items)
    orden: list[pytest.Item] = []
    for n in range(partes):
        suyas = noches[n::partes]
        cuantas = max(quedan // (partes - n), len(suyas))
        orden += [*suyas, *islice(otras, cuantas - len(suyas))]
        quedan -= cuantas
    items[:] = [*orden, *otras]


def pytest_unconfigure(config: pytest.Config) -> None:
    """The very last line: how many passed, failed and were skipped, said also when nothing was skipped."""
    reportero = config.pluginmanager.get_plugin("terminalreporter")
    if reportero is not None:
        cuantas = {clase: len(reportero.stats.get(clase, ())) for clase in ("passed", "failed", "error", "skipped")}
        print("Pruebas: {passed} pasaron, {failed} fallaron, {error} con error, {skipped} omitidas".format(**cuantas))
