"""One receiver for all the tests of a file: each has accounts of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.receptor import ReceptorSolo, servir


@pytest.fixture(scope="module")
def en_marcha(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReceptorSolo]:
    receptor = ReceptorSolo(Path(tmp_path_factory.mktemp("receptor")))
    receptor.preparar()
    with servir(receptor.envios, receptor.avisos) as (puerto, _):
        receptor.puerto = puerto
        yield receptor


@pytest.fixture
def receptor(en_marcha: ReceptorSolo) -> ReceptorSolo:
    if en_marcha.fase != "abierto":
        en_marcha.con_fase("abierto")
    return en_marcha
