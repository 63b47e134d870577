"""What a field of an acta can hold: a whole number, ILEGIBLE or SIN DATO (R-12)."""

from collections.abc import Iterable
from enum import StrEnum


class Marca(StrEnum):
    """The two things a field can be that are not a number; they are never a zero (R-12)."""

    ILEGIBLE = "ILEGIBLE"
    SIN_DATO = "SIN DATO"


Valor = int | Marca


class ValorInvalido(ValueError):
    """Something that is neither a whole number >= 0 nor one of the two marks."""


def leer_valor(bruto: object) -> Valor:
    """The value that `bruto` (an int, its text, or a mark's text) stands for.

    Raises ValorInvalido for negatives, fractions, booleans and any other text. No upper limit: an acta from
    abroad can hold 38,707 votes (R-12).
    """
    if isinstance(bruto, Marca):
        return bruto
    if isinstance(bruto, int) and not isinstance(bruto, bool):
        if bruto < 0:
            raise ValorInvalido(f"{bruto} es negativo")
        return bruto
    if isinstance(bruto, str):
        if bruto.isascii() and bruto.isdigit():
            return int(bruto)
        if bruto in (Marca.ILEGIBLE, Marca.SIN_DATO):
            return Marca(bruto)
    raise ValorInvalido(f"{bruto!r} no es un número entero, ILEGIBLE ni SIN DATO")


def suma(valores: Iterable[Valor]) -> int:
    """The calculated total: marks add 0 (R-16)."""
    return sum(v for v in valores if isinstance(v, int))
