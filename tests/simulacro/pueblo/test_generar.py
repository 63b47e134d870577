"""The invented elections: the same to the byte for the same seed, as odd as the real files, and importable."""

from pathlib import Path

import pytest

from central.catalogo.importar import Importado, importar
from central.catalogo.perfil import Perfil
from central.catalogo.perfil_toml import cargar
from prep.domain.catalogo.catalogo import ASENTADO, CCV, TipoCasilla
from simulacro.pueblo.generar import generar


def contenido(carpeta: Path) -> dict[str, bytes]:
    return {r.name: r.read_bytes() for r in sorted(carpeta.iterdir())}


@pytest.fixture(scope="module")
def ciudad(perfil: Perfil, tmp_path_factory: pytest.TempPathFactory) -> Importado:
    carpeta = tmp_path_factory.mktemp("ciudad")
    generar(carpeta, perfil, 1, "ciudad")
    return importar(carpeta, perfil, "SIM-1")


def test_la_misma_semilla_da_los_mismos_bytes(perfil: Perfil, pueblo_hecho: Path, tmp_path: Path) -> None:
    generar(tmp_path, perfil, 7, "pueblo")
    assert contenido(tmp_path) == contenido(pueblo_hecho)


def test_otra_semilla_da_otro_pueblo(perfil: Perfil, pueblo_hecho: Path, tmp_path: Path) -> None:
    generar(tmp_path, perfil, 8, "pueblo")
    assert contenido(tmp_path).keys() == contenido(pueblo_hecho).keys()
    assert contenido(tmp_path)["jefatura.csv"] != contenido(pueblo_hecho)["jefatura.csv"]


def test_un_pueblo_tiene_cuatro_catd_y_unas_sesenta_casillas(pueblo_hecho: Path, perfil: Perfil) -> None:
    catalogo = importar(pueblo_hecho, perfil, "SIM-1").catalogo
    assert [c.id for c in catalogo.centros] == ["01", "02", "03", "04", CCV]
    assert 40 <= sum(a.eleccion == "GUB" for a in catalogo.actas.values()) <= 90


@pytest.mark.parametrize("semilla", range(10))
def test_cualquier_pueblo_se_importa(perfil: Perfil, tmp_path: Path, semilla: int) -> None:
    generar(tmp_path, perfil, semilla, "pueblo")
    importado = importar(tmp_path, perfil, "SIM-1")
    assert not [a for a in importado.avisos if "no llevan" in a.mensaje or "suman" in a.mensaje]


def test_una_ciudad_es_del_tamano_de_la_real(ciudad: Importado) -> None:
    actas = ciudad.catalogo.actas.values()
    assert 12_500 <= sum(a.eleccion == "GUB" for a in actas) <= 14_500
    assert len(ciudad.catalogo.centros) == 34
    assert len({a.territorio for a in actas if a.eleccion == "ALC"}) == 16


def test_una_ciudad_tiene_las_rarezas_de_los_archivos_reales(ciudad: Importado) -> None:
    actas = ciudad.catalogo.actas.values()
    assert any(a.tipo is TipoCasilla.A and a.ordinal > 1 for a in actas)
    assert any(a.tipo is TipoCasilla.E and a.extension == "05" for a in actas)
    assert {e for a in actas if not a.en_archivo for e in (a.eleccion,)} == {"GUB", "DIP_LOC", "ALC"}
    assert any("no dice su distrito" in a.mensaje for a in ciudad.avisos)
    comunes = [a for a in actas if a.en_archivo and a.tipo in "BCE"]
    distintas = 0
    for acta in comunes:
        forma = ciudad.catalogo.forma_de(acta)
        valores = ciudad.papel[acta.clave]
        votos = sum(v for v in valores[forma.rango_votos] if isinstance(v, int))
        distintas += valores[forma.campos.index(ASENTADO)] != votos
    assert 0.07 < distintas / len(comunes) < 0.13


def test_solo_el_ultimo_archivo_de_candidaturas_es_cp1252_y_sin_bom(pueblo_hecho: Path) -> None:
    assert (pueblo_hecho / "CDMX_GUB_CANDIDATURAS.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        (pueblo_hecho / "CDMX_ALC_CANDIDATURAS.csv").read_text("utf-8")


def test_otra_entidad_funciona_con_el_mismo_codigo(tmp_path: Path) -> None:
    otra = cargar("son-slrc-2024")
    generar(tmp_path, otra, 3, "ciudad")
    importado = importar(tmp_path, otra, "SIM-1")
    catalogo = importado.catalogo
    assert catalogo.ajustes.zona == "America/Hermosillo" and catalogo.ajustes.desfase_publicado == "UTC-7"
    assert [c.id for c in catalogo.centros] == ["01", CCV]
    assert {a.centro for a in catalogo.actas.values()} == {"01"}
    assert catalogo.elecciones[0].columnas_territorio == ("ID_MUNICIPIO", "MUNICIPIO")
    assert catalogo.formas["AYU/055/AYU1"].votos == (
        "PAN", "PRI", "MC", "PAN_PRI", "MORENA_NAS", "CI_1", "NO_REGISTRADAS", "NULOS",
    )  # fmt: skip
    assert all("contiguas" in a.mensaje for a in importado.avisos)  # as odd as real files (R-11b)
    assert len(importado.papel) == len(catalogo.actas) > 400
