"""A generated town's catalogue and what its papers say, for the pictures."""

from pathlib import Path

import pytest

from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import cargar
from simulacro.pueblo.generar import generar


@pytest.fixture(scope="session")
def pueblo(tmp_path_factory: pytest.TempPathFactory) -> Importado:
    carpeta: Path = tmp_path_factory.mktemp("pueblo")
    perfil = cargar("cdmx-2024")
    generar(carpeta, perfil, 1, "pueblo")
    return importar(carpeta, perfil, "SIMULACRO-1")
