"""What nobody verified costs nobody anything: no slot, no turn, no id (findings 7, 8, 21)."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from prep.domain.hechos.hechos import Acopio
from tests.ataques.vivo import BASURA, NodoVivo, vivo
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


@pytest.mark.parametrize("mirada", [True, False])
def test_un_id_que_otro_entrego_antes_no_le_quita_su_hecho_a_quien_lo_hizo(nodo: NodoVivo, mirada: bool) -> None:
    """Finding 21: seen on the wire and delivered first, by two attackers; the árbitro had looked at it, or not."""
    suyo = nodo.escena.firmar(1, ACTA, Acopio("01", "D"))
    falso = replace(suyo, cuerpo=suyo.cuerpo.replace('"D"', '"F"'), firma=BASURA)
    for hostil in (nodo.hostil, 5):
        assert nodo.estacion(hostil).entregar(falso) == "nuevo"
        if mirada:
            hasta(nodo.vacia)
    honesta = nodo.estacion(1)
    assert honesta.entregar(suyo) == "nuevo"
    assert honesta.entregar(suyo) == "ya estaba"
    hasta(lambda: nodo.etapa(ACTA) == "ACOPIADA", plazo_s=5)
    assert honesta.entregar(suyo) == "ya estaba"
    assert nodo.estacion(6).entregar(falso) == "conflicto"
    base = nodo.escena.base
    hasta(lambda: base.dueno("SELECT count(*) FROM prep.entrega_rara WHERE resultado = 'rival'") == [(0,)])
    assert base.dueno("SELECT estacion, cuerpo FROM prep.hecho WHERE id = %s", suyo.hecho.id) == [
        ("est-01-1", suyo.cuerpo)
    ]
    assert base.dueno("SELECT 1 FROM prep.cuarentena") == []
    huella = nodo.digitalizar_recibida(ACTA)
    assert huella and nodo.sigue_viva(ACTA, digitalizada=True)


def test_lo_apartado_no_se_borra_sin_que_quede_entero(nodo: NodoVivo) -> None:
    suyo = nodo.escena.firmar(1, ACTA, Acopio("01", "D"))
    nodo.estacion(nodo.hostil).entregar(suyo)
    hasta(lambda: nodo.escena.base.dueno("SELECT 1 FROM prep.cuarentena") != [])
    with pytest.raises(psycopg.Error) as negado:
        nodo.escena.base.dueno("DELETE FROM prep.hecho")
    assert negado.value.sqlstate == "PR009"
