"""Blindness on the wire: nothing that reaches the next capturist's station, nor its disk, says what the first keyed."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from prep.services.captura.captura import Capturar
from prep.services.captura.validacion import Validar
from prep.services.estacion.estacion import Estacion
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar, etapa
from tests.services.conftest import Abrir, sesion
from tests.services.estacion.relevo import Relevo
from tests.services.trabajos import con_imagen
from tests.store import ejemplos

UNO = ejemplos.acta(1).clave
OTRAS = [ejemplos.acta(n).clave for n in (3, 5)]
# Rare, five digits, one series for each: none is inside another, nor in an image, a time or a key.
PRIMERA, SEGUNDA, TERCERA = ([decena + n for n in range(11)] for decena in (74_920, 81_640, 93_850))


def _dichas(cifras: list[int], donde: bytes) -> list[int]:
    """Which of the figures are there, as text or as a number of four or eight bytes."""
    return [c for c in cifras if _escrita(c, donde) or c.to_bytes(8, "big") in donde or _entero(c) in donde]


def _escrita(cifra: int, donde: bytes) -> bool:
    """As text that stands alone: five digits turn up by chance in microseconds, hashes and ids."""
    return re.search(rb"(?<![0-9A-Za-z.])%d(?![0-9A-Za-z])" % cifra, donde) is not None


def _entero(cifra: int) -> bytes:
    """As a binary integer of four bytes after its length, as PostgreSQL sends it."""
    return (4).to_bytes(4, "big") + cifra.to_bytes(4, "big")


def _en_disco(estacion: Estacion) -> bytes:
    ruta = estacion.spool.ruta
    return b"".join(a.read_bytes() for a in sorted(ruta.parent.glob(f"{ruta.name}*")))


class Puesto:
    """A capturist whose station speaks to its node through a relay."""

    def __init__(self, estacion: Estacion, relevo: Relevo, quien: str) -> None:
        self.estacion, self.relevo = estacion, relevo
        self.captura = Capturar(estacion, sesion(quien, estacion))
        self.mesa = Validar(estacion, sesion(quien, estacion))

    def capturar(self, cifras: list[int]) -> None:
        """All that a window does on its way: catalogue, people, the next image, drafts, heartbeats, the tray."""
        self.estacion.actualizar()
        trabajo = esperar(lambda: self.captura.tomar_acta(UNO))
        while self.captura.anticipar() is not None:
            pass
        for campo in range(len(cifras)):
            self.captura.guardar_borrador(trabajo, [*cifras[:campo], *[None] * (len(cifras) - campo)], campo)
        assert self.captura.renovar(trabajo)
        self.estacion.nodo.consultar_acta(UNO)
        self.captura.terminar(trabajo, cifras, "ACTA PREP", UNO)
        self.mesa.bandeja()
        self.estacion.entrega.vaciar()

    def sabe(self, cifras: list[int]) -> list[int]:
        return _dichas(cifras, self.relevo.visto + _en_disco(self.estacion))


@pytest.fixture
def puestos(poblada: Nodo, abrir: Abrir) -> Iterator[list[Puesto]]:
    """Three stations of CATD 01 with a relay each, beside a working árbitro; UNO and two more have their image."""
    with ExitStack() as pila:
        pila.enter_context(arbitro(poblada))
        todos = []
        for nombre, quien in (("est-01-1", "ana"), ("est-01-2", "beto"), ("est-01-3", "caro")):
            relevo = pila.enter_context(Relevo(poblada.dsn(nombre)))
            estacion = abrir(relevo.dsn, nombre)
            pila.callback(estacion.nodo.cerrar)
            todos.append(Puesto(estacion, relevo, quien))
        for clave in (UNO, *OTRAS):
            con_imagen(todos[0].estacion, clave, f"papel de {clave}".encode())
        yield todos


def test_ni_el_cable_ni_el_disco_del_segundo_llevan_una_cifra_del_primero(puestos: list[Puesto]) -> None:
    primero, segundo, tercero = puestos
    primero.capturar(PRIMERA)
    segundo.capturar(SEGUNDA)
    assert esperar(etapa(primero.estacion, UNO, "EN_CAPTURA"))
    tercero.capturar(TERCERA)  # the dispute's: as blind as the first
    assert segundo.sabe(PRIMERA) == [] and segundo.sabe(TERCERA) == []
    assert tercero.sabe(PRIMERA) == [] and tercero.sabe(SEGUNDA) == []
    assert primero.sabe(SEGUNDA) == [] and primero.sabe(TERCERA) == []


def test_el_relevo_y_el_disco_si_muestran_lo_que_cada_uno_teclea(puestos: list[Puesto]) -> None:
    primero, segundo, _ = puestos
    primero.capturar(PRIMERA)
    segundo.capturar(SEGUNDA)
    assert primero.sabe(PRIMERA) == PRIMERA and segundo.sabe(SEGUNDA) == SEGUNDA
    assert _dichas(SEGUNDA, segundo.relevo.visto) == SEGUNDA
    assert _dichas(SEGUNDA, _en_disco(segundo.estacion)) == SEGUNDA
