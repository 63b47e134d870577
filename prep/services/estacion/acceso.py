"""The door of a station, or of the control room: logging in by unsealing the key, slower after each failure.

After too many it is shut for a while.
It works with the node gone, so what it remembers is in the spool: starting the program again forgives nothing.
"""

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from prep.services.estacion.errores import AccesoNegado, NoProcede
from prep.services.estacion.sesion import Sesion

COPIA = "accesos"
DE_GRACIA = 2  # anybody mistypes twice
ESPERA_MAX_S = 30
FALLAS_MAX = 8
CIERRE = timedelta(minutes=10)
OPERADORES_MAX = 200  # names tried that are remembered; the oldest are forgotten


class Memoria(Protocol):
    """What is kept by name on this machine, as the spool does."""

    def copia(self, clave: str) -> str | None: ...
    def copiar(self, clave: str, texto: str) -> None: ...


class LugarDeAcceso(Protocol):
    """Where one logs in: a station, or the control room."""

    @property
    def spool(self) -> Memoria: ...
    def entrar(self, operador: str, contrasena: str) -> Sesion: ...


class Acceso:
    """Logs in at one place. Not safe from several threads: two unsealings at once are never wanted."""

    def __init__(self, lugar: LugarDeAcceso, reloj: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._lugar, self._reloj = lugar, reloj

    def espera_s(self, operador: str) -> int:
        """Whole seconds that are left before `operador` may try again; 0 when it is now."""
        _, hasta = self._leer().get(operador, (0, ""))
        return max(0, math.ceil((datetime.fromisoformat(hasta) - self._reloj()).total_seconds())) if hasta else 0

    def entrar(self, operador: str, contrasena: str) -> Sesion:
        """The session of `operador`. Raises NoProcede, which says how long to wait when it is too soon."""
        if falta := self.espera_s(operador):
            raise NoProcede(f"Espere {_tiempo(falta)} antes de volver a intentar con la clave «{operador}».")
        try:
            sesion = self._lugar.entrar(operador, contrasena)
        except AccesoNegado as negado:  # what is no fault of theirs counts for nothing
            raise AccesoNegado(f"{negado}{self._anotar(operador)}") from negado
        self._olvidar(operador)
        return sesion

    @property
    def se_cambia(self) -> bool:
        """Whether here somebody may change their password."""
        return False

    def cambiar(self, sesion: Sesion, antes: str, nueva: str) -> None:
        """The password of who just logged in with `antes`. Raises NoProcede: the one from before goes on serving."""
        raise NoProcede("La contraseña se cambia en una estación, al entrar.")

    def cerrados(self) -> list[str]:
        """Who must wait here for long: shut out, not only slowed down."""
        return [quien for quien in self._leer() if self.espera_s(quien) > ESPERA_MAX_S]

    def levantar(self, operador: str) -> None:
        """Who coordinates lets them try again at once; what was typed before is forgotten."""
        self._olvidar(operador)

    def _anotar(self, operador: str) -> str:
        """Remember a failure; what is to be added to the sentence."""
        todas = self._leer()
        fallas = todas.get(operador, (0, ""))[0] + 1
        if fallas >= FALLAS_MAX:
            plazo, fallas = CIERRE, DE_GRACIA
        else:
            plazo = timedelta(seconds=0 if fallas <= DE_GRACIA else min(2 ** (fallas - DE_GRACIA), ESPERA_MAX_S))
        todas.pop(operador, None)
        todas[operador] = (fallas, (self._reloj() + plazo).isoformat())
        self._escribir(dict(list(todas.items())[-OPERADORES_MAX:]))
        segundos = round(plazo.total_seconds())
        quien = " O que quien coordina entre aquí y lo levante con F11." if plazo == CIERRE else ""
        return f" Espere {_tiempo(segundos)}.{quien}" if segundos else ""

    def _olvidar(self, operador: str) -> None:
        todas = self._leer()
        if todas.pop(operador, None) is not None:
            self._escribir(todas)

    def _leer(self) -> dict[str, tuple[int, str]]:
        texto = self._lugar.spool.copia(COPIA)
        return {str(quien): (int(n), str(hasta)) for quien, (n, hasta) in json.loads(texto).items()} if texto else {}

    def _escribir(self, todas: dict[str, tuple[int, str]]) -> None:
        self._lugar.spool.copiar(COPIA, json.dumps(todas))


def _tiempo(segundos: int) -> str:
    if segundos == 1:
        return "1 segundo"
    return f"{segundos} segundos" if segundos < 120 else f"{math.ceil(segundos / 60)} minutos"
