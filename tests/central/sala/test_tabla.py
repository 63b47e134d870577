"""The table of what the board knows: every cell."""

from itertools import product

import pytest

from central.sala.obra_tabla import TABLA, AccionSala, EstadoSala, SucesoSala
from tests.tablas import comprobar_celda

# state: for each event in its order, the state after and what is done; «=», the same state; «!», it cannot be
CELDAS = {
    "callado": "frescas:mostrar sin_centro:avisar !",
    "sin_centro": "frescas:mostrar =:avisar !",
    "frescas": "=:mostrar viejas:avisar viejas:avisar",
    "viejas": "frescas:mostrar =:avisar =",
}


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoSala, SucesoSala)))
def test_cada_celda(estado: EstadoSala, suceso: SucesoSala) -> None:
    comprobar_celda(TABLA, CELDAS, estado, suceso, AccionSala)
