"""Three cuts of a real base, made once, and a real S3 server; each test copies or empties what it needs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.central.corte.escena import ACTAS, Cortes
from tests.central.difusion.almacen import puerto_libre, servidor
from tests.central.difusion.azure import ServidorAzure, servidor_azure
from tests.conftest import Nodo


@pytest.fixture(scope="module")
def hechos(base_modulo: Nodo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three cuts, each with one acta more."""
    cortes = Cortes(base_modulo, tmp_path_factory.mktemp("cortes"))
    for acta in ACTAS[:3]:
        cortes.verificada(acta)
        cortes.cortar()
    return cortes.salida


@pytest.fixture
def salida(hechos: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(hechos, tmp_path / "salida", symlinks=True))


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a server."""
    with servidor(puerto_libre()) as direccion:
        yield direccion


@pytest.fixture(scope="module")
def azure() -> Iterator[ServidorAzure]:
    with servidor_azure(puerto_libre()) as servicio:
        yield servicio
