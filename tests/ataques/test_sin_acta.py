"""Many SIN ACTA of one person, one by one: each is theirs to say, and so many of them are told (P-10, R-10c)."""

from collections.abc import Iterator

import psycopg
import pytest

from central.nodo import sospechas
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import MotivoSinActa, SinActa
from tests.ataques.vivo import RECIBE, NodoVivo, vivo
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import catalogo

ALARMAS = "SELECT texto, veces FROM prep.alarma WHERE codigo = 'SIN_ACTA_MUCHAS' ORDER BY n"
MOTIVO = next(iter(MotivoSinActa))


@pytest.fixture
def nodo(base: Nodo) -> Iterator[NodoVivo]:
    with vivo(base) as abierto:
        yield abierto


def declarar(nodo: NodoVivo, *claves: str) -> None:
    for clave in claves:
        assert nodo.estacion(RECIBE).entregar(nodo.escena.firmar(RECIBE, clave, SinActa(MOTIVO))) == "nuevo"
    hasta(nodo.vacia)
    hasta(lambda: all(nodo.etapa(clave) == "SIN_ACTA" for clave in claves), "que se declaren")


def revisar(nodo: NodoVivo) -> list[tuple[str, int]]:
    with psycopg.connect(nodo.escena.base.dsn(ADMIN), autocommit=True) as admin:
        sospechas.revisar(admin)
    return nodo.escena.base.dueno(ALARMAS)


def test_pasadas_tantas_se_dice_quien_y_otra_vez_si_sigue(nodo: NodoVivo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sospechas, "SIN_ACTA_MAX", 2)
    claves = [clave for clave, a in catalogo().actas.items() if a.centro == "01"]
    declarar(nodo, *claves[:2])
    assert revisar(nodo) == [], "tantas son de cualquier noche"
    declarar(nodo, claves[2])
    ((texto, veces),) = revisar(nodo)
    assert "declaró SIN ACTA 3 actas, de una en una" in texto and veces == 1
    assert revisar(nodo) == [(texto, 1)], "una sola por lo mismo"
    nodo.escena.base.dueno("UPDATE prep.alarma SET atendida = now()")
    assert len(revisar(nodo)) == 1, "tampoco ya atendida"
    declarar(nodo, claves[3])
    assert len(revisar(nodo)) == 2, "sigue: se dice otra vez"
    nodo.sigue_viva(claves[-1])
