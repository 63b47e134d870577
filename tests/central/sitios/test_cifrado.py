"""A centre and a node with certificates: who has the right one works, and nobody else comes in, by real sockets."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from central.autoridad.certificados import Uso
from central.nodo.cluster import ADMIN
from central.sitios.acceso import al_centro, al_nodo
from central.sitios.conciliar import conciliar
from prep.net.identificacion import CARPETA
from prep.services.nodo.conexion import Conexion
from prep.services.nodo.tipos import NodoRechaza
from tests.central.autoridad.cifra import DEL_NODO
from tests.central.sitios.cifrado import SitiosCifrados, entrar
from tests.central.sitios.conftest import Par, un_centro
from tests.espera import hasta
from tests.store.ejemplos import acta

# Each with another certificate, role or way of coming; what the server, or libpq before it, says of it.
EXTRANOS: dict[str, tuple[dict[str, Any], str]] = {
    "sin certificado": ({"sin": ("sslcert", "sslkey", "sslcertmode"), "sslcertmode": "disable"}, "certificate"),
    "con el de otra estación": ({"nombre": "estacion.est-01-2"}, "certificate authentication failed"),
    "con uno que no dice de qué es": ({"nombre": "est-01-1"}, "certificate authentication failed"),
    "con uno de la autoridad de otro CATD": ({"de": "02"}, "unknown ca"),
    "con uno de la autoridad del centro": ({"de": "CENTRO"}, "unknown ca"),
    "con uno vencido": ({"vencido": True}, "certificate expired"),
    "con uno de servidor": ({"uso": Uso.SERVIDOR}, "unsupported certificate"),
    "por TLS 1.2": (
        {"ssl_min_protocol_version": "TLSv1.2", "ssl_max_protocol_version": "TLSv1.2"}, "protocol version"),
    "en claro": ({"sslmode": "disable", "sslcertmode": "allow"}, "pg_hba.conf rejects"),
    "con su contraseña de la base": (
        {"sin": ("sslcert", "sslkey", "require_auth"), "sslcertmode": "disable", "password": "x"}, "certificate"),
    "por su dirección, sin nombre": ({"sin": ("hostaddr",), "host": "127.0.0.1"}, "does not match host name"),
    "esperando otro servidor": ({"host": "nodo.catd02.prueba-1.prep"}, "does not match host name"),
    "como administrador": ({"rol": ADMIN, "nombre": f"estacion.{ADMIN}"}, "pg_hba.conf"),
    "como árbitro": ({"rol": "prep_arbitro", "nombre": "estacion.prep_arbitro"}, "pg_hba.conf"),
    "como el centro, con uno de estación": (
        {"rol": "prep_replica", "nombre": "estacion.prep_replica"}, "certificate authentication failed"),
    "como nodo, en el nodo": ({"rol": "nodo_catd01", "nombre": "nodo.catd01"}, "pg_hba.conf"),
    "a la base de PostgreSQL": ({"dbname": "postgres"}, "pg_hba.conf"),
}  # fmt: skip


@pytest.fixture(scope="module")
def par() -> Iterator[Par]:
    with un_centro(SitiosCifrados) as todos:
        alta = todos.alta()
        yield Par(todos, alta, todos.unir(alta))


def cifrados(par: Par) -> SitiosCifrados:
    assert isinstance(par.sitios, SitiosCifrados)
    return par.sitios


def test_con_certificados_se_trabaja_se_replica_baja_y_se_concilia_sin_ninguna_contrasena(par: Par) -> None:
    clave = acta(1).clave
    huella = par.nodo.escena.digitalizada(clave)
    for persona in (2, 3):
        par.nodo.escena.captura(persona, clave, huella)
    par.nodo.escena.correr()
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.hecho WHERE acta = %s", clave) == 4)
    par.centro.escena.correr()
    assert (par.nodo.escena.etapa(clave), par.centro.escena.etapa(clave)) == ("VERIFICADA", "VERIFICADA")
    (una,) = conciliar(par.centro.cluster)
    assert una.entera and una.hechos == 4, una
    assert (par.alta.paquete.clave, par.alta.paquete.clave_replica) == ("", "")
    with par.centro.escena.base.conectar(ADMIN) as admin:
        dichas = [conninfo_to_dict(c) for (c,) in admin.execute("SELECT subconninfo FROM pg_subscription")]
        vivas = admin.execute("SELECT version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = %s",
                              (par.alta.paquete.nombre.rol,)).fetchall()  # fmt: skip
    assert [("password" in d, d["sslmode"], d["hostaddr"]) for d in dichas] == [(False, "verify-full", DEL_NODO)] * 2
    assert vivas == []
    with par.nodo.escena.base.conectar(ADMIN) as admin:
        replicas = "SELECT DISTINCT version FROM pg_stat_ssl JOIN pg_stat_replication USING (pid)"
        assert admin.execute(replicas).fetchall() == [("TLSv1.3",)]
        con_clave = "SELECT rolname FROM pg_authid WHERE rolname = 'prep_replica' AND rolpassword IS NOT NULL"
        assert admin.execute(con_clave).fetchall() == []


@pytest.mark.parametrize("quien", EXTRANOS)
def test_no_entra(par: Par, quien: str) -> None:
    como, dicho = EXTRANOS[quien]
    assert dicho in cifrados(par).tocar(par.nodo.cluster, **como)


def test_el_que_se_le_hizo_a_la_medida_si_entra(par: Par) -> None:
    """What the others are refused for is what they lack."""
    assert cifrados(par).tocar(par.nodo.cluster) == ""
    assert cifrados(par).tocar(par.nodo.cluster, "prep_replica", nombre="centro") == ""
    assert cifrados(par).tocar(par.centro.cluster, "nodo_catd01", nombre="nodo.catd01", de="CENTRO") == ""


def test_quien_anuncia_un_nodo_que_no_es_no_recibe_nada_y_se_dice(par: Par) -> None:
    """The centre's server answers where the node should: right proceso, another name, another authority."""
    falso = par.centro.cluster.direccion
    dsn = par.nodo.escena.base.dsn("est-01-1")
    dsn = make_conninfo(dsn, hostaddr=falso[0], port=falso[1])
    with Conexion(dsn) as conexion, pytest.raises(NodoRechaza, match="no prueba que lo es: no se le dio nada"):
        conexion.consultar("SELECT 1")
    del_nodo = al_centro(par.alta.paquete, par.nodo.cluster.datos)
    assert "certificate verify failed" in entrar(del_nodo, hostaddr=DEL_NODO, port=par.nodo.cluster.direccion[1])
    nombre = par.alta.paquete.nombre
    assert "certificate verify failed" in entrar(al_nodo(par.centro.cluster.datos, nombre, *falso))


def test_a_una_estacion_sin_derecho_se_le_dice_que_no_se_le_admite(par: Par, tmp_path: Path) -> None:
    """It answers, so it is no absence: there is nothing to wait for."""
    otra = conninfo_to_dict(par.nodo.escena.base.dsn("est-01-2"))
    dsn = make_conninfo(par.nodo.escena.base.dsn("est-01-1"), sslcert=otra["sslcert"], sslkey=otra["sslkey"])
    with Conexion(dsn) as conexion, pytest.raises(NodoRechaza, match="no admite a esta estación"):
        conexion.consultar("SELECT 1")


def test_las_llaves_son_solo_de_quien_las_usa(par: Par) -> None:
    for cluster in (par.centro.cluster, par.nodo.cluster):
        del_servidor = list((cluster.lugar.carpeta / CARPETA).iterdir())
        del_programa = list((cluster.datos / CARPETA).iterdir())
        assert del_servidor and del_programa
        for ruta in (*del_servidor, *del_programa):
            assert ruta.stat().st_mode & 0o077 == 0, ruta
        dueno = cluster.lugar.usuario
        assert {r.stat().st_uid for r in del_servidor} == {dueno.uid if dueno else os.geteuid()}
