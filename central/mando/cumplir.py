"""An order that two people agreed on, as whoever carries it out is given it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from psycopg import Connection

from central.marco.conexion import NodoAbierto

DatosDeOrden = Mapping[str, Any]
Avisa = Callable[[int, int], object]  # how many are done, and of how many


def en_silencio(hechas: int, de: int) -> None:
    """Nobody looks on."""


class Constar(Protocol):
    """Writes in the order's own transaction who stands behind it; with `ultima`, also that it is done."""

    def __call__(self, conn: Connection[Any], *, ultima: bool = True) -> None: ...


def sin_constar(conn: Connection[Any], *, ultima: bool = True) -> None:
    """Nobody else stands behind it: the proceso is being prepared."""


@dataclass(frozen=True, slots=True)
class Cumplir:
    """An order to be carried out now. `lugar`: where the centre signs by it; `motivo`: why it was proposed."""

    puesto: NodoAbierto
    datos: DatosDeOrden
    lugar: str
    motivo: str
    constar: Constar
    avisa: Avisa = en_silencio
