"""At the counter an acta is written with its election as in every other field."""

import pytest

from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.avisos import ClaseDeRespuesta
from prep.services.acopio.mostrador import Mostrador
from prep.services.estacion.estacion import Estacion
from tests.services.acopio.test_mostrador import ALC1, DIP1, GUB1, estacion, hechos, mostrador

__all__ = ["estacion", "mostrador"]


@pytest.mark.parametrize("dicha", ["1 B1 DIP", "DIP 1 B1", "0001 B01 dip_loc", DIP1])
def test_con_la_eleccion_dicha_se_recibe_esa_acta_sola_cuando_se_piden_una_por_una(
    mostrador: Mostrador, estacion: Estacion, dicha: str
) -> None:
    assert mostrador.leer(dicha, "D", completa=False).clase is ClaseDeRespuesta.RECIBIDA
    assert hechos(estacion) == [(DIP1, Tipo.ACOPIO)]


def test_con_la_eleccion_dicha_se_recibe_la_casilla_como_con_una_etiqueta(
    mostrador: Mostrador, estacion: Estacion
) -> None:
    mostrador.leer("1 B1 ALC", "D")
    assert {acta for acta, _ in hechos(estacion)} == {GUB1, DIP1, ALC1}
