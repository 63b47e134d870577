"""The people of these tests have no keys: they count as having proved who they are (tests/services does it whole)."""

import pytest

from tests.conftest import Nodo
from tests.store.entregas import probados


@pytest.fixture
def base(base: Nodo) -> Nodo:
    probados(base)
    return base


@pytest.fixture(scope="module")
def base_modulo(base_modulo: Nodo) -> Nodo:
    probados(base_modulo)
    return base_modulo
