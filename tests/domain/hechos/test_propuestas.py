"""What may be proposed and what may not, in the words that whoever looks for the cause reads (P-10)."""

import pytest

from prep.domain.hechos.hechos import Datos, Propuesta
from prep.domain.hechos.propuestas import lo_propuesto
from prep.domain.hechos.texto import HechoInvalido


@pytest.mark.parametrize(
    ("que", "motivo", "dice"),
    [("ACOPIO", "porque sí", "ACOPIO no se propone"), ("X" * 50, "", f"{'X' * 40} no se propone"),
     ("COTEJO", " ", "no dice por qué")],
)  # fmt: skip
def test_lo_que_no_se_propone_dice_por_que(que: str, motivo: str, dice: str) -> None:
    with pytest.raises(HechoInvalido, match=f"^{dice}$"):
        lo_propuesto(Propuesta(que, Datos("{}"), motivo))
