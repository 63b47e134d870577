"""An entity's profile is read strictly: what is unknown, missing or contradictory is refused with a sentence."""

from pathlib import Path

import pytest

from central.catalogo.perfil import Perfil
from central.catalogo.perfil_toml import CARPETA, cargar
from central.catalogo.tabla_toml import PerfilInvalido


def con(tmp_path: Path, antes: str, despues: str) -> str:
    """The path of a copy of Mexico City's profile with one piece changed."""
    bueno = (CARPETA / "cdmx-2024.toml").read_text("utf-8")
    assert antes in bueno
    ruta = tmp_path / "otro.toml"
    ruta.write_text(bueno.replace(antes, despues, 1), "utf-8")
    return str(ruta)


@pytest.mark.parametrize("ruta", sorted(CARPETA.glob("*.toml")), ids=lambda r: r.stem)
def test_todo_perfil_incluido_es_correcto(ruta: Path) -> None:
    perfil = cargar(ruta.stem)
    assert perfil.elecciones and perfil.centros[-1].id == "CCV"


def test_el_convenio_vale_donde_compite_su_columna(perfil: Perfil) -> None:
    dip, alc = perfil.convenios
    assert dip.reparto == (("MORENA", 5333), ("PT", 2000), ("PVEM", 2667)) and dip.resto == "MORENA"
    assert not {"007", "014", "029", "031"} & set(dip.territorios) and len(dip.territorios) == 30
    assert len(alc.territorios) == 15 and "011" not in alc.territorios


def test_los_limites_pueden_faltar(tmp_path: Path) -> None:
    ajustes = cargar(con(tmp_path, "boletas_max = 1000", 'boletas_max = "sin límite"')).ajustes
    assert ajustes.boletas_max is None and ajustes.representantes_max == 16


@pytest.mark.parametrize(
    ("antes", "despues", "dice"),
    [
        ('id = "09"\n', 'id = "9"\n', "dos dígitos"),
        ("anio = 2024", 'anio = "2024"', "anio: '2024' no es del tipo"),
        ("representantes_max = 16", "representantes_max = -1", "ajustes.representantes_max"),
        ("representantes_max = 16", "validacion = 3", "ajustes.validacion: 3"),
        ("representantes_max = 16", 'orden = "luego"', "'luego' no es ninguno de imagen, papel"),
        ("America/Mexico_City", "America/Narnia", "no existe la zona horaria"),
        ("anio = 2024", "anio = 2024\nmes = 6", "sobran ['mes']"),
        ('extranjero = "034"', 'extranjero = "099"', "el extranjero es uno de sus territorios"),
        ('territorios = ["033"]', 'territorios = ["032"]', "el territorio 032 está en dos CATD"),
        ('territorios = ["033"]', "territorios = []", "no cubren justo los territorios"),
        ('clase = "PARTIDO"', 'clase = "CLUB"', "'CLUB' no es ninguno de PARTIDO"),
        ('partidos = ["PAN"]', 'partidos = ["PXX"]', "nombra un partido o un territorio que no existe"),
        ('ambito = "distrito"\narchivo', 'ambito = "barrio"\narchivo', "no existe 'barrio'"),
        ("MORENA = 5333", "MORENA = 5334", "suma 10000"),
        ('tipos = ["S"]', 'tipos = ["Z"]', "'Z' no es ninguno de B, C"),
        ('"TOTAL_BOLETAS_SOBRANTES", "TOTAL_PERSONAS_VOTARON"', '"TOTAL_PERSONAS_VOTARON"', ""),
        ('archivo = "jefatura.csv"', 'archivo = "../jefatura.csv"', "es un nombre sin carpetas"),
        ("por_territorio = false", "por_territorio = 0", "por_territorio: 0"),
        ('ID_DISTRITO_LOCAL = ["DISTRITO_LOCAL"]', 'PAN = ["X"]\nPRI = ["X"]', "X está en dos columnas"),
    ],
)
def test_un_perfil_equivocado_se_rechaza(tmp_path: Path, antes: str, despues: str, dice: str) -> None:
    ruta = con(tmp_path, antes, despues)
    if dice:
        with pytest.raises(PerfilInvalido, match=r"^otro\.toml: ") as error:
            cargar(ruta)
        assert dice in str(error.value)
    else:
        assert cargar(ruta)  # an acta may carry fewer totals


def test_lo_que_no_es_un_perfil_se_rechaza(tmp_path: Path) -> None:
    for contenido, dice in ((b"[[[", "no es TOML correcto"), (b"\xff\xfe", "no es un texto TOML"), (b"", "faltan")):
        ruta = tmp_path / "otro.toml"
        ruta.write_bytes(contenido)
        with pytest.raises(PerfilInvalido, match=dice):
            cargar(str(ruta))
    with pytest.raises(PerfilInvalido, match="los que hay son: cdmx-2024"):
        cargar("narnia")
