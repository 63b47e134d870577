"""The base of a node when it starts: made, of this program's version, of the proceso of its certificates."""

from pathlib import Path

import psycopg

from central.nodo import relevo as relevos
from central.nodo import roles
from central.nodo.ajustes import exigir_ajustes
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.lista import exigir_firmada
from central.nodo.preparar import BASE
from central.sitios import unirse
from central.sitios.paquete import PaqueteDeAlta
from prep.net.descubrimiento import Hallado
from prep.store.migrar import cabeza, subir

SIN_PREPARAR = "El nodo de {} no está preparado: no tiene catálogo, operadores ni estaciones."


def abrir(cluster: Cluster, datos: Path, paquete: PaqueteDeAlta | None) -> None:
    """A base made and of this program's version; a node that joined before also starts without the centre."""
    if paquete:
        unirse.exigir_mismo_esquema(paquete, datos)
    if preparada(cluster):
        subir(cluster.dsn(roles.DUENO))
        if paquete:
            unirse.ofrecer(cluster, paquete)
    elif paquete:
        unirse.unirse(cluster, paquete)
    else:
        raise ErrorNodo(SIN_PREPARAR.format(datos))
    with psycopg.connect(cluster.dsn(ADMIN)) as admin:
        exigir_ajustes(admin)
        if paquete is None:
            exigir_firmada(admin)


def preparada(cluster: Cluster) -> bool:
    """Whether its base is there with a catalogue; one that was left half made is made again."""
    with psycopg.connect(cluster.dsn(ADMIN, "postgres")) as conn:
        if conn.execute("SELECT FROM pg_catalog.pg_database WHERE datname = %s", (BASE,)).fetchone() is None:
            return False
    with psycopg.connect(cluster.dsn(ADMIN)) as conn:
        hay = conn.execute("SELECT to_regclass('prep.proceso') IS NOT NULL").fetchone() == (True,)
        return hay and conn.execute("SELECT FROM prep.proceso").fetchone() is not None


def quien(cluster: Cluster) -> Hallado:
    """What is announced to the stations of the network: who it is and where, nothing secret.

    Of the first of its procesos, as its certificates are: a station of before finds it too.

    Raises ErrorNodo for certificates of a proceso that is none of its own.
    """
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        suyos = relevos.procesos(conn)
        ((nodo,),) = conn.execute("SELECT nodo FROM prep.proceso").fetchall()
    if (confianza := cluster.confianza) and confianza.suya.proceso not in suyos:
        raise ErrorNodo(f"La identificación es del proceso «{confianza.suya.proceso}» y la base de «{suyos[-1]}».")
    return Hallado(confianza.suya.proceso if confianza else suyos[0], nodo, cabeza(), *cluster.direccion)
