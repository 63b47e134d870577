"""The centre's base as these commands read it, and names that are not in it told with those most alike."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import psycopg

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import exigir_centro
from central.nodo.cluster import Cluster


@contextmanager
def al_centro(cluster: Cluster) -> Iterator[psycopg.Connection[Any]]:
    """One transaction in the centre's base, as its owner. Raises ErrorNodo when the folder is not the centre's."""
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        exigir_centro(conn)
        yield conn


def exigir_conocidos(nombres: Iterable[str], hay: Iterable[str], que: str) -> None:
    """Raises ErrorNodo with every one of `nombres` that is not in `hay`, and what it may be."""
    conocidos = sorted(hay)
    malos = []
    for nombre in nombres:
        if nombre not in conocidos:
            cercanos = get_close_matches(nombre[:80], conocidos, 3, 0.6)
            sugerencia = f" ¿Quiso decir {' o '.join(cercanos)}?" if cercanos else ""
            malos.append(f"No hay una {que} {nombre[:80]!r}.{sugerencia}")
    if malos:
        raise ErrorNodo("\n".join([*malos, "No se cambió nada."]))
