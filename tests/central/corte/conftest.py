"""A node in play for each test."""

from pathlib import Path

import pytest

from tests.central.corte.escena import Cortes
from tests.conftest import Nodo


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Cortes:
    return Cortes(base, tmp_path)
