"""A node that does not beat for a minute is an alarm: one for each absence, however its link comes and goes."""

import time
from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection

from prep.domain.hechos.hechos import NombreFase

AUSENTE_S = 60.0  # without a beat, and somebody has to look
DE_VUELTA_S = 30.0  # of beats without a gap, and the next absence is another one
LATIDO_S = 10.0  # a node that beat so long ago is there
# Those that must be there: they presented themselves, and nobody took their place.
NODOS = """
SELECT nodo, extract(epoch FROM clock_timestamp() - latido)::float8 FROM prep.nodo
WHERE estado <> 'CERCADO' AND servidor <> '' AND latido IS NOT NULL
"""
CERRADO = "SELECT FROM prep.hecho h WHERE h.acta = '' AND h.tipo = 'FASE' AND h.cuerpo LIKE %s AND prep.vale(h) LIMIT 1"
ABIERTA = "SELECT causa FROM prep.alarma WHERE codigo = 'NODO_AUSENTE' AND atendida IS NULL"
ALARMAR = "SELECT prep.alarmar('NODO_AUSENTE', %s, '', %s)"
FRASE = "El nodo {} lleva un minuto sin dar señal. Llame a su CATD: que vean su enlace y que esté encendido."


@dataclass(slots=True)
class Ausencias:
    """What the centre's watch remembers between its rounds. While the centre was off nobody could be heard."""

    _desde: float = field(default_factory=lambda: time.monotonic())
    _ausentes: dict[str, float | None] = field(default_factory=dict)  # since when each is back; None: it is not
    _abiertas: set[str] | None = None  # at the start: of whom there is an alarm that nobody attended

    def revisar(self, admin: Connection[Any]) -> None:
        ahora = time.monotonic()
        if self._abiertas is None:
            self._abiertas = {causa for (causa,) in admin.execute(ABIERTA)}
            self._ausentes = dict.fromkeys(self._abiertas)
        for nodo, callado in admin.execute(NODOS).fetchall():
            if callado <= LATIDO_S:
                self._volvio(nodo, ahora)
            elif nodo in self._ausentes:
                self._ausentes[nodo] = None
            elif min(callado, ahora - self._desde) >= AUSENTE_S:
                self._ausentes[nodo] = None
                if not _cerrado(admin):
                    admin.execute(ALARMAR, (nodo, FRASE.format(nodo)))

    def _volvio(self, nodo: str, ahora: float) -> None:
        if nodo not in self._ausentes:
            return
        desde = self._ausentes[nodo]
        if desde is None:
            self._ausentes[nodo] = ahora
        elif ahora - desde >= DE_VUELTA_S:
            del self._ausentes[nodo]


def _cerrado(admin: Connection[Any]) -> bool:
    """Then a node may be off."""
    return admin.execute(CERRADO, (f'%"fase":"{NombreFase.CERRAR}"%',)).fetchone() is not None
