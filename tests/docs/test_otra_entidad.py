"""The page for other entities is true: its columns are those that are read, its orders are those that there are."""

import re
from pathlib import Path

from central.catalogo.casillas import ArchivoDeCasillas
from central.catalogo.errores import Errores
from central.catalogo.esqueleto import CARPETA
from central.catalogo.gramatica import EleccionToml, PerfilToml
from central.catalogo.perfil_toml import cargar
from central.catalogo.territorios_toml import AmbitoToml, CatdToml
from prep.__main__ import principal

PAGINA = (Path(__file__).resolve().parents[2] / "docs" / "otra-entidad.md").read_text(encoding="utf-8")


def test_nombra_justo_las_columnas_que_se_leen() -> None:
    archivo = ArchivoDeCasillas(CARPETA, cargar(str(CARPETA / "perfil.toml")), Errores())
    de_territorio = {"ID_DISTRITO_LOCAL", "ID_MUNICIPIO", "MUNICIPIO"}
    tabla = PAGINA.split("## casillas.csv")[1].split("## ")[0]
    assert (
        set(re.findall(r"^\\| `([A-Z_]+)`", tabla, re.MULTILINE))
        == {*archivo.debidas, *archivo.posibles} - de_territorio
    )


def test_las_claves_que_nombra_existen() -> None:
    claves = {c for modelo in (PerfilToml, EleccionToml, CatdToml, AmbitoToml) for c in modelo.model_fields}
    for clave in ("comunes", "repetidas", "centros", "ambito", "candidaturas"):
        assert clave in claves and f"`{clave}" in PAGINA


def test_sus_ordenes_hacen_lo_que_dice(tmp_path: Path) -> None:
    ordenes = [linea.split() for linea in PAGINA.split("```")[1].strip().splitlines()]
    for orden in ordenes[:2]:
        assert principal([str(tmp_path / x) if x.startswith("mi-entidad") else x for x in orden[1:]]) == 0
