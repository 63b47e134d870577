"""The robots: a clerk, a capture operator and a desk, each with the services that the windows use."""

import random
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from prep.domain.catalogo.ajustes import Orden
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import AccionDeMesa, MotivoSinActa, Tipo
from prep.domain.vida.acuerdo import SIN_CAMBIO
from prep.services.acopio.acopio import Acopiar
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.captura.validacion import Validar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.errores import NoProcede
from prep.store.spool.spool import Spool
from simulacro.guion.acordados import acordados_de
from simulacro.guion.guion import Excepcion, Llegada
from simulacro.guion.libro import Libro
from simulacro.papel.foto import leer
from simulacro.papel.papel import Papel
from simulacro.personas.errores import leer_mal, teclear
from simulacro.personas.escaner import Escaner

OCIO_MIN_S, OCIO_MAX_S = 0.05, 1.0
MECANISMOS = ("D", "F", "I", "")
DEMORA_TARDIA = 0.3  # of the night, between the declaration and the arrival after all
DEMORA_PAPEL = 0.05  # of the night, while a sheet that is scanned last is keyed and looked at


class Actor(Protocol):
    """Someone at a seat; `paso` does one thing, False when there was nothing to do."""

    def paso(self, ahora: float) -> bool: ...


class Acopiador:
    """Receives and scans what arrives at its centre, at its time."""

    def __init__(
        self,
        acopio: Acopiar,
        digitalizacion: Digitalizar,
        escaner: Escaner,
        spool: Spool,
        llegadas: Sequence[Llegada],
        libro: Libro,
        azar: random.Random,
        orden: Orden = Orden.IMAGEN,
    ) -> None:
        self._acopio, self._digitalizacion, self._escaner = acopio, digitalizacion, escaner
        self._libro, self._azar, self._orden = libro, azar, orden
        self._spool = spool
        self._retoma = bool(spool.cuentas().total)
        self._cola = sorted(llegadas, key=lambda llegada: llegada.t, reverse=True)
        self._despues: list[tuple[float, Llegada]] = []
        self._por_escanear: list[tuple[float, Llegada]] = []

    @property
    def faltan(self) -> int:
        return len(self._cola) + len(self._despues) + len(self._por_escanear)

    def paso(self, ahora: float) -> bool:
        """`ahora` in fractions of the night."""
        if self._cola and self._cola[-1].t <= ahora:
            self._atender(self._cola.pop(), ahora)
            return True
        for i, (cuando, llegada) in enumerate(self._despues):
            if cuando <= ahora or not self._cola:
                del self._despues[i]
                self._recibir(llegada, ahora)
                return True
        if self._por_escanear and (self._por_escanear[0][0] <= ahora or not self._cola):
            self._digitalizar(self._por_escanear.pop(0)[1])
            return True
        return False

    def _atender(self, llegada: Llegada, ahora: float) -> None:
        if llegada.excepcion:
            self._libro.excepcion(llegada)
        if llegada.excepcion is Excepcion.SIN_ACTA:
            return  # nothing comes: the bulk declaration at the end will say so
        if llegada.excepcion is Excepcion.TARDIA:
            if not self._hechas(llegada.clave, Tipo.SIN_ACTA):
                self._acopio.sin_acta(llegada.clave, MotivoSinActa.NO_ENTREGADO)
            self._despues.append((llegada.t + DEMORA_TARDIA, llegada))
            return
        self._recibir(llegada, ahora)

    def _recibir(self, llegada: Llegada, ahora: float) -> None:
        """What the spool already holds of it was done before this program died."""
        if not self._hechas(llegada.clave, Tipo.ACOPIO):
            self._acopio.registrar(llegada.clave, self._azar.choice(MECANISMOS))
        if self._orden is Orden.PAPEL:
            self._por_escanear.append((ahora + DEMORA_PAPEL, llegada))
        else:
            self._digitalizar(llegada)

    def _digitalizar(self, llegada: Llegada) -> None:
        tomas = 2 if llegada.excepcion is Excepcion.REPETIDA else 1
        papel = papel_de(llegada)
        hechas = self._hechas(llegada.clave, Tipo.IMAGEN)
        for toma in range(hechas + 1, tomas + 1):
            self._digitalizacion.digitalizar(llegada.clave, self._escaner(papel, toma))

    def _hechas(self, clave: str, tipo: Tipo) -> int:
        return len(self._spool.de_acta(clave, tipo)) if self._retoma else 0


