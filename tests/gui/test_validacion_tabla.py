"""The table of the desk: every cell."""

from itertools import product

import pytest

from prep.ui.maquina import MaquinaDePantalla, SucesoImposible
from prep.ui.validacion.obra_tabla import TABLA, AccionMesa, EstadoMesa, SucesoMesa

# state: for each event in its order, the state after and what is done; «=», the same state; «!», it cannot be
CELDAS = {
    "bandeja": "=:mirar pide:pedir ! ! ! !",
    "pide": "= = caso:abrir bandeja:devolver bandeja !",
    "caso": "= = ! ! ! bandeja",
}


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoMesa, SucesoMesa)))
def test_cada_celda(estado: EstadoMesa, suceso: SucesoMesa) -> None:
    dicha = dict(zip(SucesoMesa, CELDAS[estado].split(), strict=True))[suceso]
    maquina = MaquinaDePantalla(TABLA, estado)
    if dicha == "!":
        with pytest.raises(SucesoImposible, match=f"{estado} × {suceso}: .+"):
            maquina.dar(suceso)
        assert maquina.estado is estado
    else:
        despues, _, accion = dicha.replace("=", estado).partition(":")
        assert (maquina.dar(suceso), maquina.estado) == (AccionMesa(accion or "nada"), EstadoMesa(despues))
