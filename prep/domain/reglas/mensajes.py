"""What people of the room, of a CATD and of its posts write to each other, and who said that they know it (0093).

A message is an incident of a code of its own (R-34): signed, kept and carried as any other; no figure and no acta.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any
from uuid import UUID

from prep.domain.hechos.hechos import Cuerpo, Incidencia

MENSAJE, ENTERADO = "MENSAJE", "MENSAJE_ENTERADO"  # the code of what is written, and of what is answered to it
TODOS, SALA, COORDINACION = "TODOS", "SALA", "COORDINACION"  # whom it is for, but for a site or a station by its name
ME_ENTERO = "Enterado."
MENSAJE_MAX = 200  # characters
SE_NOMBRAN = 4  # of who knows one
COLUMNAS = ("id", "operador", "nombre", "estacion", "sitio", "para", "texto", "cuando", "llego", "respuestas")
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
    de_la_sala: bool
    cuando: datetime
    texto: str


@dataclass(frozen=True, slots=True)
class Mensaje:
    """`para`: TODOS, SALA, COORDINACION (who coordinates that site), a site or a station; answers, the oldest first.

    `cuando` is of who wrote it; `llego`, of the node that tells it, by which it is known how long it has waited.
    """

    id: UUID
    operador: str
    nombre: str
    estacion: str
    sitio: str
    para: str
    texto: str
    cuando: datetime
    llego: datetime
    respuestas: tuple[RespuestaDeMensaje, ...] = ()

    def espera_a(self, operador: str, *, coordina: bool) -> bool:
        """Whether who is at a station should say that they know it."""
        if self.operador == operador or self.para == SALA or (self.para == COORDINACION and not coordina):
            return False
        return all(r.operador != operador for r in self.respuestas)

    @property
    def lo_sabe_la_sala(self) -> bool:
        """Whether somebody else of the room said so."""
        return any(r.de_la_sala and r.operador != self.operador for r in self.respuestas)

    @property
    def sabe(self) -> str:
        """Who knows it, those who answered something first: a broadcast is known by hundreds."""
        ultimas = {r.operador: r for r in self.respuestas}
        en_orden = sorted(ultimas.values(), key=lambda r: r.texto == ME_ENTERO)
        dichas = [f"{r.nombre} ({r.estacion})" + (f": «{r.texto}»" if r.texto != ME_ENTERO else "") for r in en_orden]
        mas = len(dichas) - SE_NOMBRAN
        return ", ".join(dichas[:SE_NOMBRAN]) + (f" y {mas} más" if mas > 0 else "")

    def contestado(self, operador: str, ahora: datetime) -> RespuestaDeMensaje | None:
        """The last answer, while it is news for who wrote it."""
        if self.operador != operador or not self.respuestas:
            return None
        ultima = self.respuestas[-1]
        return ultima if ahora - ultima.cuando < SE_DICE else None


def sin_contestar(mensajes: Iterable[Mensaje]) -> list[tuple[Mensaje, ...]]:
    """What people wrote to the room after the last that it answered to each of them, by person, the newest first.

    By person: who writes a hundred waits as who writes one, and one answer is to all that they wrote before.
    """
    suyos: dict[str, list[Mensaje]] = {}
    for m in sorted((m for m in mensajes if m.para == SALA), key=lambda m: m.llego, reverse=True):
        suyos.setdefault(m.operador, []).append(m)
    esperan = [tuple(takewhile(lambda m: not m.lo_sabe_la_sala, todos)) for todos in suyos.values()]
    return [unos for unos in esperan if unos]


def a_mensaje(fila: Sequence[Any]) -> Mensaje:
    """A row of the base, of COLUMNAS; its answers are JSON, read or not."""
    *suyo, llego, dichas = fila
    id, operador, nombre, estacion, sitio, para, texto, cuando = suyo
    respuestas = tuple(map(_respuesta, json.loads(dichas) if isinstance(dichas, str) else dichas))
    return Mensaje(id, operador, nombre, estacion, sitio, para, _en_una_linea(texto), cuando, llego, respuestas)


def _respuesta(dicha: Sequence[Any]) -> RespuestaDeMensaje:
    operador, nombre, estacion, sitio, de_la_sala, cuando, texto = dicha
    momento = datetime.fromisoformat(cuando)
    return RespuestaDeMensaje(operador, nombre, estacion, sitio, de_la_sala, momento, _en_una_linea(texto))


def _en_una_linea(texto: str) -> str:
    """Whatever a station signed: no second line of it passes for another message."""
    return " ".join("".join(c if c.isprintable() else " " for c in texto).split())[:MENSAJE_MAX]
