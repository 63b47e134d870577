"""R-12: a field is a number, ILEGIBLE or SIN DATO, three different things."""

import re

import pytest

from prep.domain.hechos.campos import Marca, Valor, ValorInvalido, leer_valor, suma


def test_un_campo_es_numero_ilegible_o_sin_dato() -> None:
    assert leer_valor("007") == 7
    assert leer_valor(38707) == 38707
    assert leer_valor(0) == 0
    assert leer_valor("ILEGIBLE") is Marca.ILEGIBLE
    assert leer_valor("SIN DATO") is Marca.SIN_DATO


@pytest.mark.parametrize("malo", ["", "-1", -1, "1.0", 1.0, True, None, "ilegible", "²"])
def test_lo_demas_no_es_un_campo(malo: object) -> None:
    with pytest.raises(
        ValorInvalido, match=f"^{re.escape(repr(malo))} (es negativo|no es un número entero, ILEGIBLE ni)"
    ):
        leer_valor(malo)


def test_las_marcas_suman_cero_y_no_son_cero() -> None:
    assert suma([3, Marca.ILEGIBLE, Marca.SIN_DATO, 4]) == 7
    cero: Valor = 0
    assert cero != Marca.SIN_DATO


def test_una_marca_ya_leida_se_queda_como_esta() -> None:
    assert leer_valor(Marca.ILEGIBLE) is Marca.ILEGIBLE
