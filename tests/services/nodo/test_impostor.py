"""Who answers at the node's address and asks for the password in clear, or for none, is told nothing."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from central.nodo.cluster import ADMIN, Cluster
from central.nodo.nombres import NombreNodo
from central.sitios import suscripciones
from prep.services.estacion.ficha import Ficha
from prep.services.nodo.conexion import Conexion
from prep.services.nodo.tipos import NodoRechaza
from prep.store.cadena import cadena
from tests.conftest import Nodo

SECRETO = "la-clave-de-la-estacion"
EN_CLARO, MD5, SIN_NADA = (
    b"R" + struct.pack("!II", 8, 3),
    b"R" + struct.pack("!II4s", 12, 5, b"sal!"),
    b"R" + struct.pack("!II", 8, 0),
)


class Impostor:
    """A server that speaks PostgreSQL's first words: `pide` answers to the startup; `oido` is all it was told."""

    def __init__(self, pide: bytes) -> None:
        self.pide, self.oido = pide, b""
        self.oye = socket.create_server(("127.0.0.1", 0))
        self.puerto: int = self.oye.getsockname()[1]
        self.hilo = threading.Thread(target=self._atender, daemon=True)
        self.hilo.start()

    def _atender(self) -> None:
        while True:
            try:
                cliente, _ = self.oye.accept()
            except OSError:
                return
            with cliente:
                self._hablar(cliente)

    def _hablar(self, cliente: socket.socket) -> None:
        while trozo := cliente.recv(4096):
            self.oido += trozo
            if trozo[:1] in b"pQPX":  # a password, or a question: all that it wanted
                return
            if trozo[4:8] in (struct.pack("!I", 80877103), struct.pack("!I", 80877104)):  # TLS, GSS
                cliente.sendall(b"N")
            elif trozo[4:8] == struct.pack("!I", 196608):  # the startup
                cliente.sendall(self.pide)
                if self.pide == SIN_NADA:
                    cliente.sendall(b"Z" + struct.pack("!I", 5) + b"I")


@contextmanager
def _impostor(pide: bytes) -> Iterator[Impostor]:
    suyo = Impostor(pide)
    try:
        yield suyo
    finally:
        suyo.oye.close()


@pytest.mark.parametrize("pide", [EN_CLARO, MD5, SIN_NADA], ids=["en claro", "md5", "nada"])
def test_una_estacion_no_da_su_clave_ni_trabaja_con_quien_no_prueba_ser_su_nodo(pide: bytes) -> None:
    with _impostor(pide) as impostor:
        ficha = Ficha(
            proceso="p", estacion="e01-1", sitio="01", servidor="127.0.0.1", puerto=impostor.puerto, contrasena=SECRETO
        )
        with Conexion(ficha.dsn) as conexion, pytest.raises(NodoRechaza, match="no prueba que lo es") as rechazo:
            conexion.consultar("SELECT 1")
        assert not rechazo.value.definitivo  # no fact is set aside for it
    assert b"e01-1" in impostor.oido and SECRETO.encode() not in impostor.oido and b"SELECT" not in impostor.oido
    assert b"md5" not in impostor.oido


def test_sin_pedir_scram_la_clave_se_daria_en_claro() -> None:
    """What the other test looks for is there to be found."""
    with _impostor(EN_CLARO) as impostor, pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"host=127.0.0.1 port={impostor.puerto} user=e01-1 password={SECRETO} dbname=prep")
    assert SECRETO.encode() in impostor.oido


def test_toda_conexion_de_la_suite_pide_scram(poblada: Nodo, cluster: Cluster) -> None:
    for dsn in (poblada.dsn("est-01-1"), cluster.dsn("prep_arbitro"), cadena("10.0.0.1", 1, "r", "c", "b")):
        dicho = psycopg.conninfo.conninfo_to_dict(dsn)
        assert (dicho["require_auth"], dicho["channel_binding"]) == ("scram-sha-256", "prefer")


def test_una_conexion_local_sin_clave_sigue_como_la_pida_su_servidor(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a socket of the machine who connects is known by other means, and there is no password to lose."""
    with _impostor(SIN_NADA) as servidor, Conexion(f"host=127.0.0.1 port={servidor.puerto} user=x dbname=x") as suya:
        suya._abierta()
        assert suya.conectada


def test_la_suscripcion_lo_pide_donde_el_servidor_lo_sabe(poblada: Nodo) -> None:
    """Until PostgreSQL 16 its own libpq cannot be told: a node's `prep_replica` is only as safe as its address."""
    with _impostor(EN_CLARO) as impostor, poblada.conectar(ADMIN) as admin:
        with pytest.raises(psycopg.OperationalError):
            suscripciones.asegurar(admin, NombreNodo("01"), impostor.puerto, {"host": "127.0.0.1", "password": SECRETO})
        assert (SECRETO.encode() in impostor.oido) == (admin.info.server_version < suscripciones.CON_REQUIRE_AUTH)
