"""Bases copied from one whose people have real keys already: to give them costs more than the copy."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo, copia


@pytest.fixture(scope="session")
def nodo_con_llaves(nodo: Nodo) -> Iterator[Nodo]:
    """Not to be written, as the one that it is a copy of."""
    for suyo in copia(nodo):
        yield replace(suyo, llaves=Escena(suyo).llaves)


@pytest.fixture
def base(nodo_con_llaves: Nodo) -> Iterator[Nodo]:
    """A clean copy of it, for one test."""
    yield from copia(nodo_con_llaves)
