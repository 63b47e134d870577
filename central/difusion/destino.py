"""What any target does: says what it has, takes files that never change, and shows a cut in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from central.difusion.guardado import Pieza

ACTUAL = "actual.json"
PARA_SIEMPRE = "public, max-age=31536000, immutable"
SEGUNDOS = "public, max-age=5"


class DestinoFalla(RuntimeError):
    """The target did not take it, now; the message says what it said, in Spanish. It is tried again."""


class TurnoPerdido(RuntimeError):
    """Another publisher moved the pointer: this one must not. The message says what is shown there."""


@dataclass(frozen=True, slots=True)
class Puntero:
    """What the target shows: the bytes of its `actual.json`, None before the first cut; and which version that is."""

    crudo: bytes | None
    version: str | None


class Destino(Protocol):
    """A folder or a store of objects. Every method raises DestinoFalla when it could not be done."""

    def hay(self, prefijo: str) -> set[str]:
        """The paths that stand under `prefijo`."""

    def poner(self, piezas: Iterable[Pieza]) -> None:
        """Files that never change under their name; each is there whole or not at all."""

    def puntero(self) -> Puntero:
        """What it shows now."""

    def mostrar(self, paginas: Iterable[Pieza], actual: bytes, antes: Puntero) -> None:
        """The pages, then the pointer, if it is still `antes`; raises TurnoPerdido when it is not."""
