"""How the actas of other nights came in, data of the entity: what tonight is held against, and its forecast."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

ENTERO = 1000  # all of them, in thousandths


@dataclass(frozen=True, slots=True)
class PuntoDeCurva:
    """`minutos` after the opening, `por_mil` of the actas that came in at all were in."""

    minutos: int
    por_mil: int


@dataclass(frozen=True, slots=True)
class Curva:
    """From none at the opening to all of them; straight between its points."""

    nombre: str
    puntos: tuple[PuntoDeCurva, ...]

    def parte(self, minutos: float) -> float:
        """Which part of the actas is in `minutos` after the opening, from 0 to 1."""
        return _entre([p.minutos for p in self.puntos], [p.por_mil for p in self.puntos], minutos) / ENTERO

    def minuto(self, parte: float) -> float:
        """When that part of the actas is in."""
        return _entre([p.por_mil for p in self.puntos], [p.minutos for p in self.puntos], parte * ENTERO)


def _entre(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    if x >= xs[-1]:
        return ys[bisect_left(xs, xs[-1])]  # the first moment that has it all
    i = max(bisect_right(xs, x), 1)
    ancho = xs[i] - xs[i - 1]
    return ys[i - 1] + (ys[i] - ys[i - 1]) * max(x - xs[i - 1], 0) / ancho if ancho else ys[i - 1]


def curva(nombre: str, puntos: Sequence[tuple[int, int]]) -> Curva:
    """From its pairs."""
    return Curva(nombre, tuple(PuntoDeCurva(*p) for p in puntos))


# INE's national PREP of 1 July 2018, "capturadas" of those that were captured at its end, from 20:00 on.
INE_2018 = curva(
    "INE 2018",
    (
        (0, 0), (75, 4), (165, 16), (180, 23), (195, 56), (255, 114), (300, 186), (360, 263), (480, 370),
        (540, 414), (600, 457), (810, 577), (990, 696), (1020, 708), (1080, 747), (1170, 774), (1215, 804),
        (1275, 828), (1350, 843), (1410, 912), (1440, 960), (1455, 974), (1515, 1000),
    ),
)  # fmt: skip
# Puebla's of 2 June 2024 by its acopio, from 18:00 on: docs/reglas.md, "Cifras reales para dimensionar".
PUEBLA_2024 = curva("Puebla 2024", ((0, 0), (156, 50), (390, 250), (624, 500), (858, 750), (1186, 900), (1560, 1000)))
CURVAS = (INE_2018, PUEBLA_2024)
