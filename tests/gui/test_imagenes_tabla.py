"""The table of looking at the phone images: every cell, and what it never does."""

from itertools import product

import pytest

from ccv.imagenes.obra_tabla import CON_TODAS, TABLA, AccionImagenes, EstadoImagenes, SucesoImagenes
from prep.ui.maquina import Imposible
from tests.tablas import comprobar_celda

# state: for each event in its order, the state after and what is done; «=», the same state; «!», it cannot be
CELDAS = {
    "pendientes": "pide_pendientes:pedir pide_todas:pedir ! !",
    "todas": "pide_todas:pedir pide_pendientes:pedir ! !",
    "pide_pendientes": "= pasa_a_todas pendientes:mostrar pendientes",
    "pide_todas": "= pasa_a_pendientes todas:mostrar todas",
    "pasa_a_pendientes": "= pide_todas pide_pendientes:pedir pendientes",
    "pasa_a_todas": "= pide_pendientes pide_todas:pedir todas",
}


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoImagenes, SucesoImagenes)))
def test_cada_celda(estado: EstadoImagenes, suceso: SucesoImagenes) -> None:
    comprobar_celda(TABLA, CELDAS, estado, suceso, AccionImagenes)


def test_solo_quien_mira_cambia_de_lista_y_cada_vez_que_lo_pide() -> None:
    for estado, fila in TABLA.items():
        for suceso, celda in fila.items():
            if not isinstance(celda, Imposible):
                cambia = (estado in CON_TODAS) != (celda.estado in CON_TODAS)
                assert cambia == (suceso is SucesoImagenes.CAMBIA), f"{estado} × {suceso}"
