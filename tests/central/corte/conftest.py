"""A node in play for each test: a copy of one that is in the phase of publishing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.central.corte.escena import Cortes, publicando
from tests.conftest import Nodo, copia


@pytest.fixture(scope="session")
def nodo_publicando(nodo: Nodo) -> Iterator[Nodo]:
    """Not to be written, as the one that it is a copy of."""
    for suyo in copia(nodo):
        yield replace(suyo, llaves=publicando(suyo).llaves)


@pytest.fixture
def cortes(nodo_publicando: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    for base in copia(nodo_publicando):
        yield Cortes(base, tmp_path)
