"""More traps of postgres.md, closed: rewriting at a node, schemas that differ, slots, and what a subscription is."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import product

import psycopg
import pytest

from central.nodo.cluster import ADMIN
from central.sitios.centro_remoto import conectar
from central.sitios.supervisor import APURAR, LATIDO_S, SORDO_S, Supervisor
from prep.domain.hechos.hechos import Acopio
from tests.central.sitios.conftest import Par, Sitios
from tests.espera import hasta
from tests.store.ejemplos import acta

UNIONES = ("enable_nestloop", "enable_hashjoin", "enable_mergejoin")
CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"
DETENIDAS = "SELECT count(*) FROM pg_subscription WHERE NOT subenabled"


def test_lo_que_se_reescribe_o_borra_en_un_nodo_no_cambia_el_centro_ni_detiene_la_replica(par: Par) -> None:
    """A superuser goes round the triggers of the node; only inserts travel: the centre keeps what was signed."""
    una, otra, testigo = (acta(n).clave for n in (11, 13, 15))
    for clave in (una, otra):
        par.nodo.escena.hacer(1, clave, Acopio("01", "D"))
    hasta(lambda: par.centro.valor(CUANTOS, otra) == 1)
    with psycopg.connect(par.nodo.cluster.dsn(ADMIN), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE prep.hecho SET cuerpo = '{}' WHERE acta = %s", (una,))
        admin.execute("DELETE FROM prep.hecho WHERE acta = %s", (otra,))
    par.nodo.escena.hacer(1, testigo, Acopio("01", "D"))
    hasta(lambda: par.centro.valor(CUANTOS, testigo) == 1)
    assert par.centro.valor("SELECT cuerpo <> '{}' FROM prep.hecho WHERE acta = %s", una)
    assert par.centro.valor(CUANTOS, otra) == 1
    assert par.centro.valor(DETENIDAS) == 0


def test_la_suscripcion_de_un_nodo_es_como_debe(par: Par) -> None:
    """Without waiting for the disk a dead centre would lose facts."""
    with (
        psycopg.connect(par.centro.cluster.dsn(ADMIN)) as centro,
        psycopg.connect(par.nodo.cluster.dsn(ADMIN)) as nodo,
    ):
        asi = centro.execute(
            "SELECT DISTINCT subsynccommit, subdisableonerr, subbinary FROM pg_subscription"
        ).fetchall()
        assert asi == [("on", True, True)]
        assert nodo.execute("SHOW max_slot_wal_keep_size").fetchone() == ("-1",)
        assert nodo.execute(
            "SELECT DISTINCT pubinsert, pubupdate, pubdelete, pubtruncate FROM pg_publication"
        ).fetchall() == [(True, False, False, False)]


@contextmanager
def agujero() -> Iterator[int]:
    """A port that answers nothing, as a pulled cable: its queue is full, and the kernel drops what knocks."""
    with ExitStack() as abiertos:
        sordo = abiertos.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            cliente = abiertos.enter_context(socket.socket())
            cliente.setblocking(False)
            cliente.connect_ex(sordo.getsockname())
        yield int(sordo.getsockname()[1])


def test_al_volver_el_enlace_no_se_espera_a_una_conexion_que_se_quedo_sorda(
    sitios: Sitios, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL's own next try would come only when TCP gives up the one before: two minutes."""
    monkeypatch.setattr("central.sitios.supervisor.SORDO_S", 2.0)
    alta, clave = sitios.alta(), acta(1).clave
    nodo = sitios.unir(alta)
    supervisor = Supervisor(sitios.centro.cluster, threading.Event())
    trabajan = "SELECT pid FROM pg_stat_subscription WHERE pid IS NOT NULL"
    with agujero() as puerto, psycopg.connect(sitios.centro.cluster.dsn(ADMIN), autocommit=True) as admin:

        def mudar(donde: int) -> None:
            admin.execute("UPDATE prep.nodo SET puerto = %s", (donde,))
            supervisor.revisar(admin)

        antes = set(admin.execute(trabajan))
        mudar(puerto)
        hasta(lambda: len(set(admin.execute(trabajan)) - antes) == 2)  # they knock where nobody answers
        nodo.escena.hacer(1, clave, Acopio("01", "D"))
        mudar(nodo.cluster.direccion[1])

        def llego() -> bool:
            with conectar(alta.paquete) as centro:
                centro.latir(0, 0, b"", 0)
            supervisor.revisar(admin)
            return bool(sitios.centro.valor(CUANTOS, clave))

        hasta(llego)
    assert sitios.centro.hechos(clave) == {("ACOPIO", "CATD01")}


def test_a_quien_oye_a_su_nodo_no_se_le_corta_se_planee_como_se_planee_la_consulta(sitios: Sitios) -> None:
    """With 33 nodes the planner terminated every worker before it asked whether it was deaf."""
    alta = sitios.alta()
    sitios.unir(alta)
    supervisor = Supervisor(sitios.centro.cluster, threading.Event())
    trabajan = "SELECT pid FROM pg_stat_subscription WHERE relid IS NULL AND pid IS NOT NULL"
    with psycopg.connect(sitios.centro.cluster.dsn(ADMIN), autocommit=True) as admin, conectar(alta.paquete) as centro:
        antes = set(admin.execute(trabajan))
        assert len(antes) == 2
        for apagados in product((False, True), repeat=len(UNIONES)):
            for ajuste, apagado in zip(UNIONES, apagados, strict=True):
                admin.execute(f"SET {ajuste} = {'off' if apagado else 'on'}")
            centro.latir(0, 0, b"", 0)
            assert admin.execute(APURAR, {"sordo": SORDO_S, "latido": LATIDO_S}).fetchall() == []
            plan = "\n".join(linea for (linea,) in admin.execute(f"EXPLAIN {APURAR % {'sordo': 15, 'latido': 6}}"))
            assert plan.index("CTE Scan on sordos") < plan.index("pg_terminate_backend") < plan.index("CTE sordos")
        supervisor.revisar(admin)
        assert set(admin.execute(trabajan)) == antes


def test_una_columna_que_el_centro_no_tiene_detiene_la_replica_avisa_y_agregarla_la_compone(sitios: Sitios) -> None:
    alta = sitios.alta()
    nodo, clave = sitios.unir(alta), acta(1).clave
    supervisor = Supervisor(sitios.centro.cluster, threading.Event())
    nueva = "ALTER TABLE prep.hecho ADD COLUMN de_otra_version int NOT NULL DEFAULT 7"
    with psycopg.connect(nodo.cluster.dsn(ADMIN), autocommit=True) as suyo:
        suyo.execute(nueva)
    nodo.escena.hacer(1, clave, Acopio("01", "D"))
    with psycopg.connect(sitios.centro.cluster.dsn(ADMIN), autocommit=True) as admin:

        def revisado(consulta: str) -> bool:
            supervisor.revisar(admin)
            return admin.execute(consulta).fetchone() == (True,)

        hasta(lambda: revisado("SELECT count(*) > 0 FROM prep.alarma WHERE codigo = 'REPLICA'"))
        assert sitios.centro.valor(CUANTOS, clave) == 0
        admin.execute(nueva)
        limite = time.monotonic() + 30
        while sitios.centro.valor(CUANTOS, clave) == 0:
            supervisor.revisar(admin)
            assert time.monotonic() < limite
    assert sitios.centro.hechos(clave) == {("ACOPIO", "CATD01")}
