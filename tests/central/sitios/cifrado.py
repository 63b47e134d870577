"""A centre and a node with certificates, each listening beyond loopback, and what strangers bring to their doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from central.autoridad import certificados
from central.autoridad.autoridad import Autoridad
from central.autoridad.certificados import Uso, pem
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE
from central.sitios.alta import Alta, dar_de_alta
from prep.net.identificacion import ARCHIVO, SerCliente, en_archivos, guardar
from prep.store.cadena import con_certificado
from tests.central.autoridad.cifra import DEL_NODO, Cifra
from tests.central.autoridad.ejemplo import AHORA, HASTA, autoridad
from tests.central.nodo.test_laboratorio import desde
from tests.central.sitios.conftest import Sitios
from tests.conftest import Nodo

OTRA = "127.0.0.9"
DE_SU_RED = "127.0.0.10"  # where the stations are; the centre looks for the node at the other one
ANTES = AHORA - timedelta(days=30)


@dataclass
class SitiosCifrados(Sitios):
    """`autoridad`: that of the proceso, open."""

    @cached_property
    def autoridad(self) -> Autoridad:
        return autoridad(self.carpeta / "autoridad")

    @cached_property
    def cifra(self) -> Cifra:
        return Cifra(self.carpeta / "cifra", self.autoridad)

    def alta(self, reemplazar: bool = False) -> Alta:
        return dar_de_alta(self.centro.cluster, "01", reemplazar, DEL_NODO)

    def identificar(self, cluster: Cluster, alta: Alta | None = None) -> None:
        if alta is None:
            self.cifra.centro(cluster)
            return
        guardar(self.cifra.de_nodo(alta), cluster.datos / ARCHIVO)
        cluster.escuchar_en(None, DE_SU_RED, DEL_NODO)

    def base(self, cluster: Cluster) -> Nodo:
        return self.cifra.base(cluster, "01")

    def tocar(
        self, cluster: Cluster, rol: str = "est-01-1", *, nombre: str = "", de: str = "01", uso: Uso = Uso.CLIENTE,
        vencido: bool = False, sin: Iterable[str] = (), **cambios: str | int,
    ) -> str:  # fmt: skip
        """Knocks at that server from another address, as `rol`, with a certificate made to measure; why it is not let
        in, "" when it is.

        `nombre`: what the certificate says; `de`: whose authority signs it; `sin`: settings that are left out.
        """
        plazo = (ANTES, AHORA - timedelta(hours=1)) if vencido else (AHORA, HASTA)
        uno, llave = certificados.expedir(self.autoridad.menor(de), nombre or f"estacion.{rol}", uso, *plazo)
        confianza = cluster.confianza
        assert confianza
        suyo = SerCliente(
            nombre=confianza.servidor.nombre, autoridad=confianza.servidor.autoridad, certificado=pem(uno),
            llave=pem(llave),
        )  # fmt: skip
        a = en_archivos(suyo, "extrano", self.carpeta)
        with desde(OTRA, cluster.direccion) as puerto:
            dsn = con_certificado(a.nombre, "127.0.0.1", puerto, rol, BASE, a.autoridad, a.certificado, a.llave)
            return entrar(dsn, sin, **cambios)


def entrar(dsn: str, sin: Iterable[str] = (), **cambios: str | int) -> str:
    """Why that connection is not let in; "" when it is."""
    dichas = {clave: valor for clave, valor in conninfo_to_dict(dsn).items() if clave not in sin}
    try:
        with psycopg.connect(make_conninfo("", **dichas | cambios), connect_timeout=5) as conexion:
            conexion.execute("SELECT 1")
    except psycopg.OperationalError as error:
        return str(error)
    return ""
