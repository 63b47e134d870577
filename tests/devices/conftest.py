"""The drawn actas that the tests of devices share."""

from pathlib import Path

import pytest

from central.catalogo.generar import generar
from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from tests.devices.actas import Actas


@pytest.fixture(scope="session")
def actas(tmp_path_factory: pytest.TempPathFactory) -> Actas:
    """The actas of a generated town."""
    carpeta: Path = tmp_path_factory.mktemp("pueblo-actas")
    perfil = cargar("cdmx-2024")
    generar(carpeta, perfil, 1, "pueblo")
    return Actas(importar(carpeta, perfil, "SIMULACRO-1"))
