"""The table of rules: every finding that can be raised has its words, and no words are of what cannot (R-08)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.domain.catalogo.convenciones import CONVENCIONES
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.rango import PREGUNTA
from prep.domain.reglas.tabla import DESCONOCIDA, POR_CODIGO, REGLAS, Gravedad, Regla, regla
from tests.domain.vida.test_transiciones import ESCENAS

VIDA = Path(__file__).resolve().parents[3] / "prep" / "domain" / "vida"


def citados() -> Iterator[str]:
    """Each code that the fold's own text names."""
    for ruta in VIDA.glob("*.py"):
        for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
            if (
                isinstance(nodo, ast.Attribute)
                and isinstance(nodo.value, ast.Name)
                and nodo.value.id == "CodigoHallazgo"
            ):
                yield CodigoHallazgo[nodo.attr].value


def test_lo_que_el_plegado_puede_decir_es_lo_que_tiene_palabras() -> None:
    con_palabras = {r.codigo for r in REGLAS if r.codigo.startswith("H-")}
    assert con_palabras == set(citados()) == set(CodigoHallazgo) == set(ESCENAS)


def test_cada_codigo_tiene_una_sola_regla() -> None:
    assert len(POR_CODIGO) == len(REGLAS)


@pytest.mark.parametrize("suya", [*REGLAS, DESCONOCIDA], ids=lambda r: r.codigo)
def test_cada_regla_habla_corto_y_sin_numero_de_norma(suya: Regla) -> None:
    assert 10 < len(suya.texto) <= 160
    assert suya.texto.endswith((".", ")."))
    assert not re.search(r"R-\d", suya.texto)


def test_lo_que_prohibe_digitalizar_cita_el_acuerdo() -> None:
    de_imagen = {
        "FUENTE_INDEBIDA",
        "MEDIO_INDEBIDO",
        "IMAGEN_DE_OTRA_CUENTA",
        "IMAGEN_TRAS_ACOPIO",
        "IMAGEN_SIN_ACOPIO",
    }
    for nombre in de_imagen:
        assert "INE/CCOE014/2018" in regla(CodigoHallazgo[nombre]).texto


def test_lo_grave_va_primero_y_lo_que_solo_consta_al_final() -> None:
    assert sorted(Gravedad) == [Gravedad.GRAVE, Gravedad.ATENDER, Gravedad.CONSTA]
    assert regla("H-41").gravedad < regla("H-12").gravedad < regla("H-13").gravedad


def test_un_codigo_de_otra_version_se_dice_sin_inventar() -> None:
    assert regla("H-99") is DESCONOCIDA and "soporte" in DESCONOCIDA.texto


def test_las_convenciones_y_la_pregunta_de_rango_dicen_que_hacer() -> None:
    dicho = {c.escrito.split(" ")[0]: c.captura for c in CONVENCIONES}
    assert (dicho["guion"], dicho["diagonal"], dicho["equis"]) == ("Capture 0.",) * 3
    assert "SIN DATO" in dicho["en"] and "ILEGIBLE" in dicho["no"]
    assert PREGUNTA.endswith("confirme.")
