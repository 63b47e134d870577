"""The table of the desk: every cell."""

from itertools import product

import pytest

from prep.ui.maquina import Imposible
from prep.ui.validacion.obra_tabla import AUSENTES, TABLA, AccionMesa, EstadoMesa, SucesoMesa
from tests.tablas import comprobar_celda

# state: for each event in its order, the state after and what is done; «=», the same state; «!», it cannot be
CELDAS = {
    "bandeja": "=:mirar ausente =:mirar pide:pedir ! ! ! ! ! !",
    "pide": "= ausente_pide = = caso:abrir bandeja ! ! ! !",
    "caso": "= ausente_caso = = ! ! guarda:guardar ! ! bandeja:devolver",
    "guarda": "= ausente_guarda = = ! ! = bandeja:cerrar caso =",
    "ausente": "bandeja:mirar = = ausente_pide:pedir ! ! ! ! ! !",
    "ausente_pide": "pide = = = ausente:devolver ausente ! ! ! !",
    "ausente_caso": "caso = = = ! ! ausente_guarda:guardar ! ! ausente:devolver",
    "ausente_guarda": "guarda = = = ! ! = ausente:cerrar ausente_caso =",
}


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoMesa, SucesoMesa)))
def test_cada_celda(estado: EstadoMesa, suceso: SucesoMesa) -> None:
    comprobar_celda(TABLA, CELDAS, estado, suceso, AccionMesa)


def test_solo_quien_se_va_se_ausenta_y_solo_quien_se_asoma_vuelve() -> None:
    for estado, fila in TABLA.items():
        for suceso, celda in fila.items():
            if not isinstance(celda, Imposible):
                ausente = (estado in AUSENTES or suceso is SucesoMesa.SE_VA) and suceso is not SucesoMesa.ASOMA
                assert (celda.estado in AUSENTES) == ausente, f"{estado} × {suceso}"
