"""Where a node that comes by the tunnel is: at each end a loopback address of its own, that nobody else may take."""

import ipaddress

from central.nodo.binarios import ErrorNodo
from central.nodo.nombres import NombreNodo

TUNEL = "tunel"  # said where an address of a node is asked for
GENERACION_MAX = 254


def leer_direccion(texto: str) -> str:
    """An address, or that the node comes by the tunnel. Raises ValueError."""
    dada = texto.strip()
    return TUNEL if dada == TUNEL else str(ipaddress.ip_address(dada.strip("[]")))


def en_el_centro(nombre: NombreNodo) -> str:
    """At the centre's machine, where the node's server answers. Raises ErrorNodo."""
    return _de(77, nombre)


def en_el_nodo(nombre: NombreNodo) -> str:
    """At the node's machine, where the centre's server answers. Raises ErrorNodo."""
    return _de(78, nombre)


def _de(red: int, nombre: NombreNodo) -> str:
    if nombre.generacion > GENERACION_MAX:
        raise ErrorNodo(f"El CATD {nombre.catd} ya tuvo {GENERACION_MAX} nodos: por el túnel no cabe otro.")
    return f"127.{red}.{int(nombre.catd)}.{nombre.generacion}"
