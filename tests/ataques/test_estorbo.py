"""A station cannot hold its site: what it keeps open, locks or fills ends, and the others go on (findings 9 to 13)."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import Any

import psycopg
import pytest

from central.nodo.roles import CONEXIONES_POR_ESTACION
from prep.domain.hechos.hechos import Acopio
from prep.services.estacion.prenda import abrir
from prep.services.nodo.tipos import NodoAusente, NodoRechaza
from tests.ataques.vivo import NodoVivo, vivo
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import acta, hecho
from tests.store.entregas import argumentos

ACTA, OTRA = acta(1).clave, acta(3).clave
SIN_LIMITES = [
    f"SET {plazo} = 0"
    for plazo in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout")
]
ENTREGAR = "SELECT estacion_v1.entregar(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


@pytest.fixture
def nodo(base: Nodo) -> Iterator[NodoVivo]:
    with vivo(base) as abierto:
        yield abierto


@contextmanager
def hostil(nodo: NodoVivo) -> Iterator[psycopg.Connection[Any]]:
    """The attacker's connection with every limit of its role taken off, in a transaction that it does not end."""
    abrir(nodo.estacion(nodo.hostil), nodo.firma(nodo.hostil))
    with closing(psycopg.connect(nodo.escena.base.dsn(f"est-01-{nodo.hostil}"), autocommit=True)) as conexion:
        for orden in (*SIN_LIMITES, "SET work_mem = '64GB'", "BEGIN"):
            conexion.execute(orden)
        yield conexion


def test_los_turnos_que_una_estacion_retiene_no_detienen_al_arbitro_ni_a_nadie(nodo: NodoVivo) -> None:
    """Findings 9 and 10: the lease of an open acta, kept in a transaction; another acta goes on at once."""
    nodo.digitalizar(ACTA)
    hasta(lambda: nodo.etapa(ACTA) == "DIGITALIZADA")
    with hostil(nodo) as conexion:
        assert conexion.execute("SELECT acta FROM estacion_v1.reclamar_captura('op-01-2')").fetchone() == (ACTA,)
        assert nodo.sigue_viva(OTRA) < 5
        assert nodo.sigue_viva(ACTA, digitalizada=True)


def test_lo_que_espera_por_un_acta_retenida_se_pliega_al_soltarla(nodo: NodoVivo) -> None:
    """Finding 10: facts of the very acta whose work is held; its state waits for it and for nothing else."""
    huella = nodo.digitalizar(ACTA)
    hasta(lambda: nodo.etapa(ACTA) == "DIGITALIZADA")
    with hostil(nodo) as conexion:
        conexion.execute("SELECT FROM estacion_v1.reclamar_captura('op-01-2')")
        for n in (5, 6):  # without asking for a slot
            nodo.escena.captura(n, ACTA, huella)
        nodo.sigue_viva(OTRA)
        hasta(lambda: nodo.etapa(ACTA) == "VERIFICADA", plazo_s=10)


def test_las_tomas_a_nombre_de_otros_no_les_impiden_tomar(nodo: NodoVivo) -> None:
    """Finding 11: the operators' locks, held open again and again from every connection of the attacker."""
    parar = threading.Event()

    def retener(operador: str) -> None:
        while not parar.is_set():
            with suppress(psycopg.Error, NodoAusente, NodoRechaza), hostil(nodo) as conexion:
                conexion.execute("SELECT FROM estacion_v1.reclamar_captura(%s)", (operador,))
                conexion.execute("SELECT pg_sleep(60)")

    hilos = [threading.Thread(target=retener, args=(f"op-01-{n}",)) for n in (3, 4)]
    for hilo in hilos:
        hilo.start()
    try:
        time.sleep(0.5)
        nodo.sigue_viva(ACTA)
    finally:
        parar.set()
        terminar(nodo)
        for hilo in hilos:
            hilo.join()


def test_un_acta_con_un_hecho_sin_terminar_la_reciben_otros(nodo: NodoVivo) -> None:
    """Finding 12."""
    with hostil(nodo) as conexion:
        suyo = hecho(ACTA, Acopio("01", "D"), operador="op-01-2", estacion="est-01-2")
        assert conexion.execute(ENTREGAR, argumentos(suyo)).fetchone() == ("nuevo",)
        nodo.sigue_viva(ACTA)


def test_una_transaccion_entrega_una_sola_cosa(nodo: NodoVivo) -> None:
    """Finding 13: thousands of locks of invented actas in one transaction fill the table of locks of all."""
    with ExitStack() as abiertas:
        for _ in range(CONEXIONES_POR_ESTACION):
            conexion = abiertas.enter_context(hostil(nodo))
            for n in range(60):
                suyo = hecho(f"FC-{n}", Acopio("01", "D"), operador="op-01-2", estacion="est-01-2")
                with suppress(psycopg.Error), conexion.transaction():
                    conexion.execute(ENTREGAR, argumentos(suyo))
        candados = nodo.escena.base.dueno("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")[0][0]
        assert candados <= 3 * CONEXIONES_POR_ESTACION
        nodo.sigue_viva(ACTA)


def test_cinco_segundos_despues_no_queda_transaccion_de_nadie(nodo: NodoVivo) -> None:
    """Whatever it set: also one that only sleeps, and one that computes."""
    with hostil(nodo) as quieta, hostil(nodo) as ocupada:
        inicio = time.monotonic()
        with pytest.raises(psycopg.OperationalError):
            ocupada.execute("SELECT sum(n) FROM (SELECT generate_series(1, 1000000000000) AS n) todos")
        assert 4 < time.monotonic() - inicio < 9
        with pytest.raises(psycopg.OperationalError):
            while time.monotonic() - inicio < 9:  # told to end in the same look, it may still have to hear of it
                quieta.execute("SELECT 1")
    alarmas = nodo.escena.base.dueno("SELECT codigo, causa, veces FROM prep.alarma")
    assert alarmas == [("ESTACION_ESTORBA", "est-01-2", 2)]


def terminar(nodo: NodoVivo) -> None:
    with psycopg.connect(nodo.escena.base.dsn("prep_admin"), autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'est-01-2'")
