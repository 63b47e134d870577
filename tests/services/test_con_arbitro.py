"""The whole way of an acta through the stations' use cases, with the real node and its real árbitro."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TypeVar

import pytest

from central.arbitro.proceso import correr
from prep.services.acopio import Acopio
from prep.services.captura import Captura
from prep.services.digitalizacion import Digitalizacion
from prep.services.estacion import Estacion
from tests.conftest import Nodo
from tests.services.conftest import sesion
from tests.services.trabajos import CIFRAS
from tests.store import ejemplos

UNO = ejemplos.acta(1).clave
T = TypeVar("T")
PUESTOS = [("est-01-1", "ana"), ("est-01-2", "beto"), ("est-01-3", "caro")]


@contextmanager
def _arbitro(nodo: Nodo) -> Iterator[None]:
    parar = Event()
    hilo = Thread(target=correr, args=(nodo.dsn("prep_arbitro"), parar))
    hilo.start()
    try:
        yield
    finally:
        parar.set()
        hilo.join()


@pytest.fixture
def estaciones(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[list[tuple[Estacion, str]]]:
    with _arbitro(poblada):
        yield [(en_linea(nombre), quien) for nombre, quien in PUESTOS]


def _esperar(pregunta: Callable[[], T | None]) -> T:
    """Ask until there is an answer: the árbitro works beside us."""
    for _ in range(600):
        respuesta = pregunta()
        if respuesta is not None:
            return respuesta
        Event().wait(0.05)
    raise AssertionError("el árbitro no hizo el trabajo")


def _llegada(estacion: Estacion) -> None:
    abierta = sesion("ana", estacion)
    Acopio(estacion, abierta).registrar(UNO, "D")
    Digitalizacion(estacion, abierta).digitalizar(UNO, b"papel")


def _capturar(estacion: Estacion, quien: str, asentado: int) -> None:
    captura = Captura(estacion, sesion(quien, estacion))
    trabajo = _esperar(captura.tomar)
    captura.terminar(trabajo, [*CIFRAS[:-1], asentado], "ACTA PREP", trabajo.acta.clave)


def _etapa(estacion: Estacion, etapa: str) -> Callable[[], str | None]:
    return lambda: etapa if estacion.nodo.consultar_acta(UNO).get("etapa") == etapa else None


def test_two_equal_capturas_verify_the_acta(estaciones: list[tuple[Estacion, str]]) -> None:
    _llegada(estaciones[0][0])
    for estacion, quien in estaciones[:2]:
        _capturar(estacion, quien, 100)
    assert _esperar(_etapa(estaciones[0][0], "VERIFICADA"))


def test_a_third_captura_settles_a_difference(estaciones: list[tuple[Estacion, str]]) -> None:
    _llegada(estaciones[0][0])
    for (estacion, quien), asentado in zip(estaciones, (100, 200, 100), strict=True):
        _capturar(estacion, quien, asentado)
    assert _esperar(_etapa(estaciones[0][0], "VERIFICADA"))
