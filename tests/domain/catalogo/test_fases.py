"""The phases follow one another in one order, each once."""

import pytest

from prep.domain.catalogo.fases import ORDEN_FASES, FaseFueraDeOrden, siguiente
from prep.domain.hechos.hechos import NombreFase


def test_el_orden_tiene_todas_las_fases() -> None:
    assert [str(f) for f in ORDEN_FASES] == ["ceros", "abrir", "publicar", "ultimo", "cerrar"]
    assert set(ORDEN_FASES) == set(NombreFase)


@pytest.mark.parametrize("entradas", range(len(ORDEN_FASES)))
def test_solo_se_admite_la_que_sigue(entradas: int) -> None:
    fases = ORDEN_FASES[:entradas]
    siguiente(fases, ORDEN_FASES[entradas])
    for otra in ORDEN_FASES[:entradas] + ORDEN_FASES[entradas + 1 :]:
        with pytest.raises(FaseFueraDeOrden):
            siguiente(fases, otra)


@pytest.mark.parametrize("fase", ORDEN_FASES)
def test_cerrado_el_proceso_no_se_declara_ninguna(fase: NombreFase) -> None:
    with pytest.raises(FaseFueraDeOrden, match="ya se declaró"):
        siguiente(ORDEN_FASES, fase)


def test_la_negativa_dice_por_que_y_cual_sigue() -> None:
    with pytest.raises(FaseFueraDeOrden) as sin_comenzar:
        siguiente((), NombreFase.PUBLICAR)
    assert str(sin_comenzar.value) == "no se puede pasar a «publicar»: el proceso no ha comenzado y sigue «ceros»"
    with pytest.raises(FaseFueraDeOrden) as saltada:
        siguiente(ORDEN_FASES[:2], NombreFase.CERRAR)
    assert str(saltada.value) == "no se puede pasar a «cerrar»: la fase actual es «abrir» y sigue «publicar»"
    with pytest.raises(FaseFueraDeOrden) as repetida:
        siguiente(ORDEN_FASES[:2], NombreFase.CEROS)
    assert str(repetida.value) == ("la fase «ceros» ya se declaró en este proceso; cada fase se declara una sola vez")
