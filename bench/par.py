"""A centre and a CATD's node in clusters of their own, joined as an administrator would, without their árbitros."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from central.nodo.cluster import ADMIN, Cluster
from central.nodo.roles import DUENO
from central.sitios import salud
from central.sitios.alta import dar_de_alta
from central.sitios.centro_remoto import conectar
from central.sitios.supervisor import Supervisor
from central.sitios.unirse import unirse
from simulacro.guion.material import Material
from simulacro.personas.preparacion import preparar_nodo


@dataclass(frozen=True, slots=True)
class Par:
    """Both running; `nombre` of the node, as its facts say it."""

    centro: Cluster
    nodo: Cluster
    nombre: str


@contextmanager
def unidos(carpeta: Path, material: Material, catd: str) -> Iterator[Par]:
    """The pair in `carpeta`, joined and with nothing of before left to come; the servers stop when it is left."""
    with Cluster(carpeta / "nodo") as centro, Cluster(carpeta / "catd") as nodo:
        preparar_nodo(centro, material)
        paquete = dar_de_alta(centro, catd).paquete
        unirse(nodo, paquete)
        with conectar(paquete) as remoto:
            remoto.presentar(*nodo.direccion, "")
        with psycopg.connect(centro.dsn(ADMIN), autocommit=True) as admin:
            Supervisor(centro, threading.Event()).revisar(admin)
        with psycopg.connect(centro.dsn(DUENO), autocommit=True) as conexion:
            while salud.por_unir(conexion):
                threading.Event().wait(0.05)
        yield Par(centro, nodo, paquete.nombre.nodo)


def esperar(cluster: Cluster, consulta: str, valor: object, cada_s: float = 0.05) -> None:
    """Returns when the first figure of `consulta` is `valor`."""
    with psycopg.connect(cluster.dsn(DUENO), autocommit=True) as conexion:
        while conexion.execute(consulta).fetchone() != (valor,):
            threading.Event().wait(cada_s)
