"""A question that is asked of the whole tree, with a small tree of offenders that shows that it sees them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tests.architecture.arbol import Modulo


@dataclass(frozen=True, slots=True)
class Pregunta:
    """`faltas` gives every offender; of `ejemplo`, which is module → text, exactly `vistas`."""

    faltas: Callable[[list[Modulo]], Iterable[str]]
    ejemplo: Mapping[str, str]
    vistas: frozenset[str]

    def __str__(self) -> str:
        return self.faltas.__name__

    def del_ejemplo(self) -> set[str]:
        return set(self.faltas([Modulo(ruta, texto) for ruta, texto in self.ejemplo.items()]))
