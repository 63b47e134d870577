"""The shape of a rule: what it is about, how much it stops, and what it tells each person."""

from dataclasses import dataclass
from enum import StrEnum


class Severidad(StrEnum):
    """How much a rule stops the person in front of it."""

    BLOQUEA = "bloquea"  # cannot go on until it is put right
    PREGUNTA = "pregunta"  # goes on after looking again and saying yes
    AVISA = "avisa"  # is told, and goes on
    REGISTRA = "registra"  # is not told; it is kept for the coordinators


@dataclass(frozen=True, slots=True)
class Regla:
    """One row of the table of rules. The texts are Spanish of Mexico and say what to do; `norma` cites the rule."""

    codigo: str
    severidad: Severidad
    campos: tuple[str, ...]
    operador: str
    coordinador: str
    norma: str
