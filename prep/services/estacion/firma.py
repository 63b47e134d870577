"""The signature of a session: what the operator does becomes a fact with id, time and author (P-4)."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from prep.domain.hechos.cotas import FIRMA, fuera_de_cotas
from prep.domain.hechos.hechos import Cuerpo, Fuente, Hecho
from prep.domain.hechos.texto import HechoInvalido, cuerpo_a_texto, cuerpo_de_texto, mensaje
from prep.net import prenda
from prep.net.identidad import Llave, sellar
from prep.services.estacion.errores import DatoInvalido
from prep.store.hechos import HechoFirmado

# A clock set back by less than this goes on from the last time; by more, somebody set it right: it is followed,
# because holding on to a wrong hour would publish it (a fact is never refused for its time, only flagged; R-10).
RETROCESO_MAX = timedelta(seconds=5)
_UN_MICROSEGUNDO = timedelta(microseconds=1)


def _reloj() -> datetime:
    return datetime.now(UTC)


class FirmaDeSesion:
    """Signs the facts of one operator at one station; safe from several threads."""

    def __init__(
        self, operador: str, estacion: str, proceso: str, llave: Llave, reloj: Callable[[], datetime] = _reloj
    ) -> None:
        self.operador, self.estacion, self.proceso = operador, estacion, proceso
        self._llave, self._reloj = llave, reloj
        self._ultimo = datetime.min.replace(tzinfo=UTC)
        self._candado = threading.Lock()  # two facts must not take the same time

    def hecho(self, acta: str, fuente: Fuente, cuerpo: Cuerpo, desfase_ms: int = 0) -> HechoFirmado:
        """A new fact, signed. `desfase_ms`: what to add to this PC's clock to get the node's (R-10)."""
        hecho = Hecho(
            id=uuid7(),
            proceso=self.proceso,
            acta=acta,
            fuente=fuente,
            operador=self.operador,
            estacion=self.estacion,
            momento=self._momento(),
            cuerpo=cuerpo,
            desfase_ms=desfase_ms,
        )
        return firmar(hecho, self._llave)

    def prueba(self, nodo: str, reto: UUID) -> bytes:
        """The signature that shows to `nodo` who works here."""
        return self._llave.firmar(prenda.mensaje(self.proceso, nodo, self.estacion, self.operador, reto))

    def sellar(self, contrasena: str) -> str:
        """This operator's key, to be opened by `contrasena` from now on."""
        return sellar(self._llave, contrasena)

    def _momento(self) -> datetime:
        with self._candado:
            ahora = self._reloj()
            if timedelta(0) <= self._ultimo - ahora < RETROCESO_MAX:
                ahora = self._ultimo + _UN_MICROSEGUNDO
            self._ultimo = ahora
            return ahora


def firmar(hecho: Hecho, llave: Llave) -> HechoFirmado:
    """`hecho`, whose id and time were given elsewhere (a phone's sending), signed with `llave`.

    Raises DatoInvalido for what no node would take.
    """
    texto = cuerpo_a_texto(hecho.cuerpo)
    nombres = (hecho.proceso, hecho.operador, hecho.estacion)
    medidas = len(texto.encode(errors="replace")), FIRMA
    fuera = fuera_de_cotas(hecho.tipo, hecho.fuente, hecho.acta, nombres, hecho.momento, hecho.desfase_ms, *medidas)
    try:
        cuerpo_de_texto(hecho.tipo, texto)
    except HechoInvalido as error:
        fuera = fuera or str(error)
    if fuera:
        raise DatoInvalido(f"Esto no se puede firmar: {fuera}. Corríjalo, o revise la hora de este equipo.")
    return HechoFirmado(hecho, texto, llave.firmar(mensaje(hecho, texto)))
