"""The table of keeping the counter up to date: every cell."""

from itertools import product

import pytest

from catd.acopio.puesta_tabla import TABLA, AccionPuesta, EstadoPuesta, SucesoPuesta
from tests.tablas import comprobar_celda

# state: for each event in its order, the state after and what is done; «=», the same state; «!», it cannot be
CELDAS = {
    "sin_preparar": "prepara:preparar ! ! !",
    "prepara": "= al_dia sin_preparar !",
    "al_dia": "pregunta:preguntar ! ! !",
    "pregunta": "= ! ! al_dia",
}


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoPuesta, SucesoPuesta)))
def test_cada_celda(estado: EstadoPuesta, suceso: SucesoPuesta) -> None:
    comprobar_celda(TABLA, CELDAS, estado, suceso, AccionPuesta)
