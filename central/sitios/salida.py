"""The node's way out to the centre: a tunnel where its package says so, and then nobody comes to it from outside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.laboratorio import LOCAL
from central.sitios.paquete import PaqueteDeAlta
from central.tunel.cliente import TunelDelNodo
from central.tunel.lugares import en_el_centro

ESPERA_S, ESPERA_PRIMERA_S = 3.0, 30.0


@contextmanager
def abierta(cluster: Cluster, paquete: PaqueteDeAlta | None, parar: threading.Event) -> Iterator[None]:
    """Open while the block runs; the running `cluster` waits for it a moment, and longer the first time, when nothing
    can be done without the centre. Raises ErrorNodo."""
    if paquete is None or paquete.tunel is None:
        yield
        return
    if cluster.direccion[0] == LOCAL:  # from there the centre's programs could try the passwords of its own
        raise ErrorNodo("El nodo sale al centro por un túnel: dé también su dirección en el CATD, --escucha IP.")
    centro = (paquete.servidor, paquete.puerto)
    tunel = TunelDelNodo(cluster.datos, paquete.nombre, paquete.tunel, centro, lambda: cluster.direccion, parar)
    hilo = threading.Thread(target=tunel.correr, daemon=True)
    hilo.start()
    try:
        tunel.esperar(ESPERA_S if roles.DUENO in cluster.claves.todas() else ESPERA_PRIMERA_S)
        yield
    finally:
        parar.set()
        hilo.join(timeout=10)


def anuncio(paquete: PaqueteDeAlta) -> tuple[str, int] | None:
    """Where the centre finds this node, when it is at the end of its tunnel and not at its own address."""
    return (en_el_centro(paquete.nombre), paquete.puerto) if paquete.tunel else None
