"""The small machine behind what a screen does: a full table, state by event, and the state in which it stands now.

Each cell is a transition or says why it cannot be. There is no default: a row's fields are the events, so that a cell
that is missing is a type error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Estado = TypeVar("Estado", bound=StrEnum)
Suceso = TypeVar("Suceso", bound=StrEnum)
Accion = TypeVar("Accion", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transicion(Generic[Estado, Accion]):
    """The state that comes next, and what is done."""

    estado: Estado
    accion: Accion


@dataclass(frozen=True, slots=True)
class Imposible:
    """The program never sends that event in that state: why not."""

    porque: str


class SucesoImposible(Exception):
    """A fault of the program, told as such: the table says that this cannot happen."""


Tabla = Mapping[Estado, Mapping[Suceso, Transicion[Estado, Accion] | Imposible]]


class MaquinaDePantalla(Generic[Estado, Suceso, Accion]):
    """Where one machine stands. Of the windows' thread alone."""

    def __init__(self, tabla: Tabla[Estado, Suceso, Accion], estado: Estado) -> None:
        self._tabla = tabla
        self.estado = estado

    def dar(self, suceso: Suceso) -> Accion:
        """The state is the next one already when what is to be done is told. Raises SucesoImposible."""
        celda = self._tabla[self.estado][suceso]
        if isinstance(celda, Imposible):
            raise SucesoImposible(f"{self.estado} × {suceso}: {celda.porque}")
        self.estado = celda.estado
        return celda.accion
