"""A centre and a node with certificates: who has the right one works, and nobody else comes in, by real sockets."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography import x509
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from central.autoridad.certificados import Uso
from central.nodo.cerrajero import Cerrajero
from central.nodo.cluster import ADMIN
from central.nodo.confianza import Confianza, poner
from central.sitios.acceso import al_centro, al_nodo
from central.sitios.conciliar import conciliar
from prep.net.identificacion import CARPETA, guardar
from prep.services.nodo.conexion import Conexion
from prep.services.nodo.tipos import NodoRechaza
from tests.central.autoridad.cifra import DEL_NODO
from tests.central.autoridad.ejemplo import AHORA
from tests.central.nodo.test_laboratorio import desde, escucha
from tests.central.sitios.cifrado import DE_SU_RED, OTRA, SitiosCifrados, entrar
from tests.central.sitios.conftest import Par, un_centro
from tests.espera import hasta
from tests.store.ejemplos import acta


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


def test_escucha_en_la_red_de_sus_estaciones_y_en_el_enlace_y_el_centro_solo_lo_busca_en_este(par: Par) -> None:
    cluster = par.nodo.cluster
    assert escucha(cluster) == {"127.0.0.1", DE_SU_RED, DEL_NODO} and cluster.direccion[0] == DE_SU_RED
    assert par.centro.valor("SELECT servidor FROM prep.nodo") == DEL_NODO
    for direccion in (DE_SU_RED, DEL_NODO):
        dsn = make_conninfo(par.nodo.escena.base.dsn("est-01-1"), hostaddr=direccion)
        assert entrar(dsn) == ""
    assert cifrados(par).tocar(cluster, sin=("sslcert", "sslkey")), "sin certificado, en ninguna"


def test_sin_certificado_no_se_entra_ni_con_la_contrasena_de_la_base(par: Par) -> None:
    nadie: dict[str, Any] = {"sin": ("sslcert", "sslkey", "sslcertmode", "require_auth"), "sslcertmode": "disable"}
    clave = par.nodo.cluster.claves["est-01-1"]
    assert "requires a valid client certificate" in cifrados(par).tocar(par.nodo.cluster, **nadie)
    assert "requires a valid client certificate" in cifrados(par).tocar(par.nodo.cluster, **nadie, password=clave)


def test_con_el_certificado_de_otro_no_se_entra(par: Par) -> None:
    """Of another station, of what is no station, of one named as the role of others."""
    nodo, tocar = par.nodo.cluster, cifrados(par).tocar
    for rol, nombre in (
        ("est-01-1", "estacion.est-01-2"), ("est-01-1", "est-01-1"), ("est-01-1", "nodo.est-01-1"),
        ("est-01-1", "centro"), ("prep_replica", "estacion.prep_replica"), ("prep_replica", "estacion.est-01-1"),
    ):  # fmt: skip
        assert "certificate authentication failed" in tocar(nodo, rol, nombre=nombre), (rol, nombre)


def test_con_la_autoridad_de_otro_catd_no_se_entra(par: Par) -> None:
    for otra in ("02", "CENTRO"):
        assert "unknown ca" in cifrados(par).tocar(par.nodo.cluster, de=otra)
    assert "unknown ca" in cifrados(par).tocar(par.centro.cluster, "nodo_catd01", nombre="nodo.catd01", de="01")


def test_con_un_certificado_vencido_no_se_entra(par: Par) -> None:
    assert "certificate expired" in cifrados(par).tocar(par.nodo.cluster, vencido=True)


def test_con_un_certificado_de_servidor_no_se_entra(par: Par) -> None:
    assert "unsupported certificate" in cifrados(par).tocar(par.nodo.cluster, uso=Uso.SERVIDOR)


def test_por_la_direccion_sin_el_nombre_no_se_entra(par: Par) -> None:
    """Nor by the name of another server."""
    como: dict[str, Any]
    for como in ({"sin": ("hostaddr",), "host": "127.0.0.1"}, {"host": "nodo.catd02.prueba-1.prep"}):
        assert "does not match host name" in cifrados(par).tocar(par.nodo.cluster, **como)


def test_por_tls_1_2_no_se_entra(par: Par) -> None:
    viejo: dict[str, Any] = {"ssl_min_protocol_version": "TLSv1.2", "ssl_max_protocol_version": "TLSv1.2"}
    assert "protocol version" in cifrados(par).tocar(par.nodo.cluster, **viejo)


def test_en_claro_no_se_entra(par: Par) -> None:
    """Neither from another address nor from the machine itself."""
    claro: dict[str, Any] = {"sslmode": "disable", "sslcertmode": "allow"}
    assert "pg_hba.conf rejects" in cifrados(par).tocar(par.nodo.cluster, **claro)
    assert "pg_hba.conf rejects" in entrar(par.nodo.cluster.dsn("est-01-1"))


def test_con_certificado_no_se_entra_como_quien_no_es_de_la_red(par: Par) -> None:
    """A service, the administrator, a node at a node, another base: even if the authority gave such a name."""
    for rol in (ADMIN, "prep_arbitro", "prep_centro", "prep_dueno"):
        assert "no pg_hba.conf entry" in cifrados(par).tocar(par.nodo.cluster, rol)
    assert "pg_hba.conf rejects" in cifrados(par).tocar(par.nodo.cluster, dbname="postgres")


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


def test_en_el_cable_no_se_lee_nada(par: Par) -> None:
    """All that a station and its node say, as who stands between them has it; in clear the key of the acta is there."""
    clave, oido = acta(3).clave, bytearray()
    dsn = par.nodo.escena.base.dsn("est-01-1")
    with desde(OTRA, par.nodo.cluster.direccion, oido) as puerto:
        consultar(make_conninfo(dsn, hostaddr="127.0.0.1", port=puerto), clave)
    assert len(oido) > 1_000 and clave.encode() not in oido and b"est-01-1" not in oido
    claro, oido = par.nodo.cluster.dsn("prep_arbitro"), bytearray()
    with desde("127.0.0.1", ("127.0.0.1", par.nodo.cluster.direccion[1]), oido) as puerto:
        consultar(make_conninfo(claro, port=puerto, sslmode="disable"), clave)
    assert clave.encode() in oido


def consultar(dsn: str, clave: str) -> None:
    with psycopg.connect(dsn) as conexion:
        conexion.execute("SELECT %s", (clave,))


def test_todos_los_certificados_cambian_sin_perder_un_hecho_ni_rehacer_una_suscripcion(par: Par) -> None:
    """Both servers run and facts go on; what comes again comes with the new ones."""
    cerrajeros = {sitio.cluster: Cerrajero(sitio.cluster, threading.Event()) for sitio in (par.centro, par.nodo)}
    with par.centro.escena.base.conectar(ADMIN) as centro, par.nodo.escena.base.conectar(ADMIN) as nodo:
        admins = {par.centro.cluster: centro, par.nodo.cluster: nodo}
        for cluster, cerrajero in cerrajeros.items():
            cerrajero.mirar(admins[cluster])
        suscripciones = centro.execute("SELECT oid FROM pg_subscription ORDER BY 1").fetchall()
        claves = [acta(n).clave for n in (9, 11, 13, 15, 17)]
        par.nodo.escena.digitalizada(claves[0])
        nuevas = {par.centro.cluster: cifrados(par).autoridad.del_centro(AHORA)}
        nuevas[par.nodo.cluster] = cifrados(par).cifra.de_nodo(par.alta)
        for cluster, nueva in nuevas.items():
            guardar(nueva, cluster.datos / "nueva.json")
            poner(cluster.datos / "nueva.json", cluster.datos)
            par.nodo.escena.digitalizada(claves.pop())
            cerrajeros[cluster].mirar(admins[cluster])
            assert cluster.confianza == Confianza(nueva) and Confianza(nueva).puesta(cluster.lugar)
        par.nodo.escena.digitalizada(claves.pop())
        cierra = "SELECT pg_terminate_backend(pid) FROM pg_stat_replication"
        assert nodo.execute(cierra).fetchall() == [(True,)] * 2
        par.nodo.escena.digitalizada(claves.pop())
        todas = "SELECT count(*) FROM prep.hecho WHERE acta = ANY(%s)"
        suyas = [acta(n).clave for n in (9, 13, 15, 17)]
        en_los_dos(par, lambda: centro.execute(todas, (suyas,)).fetchone() == (8,))
        serie = x509.load_pem_x509_certificate(nuevas[par.centro.cluster].clientes["01"].certificado.encode())
        quienes = "SELECT DISTINCT client_serial FROM pg_stat_ssl JOIN pg_stat_replication USING (pid)"
        en_los_dos(par, lambda: nodo.execute(quienes).fetchall() == [(serie.serial_number,)])
        assert centro.execute("SELECT oid FROM pg_subscription ORDER BY 1").fetchall() == suscripciones
        for admin in admins.values():
            assert admin.execute("SELECT texto FROM prep.alarma WHERE codigo = 'CERTIFICADOS'").fetchall() == []


def en_los_dos(par: Par, condicion: Callable[[], bool]) -> None:
    """Once it holds, with the centre's rounds over its nodes, which enable again what a cut link stopped."""

    def mirar() -> bool:
        par.sitios.supervisar()
        return condicion()

    hasta(mirar, "sigue la réplica", 20)
