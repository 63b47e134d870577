"""A cut waits for the árbitro as long as it advances, and only for what was there when it was asked for (P-9)."""

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from central.corte import espera
from central.corte.espera import ArbitroAtorado, esperar
from tests.conftest import Nodo
from tests.store.ejemplos import acta

PONER = "INSERT INTO prep.cola (hecho, acta, despues) SELECT gen_random_uuid(), %s, %s FROM generate_series(1, %s)"
QUITAR = "DELETE FROM prep.cola WHERE n = (SELECT min(n) FROM prep.cola WHERE NOT despues)"


@pytest.fixture
def conexion(base: Nodo) -> Iterator[psycopg.Connection[Any]]:
    with base.conectar("prep_dueno") as conn:
        yield conn


@pytest.fixture(autouse=True)
def sin_paciencia(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espera, "PACIENCIA_S", 1.0)
    monkeypatch.setattr(espera, "AVISO_S", 0.0)


def test_sin_nada_que_plegar_no_espera_ni_dice_nada(conexion: psycopg.Connection[Any]) -> None:
    conexion.execute(PONER, (acta(1).clave, True, 3))
    dicho: list[str] = []
    esperar(conexion, dicho.append)
    assert dicho == []


def test_un_arbitro_que_avanza_aunque_despacio_se_espera(conexion: psycopg.Connection[Any]) -> None:
    conexion.execute(PONER, (acta(1).clave, False, 4))
    dicho: list[str] = []

    def despacio(texto: str) -> None:
        """One fact less at each notice, and a new one that nobody has to wait for."""
        dicho.append(texto)
        time.sleep(0.4)
        conexion.execute(QUITAR)
        conexion.execute(PONER, (acta(3).clave, False, 1))

    esperar(conexion, despacio)
    assert dicho == [f"Esperando al árbitro: faltan {n} hechos." for n in (4, 3, 2, 1)]


def test_uno_que_no_avanza_se_dice_con_cuantos_esperan(conexion: psycopg.Connection[Any]) -> None:
    conexion.execute(PONER, (acta(1).clave, False, 2))
    dicho: list[str] = []
    inicio = time.monotonic()
    with pytest.raises(ArbitroAtorado, match=r"El árbitro no avanza: 2 hechos esperan desde hace 1 s\. Revise que"):
        esperar(conexion, dicho.append)
    assert 1.0 < time.monotonic() - inicio < 30
    assert set(dicho) == {"Esperando al árbitro: faltan 2 hechos."}


def test_lo_que_espera_se_dice_de_cuando_en_cuando(
    conexion: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(espera, "AVISO_S", 60.0)
    conexion.execute(PONER, (acta(1).clave, False, 1))
    dicho: list[str] = []
    with pytest.raises(ArbitroAtorado):
        esperar(conexion, dicho.append)
    assert len(dicho) == 1
