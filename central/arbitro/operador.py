"""A person as the árbitro believes them: with which key, to do what and where, now and before two people changed it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from prep.net.identidad import verificar


class Antes(NamedTuple):
    """What they were until then."""

    hasta: datetime
    publica: bytes
    roles: frozenset[str]
    sitio: str


@dataclass(frozen=True, slots=True)
class Operador:
    """`antes`: what they were, in its order; all that is asked of a moment is of its node's clock (R-10)."""

    publica: bytes
    roles: frozenset[str]
    sitio: str
    activo: bool
    antes: tuple[Antes, ...] = ()

    def en(self, momento: datetime) -> "Operador":
        """As they were then; `antes` is not said again."""
        for suyo in self.antes:
            if momento < suyo.hasta:
                return Operador(suyo.publica, suyo.roles, suyo.sitio, self.activo)
        return self

    def llaves(self, momento: datetime) -> list[bytes]:
        """Those that sign a fact of that moment: one that was replaced, only what is older than that."""
        return [self.publica, *(suyo.publica for suyo in self.antes if momento < suyo.hasta)]

    def firmo(self, momento: datetime, mensaje: bytes, firma: bytes) -> bool:
        return any(verificar(llave, mensaje, firma) for llave in self.llaves(momento))

    def con_otra_llave(self, mensaje: bytes, firma: bytes) -> bool:
        """Whether one that was replaced signed it, whenever."""
        return any(suyo.publica != self.publica and verificar(suyo.publica, mensaje, firma) for suyo in self.antes)
