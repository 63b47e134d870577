"""What people of the room, of a CATD and of its posts write to each other, and who said that they know it (0093).

A message is an incident of a code of its own (R-34): signed, kept and carried as any other; no figure and no acta.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Cuerpo, Incidencia

MENSAJE, ENTERADO = "MENSAJE", "MENSAJE_ENTERADO"  # the code of what is written, and of what is answered to it
TODOS, SALA, COORDINACION = "TODOS", "SALA", "COORDINACION"  # whom it is for, but for a site or a station by its name
ME_ENTERO = "Enterado."
MENSAJE_MAX = 200  # characters
COLUMNAS = ("id", "operador", "nombre", "estacion", "sitio", "para", "texto", "cuando", "respuestas")
INSISTE = timedelta(hours=2)  # what nobody answered in so long is no longer said over the work
SE_DICE = timedelta(minutes=5)  # what was answered to who wrote


def es_mensaje(cuerpo: Cuerpo) -> bool:
    """Whether it only says something to somebody: whoever signs it orders nothing."""
    return isinstance(cuerpo, Incidencia) and cuerpo.codigo in (MENSAJE, ENTERADO)


@dataclass(frozen=True, slots=True)
class RespuestaDeMensaje:
    """What somebody answered to a message, or only that they know it; `cuando`, by the node's clock."""

    operador: str
    nombre: str
    estacion: str
    sitio: str
    cuando: datetime
    texto: str


@dataclass(frozen=True, slots=True)
class Mensaje:
    """`para`: TODOS, SALA, COORDINACION (who coordinates that site), a site or a station; answers, the oldest first."""

    id: UUID
    operador: str
    nombre: str
    estacion: str
    sitio: str
    para: str
    texto: str
    cuando: datetime
    respuestas: tuple[RespuestaDeMensaje, ...] = ()

    def espera_a(self, operador: str, *, coordina: bool) -> bool:
        """Whether who is at a station should say that they know it."""
        if self.operador == operador or self.para == SALA or (self.para == COORDINACION and not coordina):
            return False
        return all(r.operador != operador for r in self.respuestas)

    @property
    def espera_a_la_sala(self) -> bool:
        """Whether nobody of the room said that they know it."""
        return self.para == SALA and all(r.sitio != CCV or r.operador == self.operador for r in self.respuestas)

    def contestado(self, operador: str, ahora: datetime) -> RespuestaDeMensaje | None:
        """The last answer, while it is news for who wrote it."""
        if self.operador != operador or not self.respuestas:
            return None
        ultima = self.respuestas[-1]
        return ultima if ahora - ultima.cuando < SE_DICE else None


def a_mensaje(fila: Sequence[Any]) -> Mensaje:
    """A row of the base, of COLUMNAS; its answers are JSON, read or not."""
    *suyo, cuando, dichas = fila
    id, operador, nombre, estacion, sitio, para, texto = suyo
    respuestas = json.loads(dichas) if isinstance(dichas, str) else dichas
    return Mensaje(id, operador, nombre, estacion, sitio, para, texto, cuando, tuple(map(_respuesta, respuestas)))


def _respuesta(dicha: Sequence[str]) -> RespuestaDeMensaje:
    operador, nombre, estacion, sitio, cuando, texto = dicha
    return RespuestaDeMensaje(operador, nombre, estacion, sitio, datetime.fromisoformat(cuando), texto)
