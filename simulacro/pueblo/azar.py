"""Drawn numbers that are the same with the same seed, on any machine and version: only `random()` is used."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Azar:
    """One stream of numbers; streams of different `temas` do not disturb one another."""

    def __init__(self, *temas: object) -> None:
        self._azar = Random("/".join(map(str, temas)))  # noqa: S311 - not for secrets
        self.uno = self._azar.random  # in [0, 1)

    def entero(self, desde: int, hasta: int) -> int:
        """A whole number between both, included."""
        return desde + int(self.uno() * (hasta - desde + 1))

    def entre(self, desde: float, hasta: float) -> float:
        return desde + self.uno() * (hasta - desde)

    def cerca(self, media: float, ancho: float) -> float:
        """Bell-shaped, never further from `media` than `ancho`."""
        return media + ancho * ((self.uno() + self.uno() + self.uno()) / 1.5 - 1)

    def elegir(self, de: Sequence[T]) -> T:
        return de[int(self.uno() * len(de))]

    def barajar(self, de: Sequence[T]) -> list[T]:
        """The same in another order (Fisher and Yates)."""
        lista = list(de)
        for i in range(len(lista) - 1, 0, -1):
            j = int(self.uno() * (i + 1))
            lista[i], lista[j] = lista[j], lista[i]
        return lista
