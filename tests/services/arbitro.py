"""The node's real árbitro and centinela beside the stations of a test, and waiting for what they do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TypeVar

from central.arbitro.centinela import Centinela
from central.arbitro.proceso import correr
from prep.services.estacion.estacion import Estacion
from tests.conftest import Nodo

T = TypeVar("T")


@contextmanager
def arbitro(nodo: Nodo) -> Iterator[None]:
    parar = Event()
    hilo = Thread(target=correr, args=(nodo.dsn("prep_arbitro"), parar))
    hilo.start()
    try:
        yield
    finally:
        parar.set()
        hilo.join()


@contextmanager
def centinela(nodo: Nodo) -> Iterator[None]:
    """Who judges at a node who works at its stations: without it nobody is given work."""
    parar = Event()
    hilo = Thread(target=Centinela(nodo.dsn("prep_arbitro"), parar).correr)
    hilo.start()
    try:
        yield
    finally:
        parar.set()
        hilo.join()


def esperar(pregunta: Callable[[], T | None]) -> T:
    """Ask until there is an answer: the árbitro works beside us."""
    for _ in range(600):
        respuesta = pregunta()
        if respuesta is not None:
            return respuesta
        Event().wait(0.05)
    raise AssertionError("el árbitro no hizo el trabajo")


def etapa(estacion: Estacion, clave: str, esperada: str) -> Callable[[], str | None]:
    """To be asked until acta `clave` is in that stage."""
    return lambda: esperada if estacion.nodo.consultar_acta(clave).get("etapa") == esperada else None
