"""The only question of capture: a figure that is out of any range; never about sums (R-14)."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import ASENTADO, TOTALES, Acta
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.reglas.rango import PREGUNTA, fuera_de_rango
from tests.domain.muestra import ESPECIAL, FUERA_DE_CATALOGO, ORDINARIA

SOBRANTES, PERSONAS, REPRESENTANTES, SACADOS = TOTALES
AJUSTES = Ajustes(representantes_max=16, boletas_max=1000)
TOPE = ORDINARIA.lista_nominal + 16


def pregunta(valor: Valor, campo: str = "PAN", acta: Acta = ORDINARIA, ajustes: Ajustes = AJUSTES) -> bool:
    texto = fuera_de_rango(valor, campo, acta, ajustes)
    assert texto in ("", PREGUNTA)
    return bool(texto)


@pytest.mark.parametrize("campo", ["PAN", "NULOS", ASENTADO, SOBRANTES, PERSONAS, SACADOS])
def test_hasta_la_lista_nominal_mas_representantes_no_se_pregunta(campo: str) -> None:
    assert not pregunta(TOPE, campo)
    assert pregunta(TOPE + 1, campo)


def test_los_representantes_tienen_su_propio_maximo() -> None:
    assert not pregunta(16, REPRESENTANTES)
    assert pregunta(17, REPRESENTANTES)
    assert not pregunta(17, REPRESENTANTES, ajustes=Ajustes(representantes_max=None))


def test_con_un_solo_elector_en_la_lista_tambien_hay_maximo() -> None:
    assert pregunta(18, acta=replace(ORDINARIA, lista_nominal=1))


def test_en_una_especial_cuentan_las_boletas() -> None:
    assert not pregunta(1016, acta=ESPECIAL)
    assert pregunta(1017, acta=ESPECIAL)
    assert not pregunta(999_999, acta=ESPECIAL, ajustes=Ajustes(boletas_max=None))


def test_una_marca_nunca_se_pregunta_ni_lo_que_el_catalogo_no_sabe() -> None:
    assert not pregunta(Marca.ILEGIBLE) and not pregunta(Marca.SIN_DATO)
    assert not pregunta(999_999, acta=FUERA_DE_CATALOGO)
    assert not pregunta(999_999, acta=replace(FUERA_DE_CATALOGO, lista_nominal=100)), "no se mide ni con su lista"
    assert not pregunta(999_999, acta=replace(ORDINARIA, lista_nominal=0)), "sin lista no se sabe cuánto cabe"
    assert not pregunta(999_999, ajustes=Ajustes(representantes_max=None))
