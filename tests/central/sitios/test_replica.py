"""A node joined to the centre by PostgreSQL's logical replication: each trap of postgres.md, closed."""

import hashlib

import psycopg
import pytest

from central.arbitro.reconstruir import reconstruir
from central.nodo.cluster import ADMIN
from central.sitios.suscripciones import soltar
from tests.central.sitios.conftest import Par
from tests.espera import hasta
from tests.store.ejemplos import acta

# acta(n): odd ones are of CATD 01. Each test has its own, because all share one pair of clusters.
CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"


def test_lo_que_entra_en_el_nodo_llega_al_centro_y_se_pliega_igual(par: Par) -> None:
    clave = acta(1).clave
    huella = par.nodo.escena.digitalizada(clave)
    par.nodo.escena.captura(2, clave, huella)
    par.nodo.escena.captura(3, clave, huella)
    par.nodo.escena.correr()
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 4)
    par.centro.escena.correr()
    assert (par.nodo.escena.etapa(clave), par.centro.escena.etapa(clave)) == ("VERIFICADA", "VERIFICADA")
    assert par.centro.hechos(clave) == {("ACOPIO", "CATD01"), ("IMAGEN", "CATD01"), ("CAPTURA", "CATD01")}
    huellas = "SELECT huella FROM prep.acta_estado WHERE acta = %s"
    assert par.nodo.valor(huellas, clave) == par.centro.valor(huellas, clave)


def test_el_trabajo_de_captura_solo_se_hace_donde_esta_la_custodia(par: Par) -> None:
    clave = acta(3).clave
    par.nodo.escena.digitalizada(clave)
    par.nodo.escena.correr()
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 2)
    par.centro.escena.correr()
    trabajos = "SELECT count(*) FROM prep.trabajo WHERE acta = %s"
    assert (par.nodo.valor(trabajos, clave), par.centro.valor(trabajos, clave)) == (2, 0)
    for sitio in (par.centro, par.nodo):
        with sitio.escena.arbitro() as (conexion, contexto):
            assert reconstruir(conexion, contexto, firmas=True).diferencias == []


def test_un_hecho_que_ya_estaba_se_salta_y_la_replica_sigue(par: Par) -> None:
    clave, despues = acta(5).clave, acta(7).clave
    par.nodo.escena.digitalizada(clave)
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 2)
    with psycopg.connect(par.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
        soltar(admin, par.alta.paquete.nombre)
    with psycopg.connect(par.nodo.cluster.dsn(ADMIN), autocommit=True) as suyo:
        ranuras = "SELECT count(*) FROM pg_replication_slots WHERE active"
        hasta(lambda: suyo.execute(ranuras).fetchone() == (0,))
        suyo.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
    par.sitios.supervisar()  # subscribes anew: everything is copied again over what is there
    par.nodo.escena.digitalizada(despues)
    hasta(lambda: par.centro.valor(CUANTOS, despues) == 2)
    assert par.centro.valor(CUANTOS, clave) == 2
    assert par.alarmas(clave) == []


def test_una_imagen_llega_por_su_propio_flujo_y_dice_de_que_nodo_es(par: Par) -> None:
    clave, huella = acta(17).clave, hashlib.sha256(b"imagen").hexdigest()
    with par.nodo.escena.base.conectar("est-01-1") as estacion:
        estacion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, clave, b"imagen"))
    hay = "SELECT count(*) FROM prep.imagen WHERE huella = %s"
    hasta(lambda: par.centro.valor(hay, huella) == 1)
    imagen = par.centro.escena.base.dueno("SELECT nodo, bytes FROM prep.imagen WHERE huella = %s", huella)
    assert imagen == [("CATD01", b"imagen")]


def test_el_dueno_de_una_suscripcion_no_entra_ni_puede_nada(par: Par) -> None:
    poderosos = "SELECT rolname FROM pg_roles WHERE rolname ~ '^(sub|nodo)_' AND (rolsuper OR rolreplication)"
    assert par.centro.escena.base.dueno(poderosos) == []
    with psycopg.connect(par.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
        admin.execute("ALTER ROLE sub_catd01 PASSWORD 'adivinada'")
    dsn = psycopg.conninfo.make_conninfo(par.centro.cluster.dsn(ADMIN), user="sub_catd01", password="adivinada")
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(dsn)
