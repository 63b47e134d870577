"""What the catalogue's tests share: the real files, an invented town, and how to spoil or change one of its files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from central.catalogo.importar import Importado, importar
from central.catalogo.perfil import Perfil
from central.catalogo.perfil_toml import cargar
from simulacro.pueblo.generar import generar

COMPARTIDO = Path(os.environ.get("PREP_SHARED", Path(__file__).resolve().parents[3] / ".." / "shared"))

Cambiar = Callable[[str, Callable[[list[list[str]]], list[list[str]]]], Path]


@pytest.fixture(scope="session")
def perfil() -> Perfil:
    return cargar("cdmx-2024")


@pytest.fixture(scope="session")
def reales() -> Path:
    """The folder of the real files of 2024; without them the test is skipped."""
    carpeta = COMPARTIDO / "data" / "cdmx-2024"
    if not (carpeta / "jefatura.csv").is_file():
        pytest.skip("faltan los archivos reales de 2024 (../shared/data/cdmx-2024)")
    return carpeta


@pytest.fixture(scope="session")
def importado_real(reales: Path, perfil: Perfil) -> Importado:
    return importar(reales, perfil, "SIM-1")


@pytest.fixture(scope="session")
def pueblo_hecho(perfil: Perfil, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented town; not to be written."""
    carpeta = tmp_path_factory.mktemp("pueblo")
    generar(carpeta, perfil, 7, "pueblo")
    return carpeta


@pytest.fixture
def pueblo(pueblo_hecho: Path, tmp_path: Path) -> Path:
    """A copy of the town, to be changed."""
    return Path(shutil.copytree(pueblo_hecho, tmp_path / "pueblo"))


@pytest.fixture
def cambiar(pueblo: Path) -> Cambiar:
    """Rewrites the rows of a results file of the town, as lists of cells; returns the town's folder."""

    def aplicar(archivo: str, cambio: Callable[[list[list[str]]], list[list[str]]]) -> Path:
        ruta = pueblo / archivo
        lineas = ruta.read_text("utf-8").splitlines()
        filas = cambio([x.split(",") for x in lineas[7:]])
        ruta.write_text("\n".join([*lineas[:7], *map(",".join, filas)]) + "\n", "utf-8")
        return pueblo

    return aplicar
