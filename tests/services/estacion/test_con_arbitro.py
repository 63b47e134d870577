"""The whole way of an acta through the stations' use cases, with the real node and its real árbitro."""

from collections.abc import Callable, Iterator

import pytest

from prep.services.acopio.acopio import Acopiar
from prep.services.captura.captura import Capturar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar, etapa
from tests.services.conftest import sesion
from tests.services.trabajos import CIFRAS
from tests.store import ejemplos

UNO = ejemplos.acta(1).clave
PUESTOS = [("est-01-1", "ana"), ("est-01-2", "beto"), ("est-01-3", "caro")]


@pytest.fixture
def estaciones(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[list[tuple[Estacion, str]]]:
    with arbitro(poblada):
        yield [(en_linea(nombre), quien) for nombre, quien in PUESTOS]


def _llegada(estacion: Estacion) -> None:
    abierta = sesion("ana", estacion)
    Acopiar(estacion, abierta).registrar(UNO, "D")
    Digitalizar(estacion, abierta).digitalizar(UNO, b"papel")


def _capturar(estacion: Estacion, quien: str, asentado: int) -> None:
    captura = Capturar(estacion, sesion(quien, estacion))
    trabajo = esperar(captura.tomar)
    captura.terminar(trabajo, [*CIFRAS[:-1], asentado], "ACTA PREP", trabajo.acta.clave)


def test_dos_capturas_iguales_verifican_el_acta(estaciones: list[tuple[Estacion, str]]) -> None:
    _llegada(estaciones[0][0])
    for estacion, quien in estaciones[:2]:
        _capturar(estacion, quien, 100)
    assert esperar(etapa(estaciones[0][0], UNO, "VERIFICADA"))


def test_una_tercera_captura_resuelve_una_diferencia(estaciones: list[tuple[Estacion, str]]) -> None:
    _llegada(estaciones[0][0])
    for (estacion, quien), asentado in zip(estaciones, (100, 200, 100), strict=True):
        _capturar(estacion, quien, asentado)
    assert esperar(etapa(estaciones[0][0], UNO, "VERIFICADA"))
