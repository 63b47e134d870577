"""R-17: four decimals, truncated, never rounded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.domain.publicacion.porcentajes import porcentaje


def test_el_ejemplo_de_la_norma() -> None:
    assert porcentaje(8240, 8423) == "97.8273"
    assert porcentaje(1, 2) == "50.0000"
    assert porcentaje(5, 0) == "0.0000"


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_nunca_pasa_del_exacto_ni_le_falta_un_diezmilesimo(parte: int, total: int) -> None:
    exacto = Fraction(parte * 100, total)
    assert 0 <= exacto - Fraction(porcentaje(parte, total)) < Fraction(1, 10_000)


@pytest.mark.parametrize(("parte", "total"), [(-1, 2), (1, -2)])
def test_no_hay_porcentajes_de_negativos(parte: int, total: int) -> None:
    with pytest.raises(ValueError, match="negativos"):
        porcentaje(parte, total)
