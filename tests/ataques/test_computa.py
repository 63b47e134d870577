"""What a node asks of the centre ends: at once when it computes without an end, later when its link is slow."""

import threading
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from central.nodo import guardia
from central.nodo.cluster import ADMIN
from central.nodo.roles import NODO
from tests.conftest import Nodo
from tests.espera import hasta


def test_a_un_nodo_que_computa_sin_fin_se_le_termina_antes_que_a_uno_cuyo_enlace_es_lento(
    base: Nodo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guardia, "CALCULA_S", 0.5)
    with base.conectar(ADMIN) as admin, ExitStack() as abiertas:
        admin.execute(f"CREATE ROLE nodo_de_prueba LOGIN PASSWORD 'x' IN ROLE {NODO}".encode())
        try:
            dsn = make_conninfo(base.dsn(ADMIN), user="nodo_de_prueba", password="x")
            computa, espera = (abiertas.enter_context(closing(psycopg.connect(dsn, autocommit=True))) for _ in range(2))
            computa.pgconn.send_query(b"SELECT count(*) FROM pg_class a, pg_class b, pg_class c, pg_class d")
            espera.pgconn.send_query(b"SELECT pg_sleep(1000)")
            duerme = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'nodo_de_prueba' AND wait_event = 'PgSleep'"
            hasta(lambda: admin.execute(duerme.encode()).fetchall() == [(1,)], "the slow one waits")
            vigia = guardia.Guardia("", threading.Event(), Path())
            vivos = "SELECT query FROM pg_stat_activity WHERE usename = 'nodo_de_prueba'"

            def uno_menos() -> bool:
                vigia.revisar(admin)
                return len(admin.execute(vivos.encode()).fetchall()) == 1

            hasta(uno_menos, "se termina al que computa")
            assert admin.execute(vivos.encode()).fetchall() == [("SELECT pg_sleep(1000)",)]
        finally:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'nodo_de_prueba'")
            admin.execute("DROP ROLE nodo_de_prueba")
