"""What a drill's scanner gives: a small JPEG with the figures, or for a share of the actas one of real size."""

import random
from pathlib import Path

from prep.domain.catalogo.catalogo import Catalogo
from simulacro.papel.dibujo.cajon import Cajon
from simulacro.papel.papel import Papel, digitalizar


class Escaner:
    """`parte` of the actas, drawn by seed, are as heavy as real ones; they are made once and kept in `carpeta`."""

    def __init__(self, carpeta: Path, catalogo: Catalogo, semilla: int, parte: float) -> None:
        self._cajon, self._semilla, self._parte = Cajon(carpeta, catalogo, semilla), semilla, parte

    def __call__(self, papel: Papel, toma: int) -> bytes:
        azar = random.Random(f"{self._semilla}/imagen/{papel.clave}")  # noqa: S311 -- a reproducible drill
        if azar.random() < self._parte:
            return self._cajon.imagen(papel, toma=toma)
        return digitalizar(papel, toma)
