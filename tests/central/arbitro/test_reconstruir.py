"""Looking at the whole again: a chain that lost a link, a fact or its order, and how far the work is."""

import pytest

from central.arbitro import reconstruir as modulo
from central.arbitro.reconstruir import reconstruir
from prep.domain.hechos.hechos import Acopio
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta


@pytest.fixture
def escena(base: Nodo) -> Escena:
    """Three actas with a fact each, in one chain."""
    escena = Escena(base)
    for n in (1, 3, 5):
        escena.hacer(1, acta(n).clave, Acopio("01", "D"))
    escena.correr()
    return escena


def danar(escena: Escena, orden: str) -> None:
    """What only a superuser can do, with the triggers silent."""
    with escena.base.conectar("prep_admin") as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(orden)


@pytest.mark.parametrize(
    ("dano", "dice"),
    [
        ("DELETE FROM prep.hecho WHERE acta = (SELECT max(acta) FROM prep.hecho)", "eslabón 3: su hecho ya no está"),
        ("DELETE FROM prep.cadena WHERE n = 2", "eslabón 3: la cadena se rompe en el hecho"),
        ("DELETE FROM prep.cadena WHERE n = 1", "eslabón 2: la cadena se rompe en el hecho"),
        ("UPDATE prep.cadena SET eslabon = decode(repeat('00', 32), 'hex') WHERE n = 1", "eslabón 1: la cadena se"),
        ("UPDATE prep.cadena SET n = n + 10", "eslabón 11: la cadena se rompe en el hecho"),
    ],
)
def test_una_cadena_danada_se_dice_donde_y_una_vez(escena: Escena, dano: str, dice: str) -> None:
    danar(escena, dano)
    with escena.arbitro() as (conexion, contexto):
        de_la_cadena = [d for d in reconstruir(conexion, contexto, firmas=True).diferencias if "eslabón" in d]
        assert len(de_la_cadena) == 1 and de_la_cadena[0].startswith(dice)
        sin_firmas = reconstruir(conexion, contexto).diferencias
        assert not any("eslabón" in d for d in sin_firmas)


def test_dice_cuanto_leyo_y_por_donde_va(
    escena: Escena, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    escena.hacer(1, acta(7).clave, Acopio("01", "D"))  # still in the queue: left out
    monkeypatch.setattr(modulo, "PASO", 2)
    with escena.arbitro() as (conexion, contexto):
        hallado = reconstruir(conexion, contexto, firmas=True)
        otra_vez = reconstruir(conexion, contexto)
    assert (hallado.actas, hallado.hechos, hallado.diferencias) == (3, 3, [])
    assert 0 < hallado.segundos < 60 and otra_vez.actas == 3
    assert capsys.readouterr().err == "  2 actas, 2 hechos\n" * 2