def papel_de(llegada: Llegada) -> Papel:
    """What is written on the sheet that arrives."""
    return Papel(llegada.clave, llegada.valores, llegada.documento)


class Hojas:
    """The sheets that a centre has in hand: what is keyed from the paper, before there is an image (R-03)."""

    def __init__(self, llegadas: Iterable[Llegada]) -> None:
        self._de = {x.clave: papel_de(x) for x in llegadas}

    def de(self, trabajo: Trabajo) -> Papel | None:
        """What the acta of that work says, in its image or else on its sheet; None when it is not at this centre."""
        return leer(trabajo.contenido) if trabajo.contenido else self._de.get(trabajo.acta.clave)


class Capturista:
    """Takes work, reads the image or the sheet, types it with its share of slips.

    `cotejos`: acta and the outcome that the script wants; where that is not 1, all read it wrong alike. `acordados`:
    what both read in an acta, without a slip of their own.
    """

    def __init__(
        self, captura: Capturar, tasa: float, libro: Libro, azar: random.Random, hojas: Hojas,
        cotejos: Mapping[str, int], acordados: Mapping[str, Sequence[Valor]],
    ) -> None:  # fmt: skip
        self._captura, self._tasa, self._libro, self._azar, self._hojas = captura, tasa, libro, azar, hojas
        self._acordados = acordados
        self._mal_leidas = {clave for clave, resultado in cotejos.items() if resultado != SIN_CAMBIO}
        self._pausa = Pausa()

    def paso(self, ahora: float) -> bool:
        if self._pausa.sigue():
            return False
        try:
            trabajo = self._captura.tomar()
        except NoProcede:  # no node, or a second scan closed the work while it was being handed out: another time
            trabajo = None
        papel = self._hojas.de(trabajo) if trabajo is not None else None
        if trabajo is None or papel is None:
            if trabajo is not None:
                self._captura.devolver(trabajo)
            self._pausa.alargar()
            return False
        self._pausa.fin()
        leidos = acordados_de(self._acordados, papel.clave, trabajo.toma.ronda)
        valores, yerros = teclear(leidos or papel.valores, 0.0 if leidos else self._tasa, self._azar)
        if papel.clave in self._mal_leidas and trabajo.toma.ronda == 1:
            valores = leer_mal(valores, trabajo.forma.rango_votos.start)
        recibo = self._captura.terminar(trabajo, valores, papel.documento, papel.clave)
        for lugar, malo in yerros.items():
            campo = trabajo.forma.campos[lugar]
            operador = self._captura.sesion.operador
            self._libro.yerro(trabajo.acta.clave, recibo.hecho, operador, campo, papel.valores[lugar], malo)
        return True


class Dictaminador:
    """Decides beside the image or the sheet: what the paper says, or that the acta is another one."""

    def __init__(self, validacion: Validar, hojas: Hojas) -> None:
        self._validacion, self._hojas = validacion, hojas
        self._pausa = Pausa()

    def paso(self, ahora: float) -> bool:
        if self._pausa.sigue():
            return False
        try:
            caso = self._validacion.tomar()
        except NoProcede:
            caso = None
        papel = self._hojas.de(caso.trabajo) if caso is not None else None
        if caso is None or papel is None:
            if caso is not None:
                self._validacion.devolver(caso)
            self._pausa.alargar()
            return False
        self._pausa.fin()
        motivo = "Cifras leídas junto a la imagen."
        if caso.dicha(papel.valores):
            self._validacion.dictaminar(caso, AccionDeMesa.ACEPTA, motivo, papel.valores, papel.documento)
        else:  # nobody captured some figure of the paper: others capture it again, and no two have to agree here
            self._validacion.dictaminar(caso, AccionDeMesa.RECAPTURA, "Ninguna captura corresponde a la imagen.")
        return True


class Pausa:
    """Waits longer each time that there was nothing, so that idle robots do not load the node."""

    def __init__(self) -> None:
        self._hasta, self._larga = 0.0, OCIO_MIN_S

    def sigue(self) -> bool:
        return time.monotonic() < self._hasta

    def alargar(self) -> None:
        self._hasta = time.monotonic() + self._larga
        self._larga = min(self._larga * 2, OCIO_MAX_S)

    def fin(self) -> None:
        self._larga = OCIO_MIN_S
