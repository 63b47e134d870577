"""A slice of each of three entities that are not Mexico City, as a whole night of its own (docs/otra-entidad.md)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.entidades import faltas, noche_de, publicados
from tests.entidades import PUEBLA, dos_consejos, puebla, un_municipio

BREVE = ("--duracion", "1", "--cortes", "2", "--errores", "0", "--excepciones", "0")
REPITEN = ("1663",)  # a section of Puebla with contiguas that repeat their number
con_puebla = pytest.mark.skipif(not PUEBLA.exists(), reason="sin el archivo real de Puebla (PREP_SHARED)")


@pytest.mark.parametrize(
    ("hacer", "elecciones"),
    [
        pytest.param(un_municipio, {"AYU": 11}, id="un municipio, otro huso y otro separador"),
        pytest.param(lambda c: dos_consejos(c, 3, 2, 6), {"DIP_LOC": 16, "AYU": 15}, id="consejos de dos clases"),
        pytest.param(lambda c: puebla(c, REPITEN), {"GUB": 15}, id="el archivo real de Puebla", marks=con_puebla),
    ],
)
def test_otra_entidad_juega_su_noche(tmp_path: Path, hacer: Callable[[Path], Path], elecciones: dict[str, int]) -> None:
    perfil = hacer(tmp_path / "entidad")
    noche = noche_de(perfil, tmp_path / "noche", *BREVE)
    assert faltas(noche, perfil) == []
    assert noche.informe["filas_distintas"] == 0
    assert {e: len(filas) for e, filas in publicados(noche, perfil).items()} == elecciones
