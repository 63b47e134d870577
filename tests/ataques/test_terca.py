"""What is not ended: what PostgreSQL cannot, because it hears nothing for hours, and a row that the árbitro needs."""

import threading
import time
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from uuid_utils.compat import uuid7

from central.arbitro.lote import procesar
from central.nodo import guardia
from central.nodo.cluster import ADMIN
from central.nodo.guardia import Guardia
from central.nodo.preparar import BASE, preparar
from prep.domain.hechos.hechos import Acopio
from tests.ataques.ciudad import ENTREGAR
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.espera import hasta
from tests.servidor import aparte
from tests.store import ejemplos
from tests.store.entregas import argumentos

# A text that is cast, which asks for no function: three million letters of it take hours.
TERCO = "SELECT '" + "a&" * 1_500_000 + "a'::tsquery IS NULL"
ACTA, OTRA = ejemplos.acta(1).clave, ejemplos.acta(3).clave
SUYO = f"""SELECT estacion_v1.entregar('{uuid7()}', '{ejemplos.PROCESO}', 'INCIDENCIA', '{ACTA}', 'CATD', 'op-01-2',
    now(), 0, '{{"codigo":"x","texto":"x"}}', decode(repeat('00', 64), 'hex'))"""


def test_a_quien_no_se_puede_terminar_se_le_saca_y_los_demas_siguen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guardia, "TERMINAR", guardia.TERMINAR.replace(f"{guardia.VIEJA_S}", "0.2"))
    monkeypatch.setattr(guardia, "TERCA_S", 0.3)
    monkeypatch.setattr(guardia, "COMPUTA_S", 0.05)  # of the last of the processor, on a busy machine
    monkeypatch.setattr(guardia, "RONDA_S", 0.1)
    with aparte("terca") as cluster:  # its own: PostgreSQL begins anew
        preparar(cluster, ejemplos.catalogo(), ejemplos.operadores(3), ejemplos.estaciones(3))
        nodo, parar = Nodo(cluster, BASE), threading.Event()
        guarda = threading.Thread(target=Guardia(cluster.dsn(ADMIN), parar, cluster.lugar.carpeta).correr)
        with closing(psycopg.connect(nodo.dsn("est-01-2"), autocommit=True)) as terca:
            suya = "ALTER ROLE CURRENT_USER PASSWORD 'x'"  # holds the row by which it could be put out
            for orden in ("SET statement_timeout = 0", "BEGIN", SUYO, suya):
                terca.execute(orden.encode())
            pid = terca.info.backend_pid
            terca.pgconn.send_query(TERCO.encode())
            terca.pgconn.flush()
            guarda.start()
            try:
                hasta(lambda: not _vive(nodo, pid), "el nodo la saca", 90)
                with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
                    psycopg.connect(nodo.dsn("est-01-2"))
                alarmas = "SELECT codigo FROM prep.alarma WHERE causa = 'est-01-2' ORDER BY 1"
                assert _consultar(nodo, alarmas) == [("ESTACION_ESTORBA",), ("ESTACION_FUERA",)]
            finally:
                parar.set()
                guarda.join()
        with psycopg.connect(nodo.dsn("est-01-1"), autocommit=True) as otra:  # the lock of that acta is free
            assert otra.execute(SUYO.replace("op-01-2", "op-01-1").encode()).fetchone() == ("nuevo",)
        cluster.detener()
        cluster.iniciar()
        psycopg.connect(nodo.dsn("est-01-2")).close()


def test_la_alarma_que_una_estacion_retiene_no_detiene_al_arbitro(base: Nodo) -> None:
    """Its own conflict in a transaction that does not end, and a rival of an id of others for the árbitro to count."""
    escena = Escena(base)
    de_antes = escena.hacer(2, OTRA, Acopio("01", "D"))
    escena.correr()
    visto = escena.hacer(1, ACTA, Acopio("01", "D"))
    with base.conectar("est-01-2") as rival, closing(psycopg.connect(base.dsn("est-01-2"))) as retiene:
        suyo = replace(visto.hecho, operador="op-01-2", estacion="est-01-2")
        assert rival.execute(ENTREGAR, argumentos(suyo)).fetchone() == ("nuevo",)
        otro = replace(de_antes.hecho, cuerpo=Acopio("01", "F"))
        assert retiene.execute(ENTREGAR, argumentos(otro)).fetchone() == ("conflicto",)
        with escena.arbitro() as (conexion, contexto):
            conexion.execute("SET lock_timeout = '1s'")
            assert procesar(conexion, contexto)
            assert conexion.execute("SHOW lock_timeout").fetchone() == ("1s",)
    assert escena.etapa(ACTA) == "ACOPIADA"


def _vive(nodo: Nodo, pid: int) -> bool:
    return _consultar(nodo, "SELECT 1 FROM pg_stat_activity WHERE pid = %s", pid) != []


def _consultar(nodo: Nodo, consulta: str, *valores: object) -> list[tuple[object, ...]]:
    """Again while the server begins anew."""
    for _ in range(100):
        try:
            with psycopg.connect(nodo.dsn(ADMIN)) as conexion:
                return conexion.execute(consulta.encode(), valores).fetchall()
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("el servidor no volvió")
