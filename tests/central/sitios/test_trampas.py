"""More traps of postgres.md, closed: rewriting at a node, schemas that differ, slots, and what a subscription is."""

import threading
import time

import psycopg

from central.nodo.cluster import ADMIN
from central.sitios.supervisor import Supervisor
from prep.domain.hechos import Acopio
from tests.central.sitios.conftest import Par, Sitios, hasta
from tests.store.ejemplos import acta

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


def test_cada_nodo_es_un_servidor_propio_y_su_suscripcion_es_como_debe(par: Par) -> None:
    """Equal system identifiers make slots collide; without waiting for the disk a dead centre would lose facts."""
    identidad = "SELECT system_identifier FROM pg_control_system()"
    with (
        psycopg.connect(par.centro.cluster.dsn(ADMIN)) as centro,
        psycopg.connect(par.nodo.cluster.dsn(ADMIN)) as nodo,
    ):
        assert centro.execute(identidad).fetchone() != nodo.execute(identidad).fetchone()
        asi = centro.execute(
            "SELECT DISTINCT subsynccommit, subdisableonerr, subbinary FROM pg_subscription"
        ).fetchall()
        assert asi == [("on", True, True)]
        assert nodo.execute("SHOW max_slot_wal_keep_size").fetchone() == ("-1",)
        assert nodo.execute(
            "SELECT DISTINCT pubinsert, pubupdate, pubdelete, pubtruncate FROM pg_publication"
        ).fetchall() == [(True, False, False, False)]


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
