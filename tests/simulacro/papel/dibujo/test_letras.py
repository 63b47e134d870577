"""Numbers in words, as on an acta."""

import pytest

from simulacro.papel.dibujo.letras import MAXIMO, en_letras
from simulacro.papel.dibujo.trazos import GLIFOS


@pytest.mark.parametrize(
    ("numero", "dicho"),
    [
        (0, "cero"),
        (16, "dieciséis"),
        (21, "veintiuno"),
        (30, "treinta"),
        (31, "treinta y uno"),
        (100, "cien"),
        (101, "ciento uno"),
        (188, "ciento ochenta y ocho"),
        (582, "quinientos ochenta y dos"),
        (1000, "mil"),
        (2001, "dos mil uno"),
        (21_000, "veintiún mil"),
        (31_031, "treinta y un mil treinta y uno"),
        (38_707, "treinta y ocho mil setecientos siete"),
        (101_000, "ciento un mil"),
        (1_000_000, "un millón"),
        (21_000_100, "veintiún millones cien"),
    ],
)
def test_un_numero_se_dice_como_se_escribe(numero: int, dicho: str) -> None:
    assert en_letras(numero) == dicho


def test_dos_numeros_distintos_nunca_se_dicen_igual() -> None:
    dichos = [en_letras(n) for n in range(40_000)]
    assert len(set(dichos)) == len(dichos)


def test_fuera_de_lo_que_sabe_decir_lo_niega() -> None:
    assert en_letras(MAXIMO)
    for malo in (-1, MAXIMO + 1):
        with pytest.raises(ValueError, match="no va de 0"):
            en_letras(malo)


def test_cada_letra_que_puede_salir_tiene_sus_trazos() -> None:
    letras = set("".join(en_letras(n) for n in [*range(1000), 21_000, 1_000_000, 2_000_000]))
    assert letras | set("".join(letras).upper()) <= set(GLIFOS)
