"""A centre in a cluster of its own, with a catalogue and nobody registered, and the commands as from the shell."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from central.__main__ import principal
from central.nodo.centro import asegurar_centro
from central.nodo.preparar import BASE, preparar
from tests.conftest import Nodo
from tests.servidor import aparte
from tests.store import ejemplos


@dataclass
class Centro:
    """`correr` gives the exit code."""

    base: Nodo

    def correr(self, *argumentos: str) -> int:
        return principal([*argumentos, "--datos", str(self.base.cluster.datos)])


@pytest.fixture(scope="module")
def centro() -> Iterator[Centro]:
    with aparte("gente") as cluster:
        preparar(cluster, ejemplos.catalogo(), [asegurar_centro(cluster.datos)[1]], [])
        yield Centro(Nodo(cluster, BASE))
