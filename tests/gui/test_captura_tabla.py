"""The table of the capture position: every cell, and what it never does."""

from itertools import product

import pytest

from prep.ui.captura.obra_tabla import AUSENTES, EN_PAUSA, TABLA, AccionCaptura, EstadoCaptura, SucesoCaptura
from prep.ui.maquina import Imposible
from tests.tablas import comprobar_celda

# state: for each event in its order, the state after and what is done; «=», the same state; «!», it cannot be
CELDAS = {
    "libre": "pide:pedir ausente_libre pide:pedir pide:pedir_esa ! ! = ! ! = pausa:parar",
    "pausa": "= ausente_pausa = pide_y_pausa:pedir_esa ! ! = ! ! = pide:pedir",
    "pide": "= ausente_pide = = en_mano:abrir libre = ! ! = pide_y_pausa:parar",
    "pide_y_pausa": "= ausente_pide_y_pausa = = en_mano_y_pausa:abrir pausa = ! ! = pide",
    "en_mano": "= ausente_en_mano = = ! ! guarda:guardar ! ! libre:devolver en_mano_y_pausa:avisar_pausa",
    "en_mano_y_pausa": "= ausente_en_mano_y_pausa = = ! ! guarda_y_pausa:guardar ! ! pausa:devolver"
    " en_mano:avisar_seguir",
    "guarda": "= ausente_guarda = = ! ! = libre:cerrar en_mano = guarda_y_pausa:avisar_pausa",
    "guarda_y_pausa": "= ausente_guarda_y_pausa = = ! ! = pausa:cerrar en_mano_y_pausa = guarda:avisar_seguir",
    "ausente_libre": "pide:pedir = = ausente_pide:pedir_esa ! ! = ! ! = ausente_pausa:parar",
    "ausente_pausa": "pausa = = ausente_pide_y_pausa:pedir_esa ! ! = ! ! = ausente_pide:pedir",
    "ausente_pide": "pide = = = ausente_en_mano:abrir ausente_libre = ! ! = ausente_pide_y_pausa:parar",
    "ausente_pide_y_pausa": "pide_y_pausa = = = ausente_en_mano_y_pausa:abrir ausente_pausa = ! ! = ausente_pide",
    "ausente_en_mano": "en_mano = = = ! ! ausente_guarda:guardar ! ! ausente_libre:devolver"
    " ausente_en_mano_y_pausa:avisar_pausa",
    "ausente_en_mano_y_pausa": "en_mano_y_pausa = = = ! ! ausente_guarda_y_pausa:guardar ! ! ausente_pausa:devolver"
    " ausente_en_mano:avisar_seguir",
    "ausente_guarda": "guarda = = = ! ! = ausente_libre:cerrar ausente_en_mano = ausente_guarda_y_pausa:avisar_pausa",
    "ausente_guarda_y_pausa": "guarda_y_pausa = = = ! ! = ausente_pausa:cerrar ausente_en_mano_y_pausa ="
    " ausente_guarda:avisar_seguir",
}


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoCaptura, SucesoCaptura)))
def test_cada_celda(estado: EstadoCaptura, suceso: SucesoCaptura) -> None:
    comprobar_celda(TABLA, CELDAS, estado, suceso, AccionCaptura)


def test_la_pausa_se_conserva_hasta_que_se_pide_que_acabe() -> None:
    for estado, fila in TABLA.items():
        for suceso, celda in fila.items():
            if not isinstance(celda, Imposible):
                cambia = (estado in EN_PAUSA) != (celda.estado in EN_PAUSA)
                assert cambia == (suceso is SucesoCaptura.PAUSA), f"{estado} × {suceso}"


def test_solo_quien_se_va_se_ausenta_y_solo_quien_se_asoma_vuelve() -> None:
    for estado, fila in TABLA.items():
        for suceso, celda in fila.items():
            if not isinstance(celda, Imposible):
                ausente = (estado in AUSENTES or suceso is SucesoCaptura.SE_VA) and suceso is not SucesoCaptura.ASOMA
                assert (celda.estado in AUSENTES) == ausente, f"{estado} × {suceso}"
