"""A centre and a node in two clusters of their own, joined as an administrator would."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from central.nodo.centro import ARCHIVO
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.preparar import BASE, preparar
from central.sitios.alta import Alta, dar_de_alta
from central.sitios.bajada import bajar, donde
from central.sitios.centro_remoto import conectar
from central.sitios.supervisor import Supervisor
from central.sitios.unirse import unirse
from prep.domain.catalogo.catalogo import CCV
from prep.net.identidad import Llave
from tests import prestadas
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.corrida import primera
from tests.espera import hasta
from tests.servidor import nuevo
from tests.store import ejemplos


@dataclass
class Sitio:
    """One site: its cluster, and people who work there with real keys."""

    cluster: Cluster
    escena: Escena

    def valor(self, consulta: str, *valores: Any) -> Any:
        return self.escena.base.dueno(consulta, *valores)[0][0]

    def hechos(self, acta: str) -> set[tuple[str, str]]:
        """type and node of the facts of `acta` that are here."""
        return set(self.escena.base.dueno("SELECT tipo, nodo FROM prep.hecho WHERE acta = %s", acta))


@dataclass
class Sitios:
    """The centre and the node of CATD 01."""

    carpeta: Path
    centro: Sitio
    nodos: list[Sitio] = field(default_factory=list)

    def alta(self, reemplazar: bool = False) -> Alta:
        return dar_de_alta(self.centro.cluster, "01", reemplazar)

    def unir(self, alta: Alta) -> Sitio:
        """A new node in a cluster of its own, presented and subscribed."""
        datos = self.carpeta / alta.paquete.nombre.nodo
        cluster = Cluster(datos) if datos.exists() else nuevo(datos)
        self.identificar(cluster, alta)
        cluster.iniciar()
        sitio = Sitio(cluster, Escena(self.base(cluster), self.centro.escena.llaves))
        self.nodos.append(sitio)
        unirse(cluster, alta.paquete)
        with conectar(alta.paquete, datos) as centro:
            centro.presentar(*donde(cluster, alta.paquete), "")
        self.supervisar()
        hasta(lambda: self.centro.valor("SELECT count(*) FROM pg_subscription_rel WHERE srsubstate <> 'r'") == 0)
        return sitio

    def identificar(self, cluster: Cluster, alta: Alta | None = None) -> None:
        """Before a server starts: nothing, where there is no authority."""

    def base(self, cluster: Cluster) -> Nodo:
        return Nodo(cluster, BASE)

    def supervisar(self) -> None:
        with psycopg.connect(self.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
            Supervisor(self.centro.cluster, threading.Event()).revisar(admin)

    def bajar(self, alta: Alta, sitio: Sitio) -> int:
        """All that comes down to `sitio`; how many facts."""
        total = 0
        with conectar(alta.paquete) as centro, psycopg.connect(sitio.cluster.dsn("prep_arbitro")) as local:
            while n := bajar(centro, local):
                total += n
        return total


@dataclass
class Par:
    sitios: Sitios
    alta: Alta
    nodo: Sitio

    @property
    def centro(self) -> Sitio:
        return self.sitios.centro

    def alarmas(self, acta: str) -> list[str]:
        """The codes of the alarms about `acta` at the centre."""
        return [c for (c,) in self.centro.escena.base.dueno("SELECT codigo FROM prep.alarma WHERE acta = %s", acta)]


@pytest.fixture
def sitios() -> Iterator[Sitios]:
    """A centre alone, to join nodes to."""
    with un_centro() as todos:
        yield todos


@pytest.fixture(scope="module")
def par() -> Iterator[Par]:
    """A centre and its node, joined, that the tests of a module share: each with actas of its own."""
    with un_centro() as todos:
        alta = todos.alta()
        yield Par(todos, alta, todos.unir(alta))


@cache
def _preparado() -> tuple[Path, dict[str, Llave]]:
    """The stopped centre that those of the tests are copies of, and the keys of its people."""
    datos = Path(tempfile.mkdtemp(prefix="prep-centro-", dir=primera()))
    datos.chmod(0o755)
    with nuevo(datos) as cluster:
        preparar(cluster, ejemplos.catalogo(), [*ejemplos.operadores(6), *ejemplos.operadores(3, CCV)],
                 [*ejemplos.estaciones(6), *ejemplos.estaciones(3, CCV)])  # fmt: skip
        llaves = Escena(Nodo(cluster, BASE)).llaves
        prestadas.cerrar()
    return datos, llaves


@contextmanager
def un_centro(de: type[Sitios] = Sitios) -> Iterator[Sitios]:
    preparado, llaves = _preparado()
    carpeta = Path(tempfile.mkdtemp(prefix="prep-sitios-"))
    carpeta.chmod(0o755)
    cluster = nuevo(carpeta / "centro", preparado)
    shutil.copy(preparado / ARCHIVO, cluster.datos)
    todos = de(carpeta, Sitio(cluster, Escena(Nodo(cluster, BASE), llaves)))
    try:
        todos.identificar(cluster)
        cluster.iniciar()
        yield todos
    finally:
        for uno in (*(n.cluster for n in todos.nodos), cluster):
            uno.borrar()
        shutil.rmtree(carpeta)
