"""The connection: it comes back by itself, does not make anybody wait, and fails in two ways only."""

import socket
import time
from typing import Any

import psycopg
import pytest

from prep.services.nodo.conexion import VIGILANCIA, Conexion
from prep.services.nodo.tipos import NodoAusente, NodoRechaza
from tests.conftest import Nodo


def test_tras_una_falla_se_niega_al_instante_hasta_que_acaba_la_espera(
    sin_nodo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    intentos: list[str] = []
    conectar = psycopg.connect

    def contada(dsn: str, **opciones: Any) -> psycopg.Connection[Any]:
        intentos.append(dsn)
        return conectar(dsn, **opciones)

    monkeypatch.setattr(psycopg, "connect", contada)
    reloj = [100.0]
    monkeypatch.setattr("prep.services.nodo.conexion.time.monotonic", lambda: reloj[0])
    with Conexion(sin_nodo) as conexion:
        esperas = []
        for _ in range(8):
            with pytest.raises(NodoAusente, match="no responde"):
                conexion.consultar("SELECT 1")
            hechos = len(intentos)
            with pytest.raises(NodoAusente):
                conexion.consultar("SELECT 1")
            assert len(intentos) == hechos
            esperas.append(conexion._no_antes - reloj[0])
            reloj[0] = conexion._no_antes
        assert len(intentos) == 8
        assert 0.1 < esperas[0] <= 0.25 and 0.5 <= esperas[-1] <= 1.0
        conexion.reintentar_ya()
        with pytest.raises(NodoAusente):
            conexion.consultar("SELECT 1")
        assert len(intentos) == 9


def test_la_espera_se_dobla_hasta_un_maximo_y_nadie_vuelve_en_el_mismo_instante(
    sin_nodo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reloj, azar = [100.0], list[tuple[float, float]]()
    monkeypatch.setattr("prep.services.nodo.conexion.time.monotonic", lambda: reloj[0])

    def lo_mas(desde: float, hasta: float) -> float:
        azar.append((desde, hasta))
        return hasta

    monkeypatch.setattr("prep.services.nodo.conexion.random.uniform", lo_mas)
    esperas = []
    with Conexion(sin_nodo) as conexion:
        for _ in range(8):
            with pytest.raises(NodoAusente, match=r"^El nodo no responde: [^\n]+$"):
                conexion.consultar("SELECT 1")
            esperas.append(round(conexion._no_antes - reloj[0], 6))
            reloj[0] = conexion._no_antes
    assert esperas == [0.25, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    assert set(azar) == {(0.5, 1.0)}


def test_una_conexion_que_corto_el_nodo_se_rehace_y_la_llamada_pasa(poblada: Nodo) -> None:
    with Conexion(poblada.dsn("est-01-1")) as conexion:
        ((pid,),) = conexion.consultar("SELECT pg_backend_pid()")
        with poblada.conectar("prep_admin") as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        ((otro,),) = conexion.consultar("SELECT pg_backend_pid()")
        assert otro != pid


def test_un_cable_arrancado_se_nota_en_segundos(poblada: Nodo) -> None:
    with Conexion(poblada.dsn("est-01-1")) as conexion:
        dichos = conexion._abierta().info.get_parameters()
        assert [int(dichos[nombre]) for nombre in VIGILANCIA] == list(VIGILANCIA.values())


def test_cerrada_al_salir_no_se_vuelve_a_abrir(poblada: Nodo) -> None:
    with Conexion(poblada.dsn("est-01-1")) as conexion:
        assert conexion.consultar("SELECT 1") == [(1,)]
    with pytest.raises(NodoAusente, match="La estación se cerró"):  # what another thread was still to ask
        conexion.consultar("SELECT 1")
    assert not conexion.conectada


def test_una_sentencia_muy_tardada_es_un_nodo_ausente_y_la_conexion_sirve(poblada: Nodo) -> None:
    with Conexion(poblada.dsn("est-01-1"), consulta_ms=100) as conexion:
        with pytest.raises(NodoAusente, match="tardó demasiado"):
            conexion.consultar("SELECT pg_sleep(30)")
        assert conexion.consultar("SELECT 1") == [(1,)]


@pytest.mark.parametrize("sql", ["SELECT * FROM prep.hecho", "SELECT no_existe()", "SELECT 1/0"])
def test_lo_que_el_nodo_niega_se_dice_con_su_codigo(poblada: Nodo, sql: str) -> None:
    with Conexion(poblada.dsn("est-01-1")) as conexion:
        with pytest.raises(NodoRechaza) as rechazo:
            conexion.consultar(sql)
        assert rechazo.value.codigo in ("42501", "42883", "22012")
        assert rechazo.value.definitivo == (rechazo.value.codigo == "22012")


def test_un_nodo_que_acepta_y_no_contesta_es_ausente_a_los_pocos_segundos() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mudo:
        dsn = f"host=127.0.0.1 port={mudo.getsockname()[1]} user=x dbname=x"
        inicio = time.monotonic()
        with Conexion(dsn) as conexion, pytest.raises(NodoAusente):
            conexion.consultar("SELECT 1")
        assert time.monotonic() - inicio < 30
