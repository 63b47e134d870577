"""What nobody verified costs nobody anything: no slot, no turn, no id (findings 7, 8, 21)."""

from collections.abc import Iterator

import pytest

from tests.ataques.vivo import NodoVivo, vivo
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import acta

ACTA = acta(1).clave


@pytest.fixture
def nodo(base: Nodo) -> Iterator[NodoVivo]:
    with vivo(base) as abierto:
        yield abierto


@pytest.mark.parametrize("mirada", [True, False])
def test_capturas_falsas_a_nombre_de_todos_no_le_quitan_el_acta_a_nadie(nodo: NodoVivo, mirada: bool) -> None:
    """Finding 7; with the árbitro having set them aside already, or not yet."""
    huella = nodo.digitalizar(ACTA)
    hasta(lambda: nodo.etapa(ACTA) == "DIGITALIZADA")
    nodo.quemar(ACTA, huella)
    if mirada:
        hasta(nodo.vacia)
    nodo.sigue_viva(ACTA, digitalizada=True)
    hasta(lambda: nodo.escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(24,)])
