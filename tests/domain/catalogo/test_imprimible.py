"""Text of others, as it may be shown."""

import pytest

from prep.domain.catalogo.imprimible import imprimible


@pytest.mark.parametrize(
    ("ajeno", "dicho"),
    [("Peña Ávila", "Peña Ávila"), ("", ""), ("uno\x1b[2Jdos\n", "uno·[2Jdos·"), ("a\ud800b\u202ec", "a·b·c")],
)
def test_lo_que_no_se_imprime_se_cambia_por_un_punto_y_lo_demas_queda(ajeno: str, dicho: str) -> None:
    assert imprimible(ajeno) == dicho
