"""What may be proposed and what may not, in the words that whoever looks for the cause reads; what answers (P-10)."""

import pytest

from prep.domain.hechos.hechos import Datos, Propuesta, Respuesta
from prep.domain.hechos.propuestas import contesta, contestar, lo_propuesto
from prep.domain.hechos.texto import HechoInvalido
from tests.domain.escena import cotejo, de_dos


@pytest.mark.parametrize(
    ("que", "motivo", "dice"),
    [("ACOPIO", "porque sí", "ACOPIO no se propone"), ("X" * 50, "", f"{'X' * 40} no se propone"),
     ("COTEJO", " ", "no dice por qué")],
)  # fmt: skip
def test_lo_que_no_se_propone_dice_por_que(que: str, motivo: str, dice: str) -> None:
    with pytest.raises(HechoInvalido, match=f"^{dice}$"):
        lo_propuesto(Propuesta(que, Datos("{}"), motivo))


@pytest.mark.parametrize("respuesta", Respuesta)
def test_una_respuesta_dice_lo_que_se_contesto_por_que_y_a_cual(respuesta: Respuesta) -> None:
    (propuesta, _), (otra, _) = de_dos(cotejo(6, 3)), de_dos(cotejo(7, 3))
    dicha = contestar(propuesta, respuesta, "lo vi en el papel")
    assert (dicha.propuesta, dicha.respuesta, dicha.motivo) == (propuesta.id, respuesta, "lo vi en el papel")
    assert contesta(dicha, propuesta) and not contesta(dicha, otra)
