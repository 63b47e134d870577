"""What a name may not be: a formula for a spreadsheet, or letters that nobody sees."""

import pytest

from prep.domain.catalogo.nombres import defecto_de_nombre


@pytest.mark.parametrize("nombre", ["ANA", "-", "JOSÉ Ñ. O'HIGGINS", "PAN-PRI", "", "Ana María"])
def test_un_nombre_no_tiene_defecto(nombre: str) -> None:
    assert defecto_de_nombre(nombre) == ""


@pytest.mark.parametrize("nombre", ["=SUMA(A1)", "+1", "-2", "@x", "＝x", "＋1", "－", "＠x"])
def test_una_formula_se_dice_con_su_signo(nombre: str) -> None:
    dicho = defecto_de_nombre(nombre)
    assert dicho == f"empieza con «{nombre[0]}» y una hoja de cálculo lo tomaría por fórmula: quite ese signo"


@pytest.mark.parametrize("nombre", ["ANA\n", "A\x1b[2J", "A\u202eNA", "A\u200bNA", "\ud800"])
def test_lo_que_no_se_ve_se_dice(nombre: str) -> None:
    assert defecto_de_nombre(nombre) == "lleva caracteres de control, que no se ven: escríbalo de nuevo"
