"""Three elections that are not Mexico City's, whole, from the example's files alone (docs/otra-entidad.md)."""

from collections import Counter
from pathlib import Path

import pytest

from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import cargar
from prep.domain.catalogo.catalogo import CCV
from tests.entidades import PUEBLA, dos_consejos, puebla, un_municipio


def leida(perfil: Path) -> Importado:
    return importar(perfil.parent, cargar(str(perfil)), "SIM-1")


def cuentas(importado: Importado) -> Counter[str]:
    return Counter(a.eleccion for a in importado.catalogo.actas.values())


def test_un_solo_municipio(tmp_path: Path) -> None:
    importado = leida(un_municipio(tmp_path))
    assert [c.id for c in importado.catalogo.centros] == ["01", CCV] and not importado.avisos
    assert cuentas(importado) == {"AYU": 11}


def test_18_distritos_y_11_ayuntamientos_con_dos_clases_de_consejos(tmp_path: Path) -> None:
    importado = leida(dos_consejos(tmp_path))
    assert len(importado.catalogo.centros) == 18 + 11 + 1 and not importado.avisos
    assert cuentas(importado) == {"DIP_LOC": 384, "AYU": 381}
    for acta in importado.catalogo.actas.values():
        assert acta.centro == {"DIP_LOC": "D", "AYU": "M"}[acta.eleccion] + acta.territorio[1:]


@pytest.mark.skipif(not PUEBLA.exists(), reason="sin el archivo real de Puebla (PREP_SHARED)")
def test_el_archivo_real_de_puebla_da_su_catalogo_con_sus_53_repetidas_numeradas(tmp_path: Path) -> None:
    importado = leida(puebla(tmp_path))
    actas = importado.catalogo.actas.values()
    assert len(actas) == 8334
    assert sum("se numera" in a.mensaje for a in importado.avisos) == len(importado.avisos) == 53
    de_seccion = [a.clave_casilla + a.codigo for a in actas if a.tipo in "BCES"]
    assert len(set(de_seccion)) == len(de_seccion)
    assert "GUB-025-2000-C17-00-2-1" in importado.catalogo.actas
    assert {a.centro for a in actas if a.tipo == "M"} == {CCV}
