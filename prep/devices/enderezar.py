"""Straightens the image of an acta by its corner marks: finds three squares and an L, and undoes the perspective."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

import cv2
import numpy as np

from prep.devices.imagen import Gris, reducir
from prep.domain.catalogo.plano import ALTO, ANCHO, ELE, GRUESO, MARCA, MARCAS

Punto = tuple[float, float]

BUSCA = 1300  # px of the long side where marks are looked for: a mark is then 29 px wide on a scan, 20 on a photograph
LOCAL, OSCURO = 0.04, 0.62  # neighbourhood, in long sides; darker than this share of it is ink
LLENO, HUECO = (
    0.86,
    0.75,
)  # share of its rectangle that a square fills at least, and of its hull that an L fills at most
CANDIDATOS = 24  # squares looked at; an acta has a few more than its three
TOLERANCIA = 0.045  # of the sheet's width: how far from where it should be a mark may be, by perspective
LADO_TOLERA = 0.3  # how much a mark may differ from the size that its distances say
ESQUINAS = ("superior izquierda", "superior derecha", "inferior izquierda", "inferior derecha")
# How far the centre of gravity of the L is from its corner: two strokes of MARCA × GRUESO, which share a square.
_HUNDIDA = (MARCA * (MARCA / 2 + GRUESO / 2) - GRUESO * GRUESO / 2) / (2 * MARCA - GRUESO)
# The centres of gravity of the three squares and of the L, on the plan.
MODELO: tuple[Punto, ...] = (
    *((x + MARCA / 2, y + MARCA / 2) for x, y in MARCAS),
    (ELE[0] - _HUNDIDA, ELE[1] - _HUNDIDA),
)


@dataclass(frozen=True, slots=True)
class Marcas:
    """The marks that were found: corner (0 to 3, as ESQUINAS) → its point on the image, in pixels."""

    puntos: Mapping[int, Punto]

    @property
    def completas(self) -> bool:
        return len(self.puntos) == len(MODELO)

    @property
    def area(self) -> float:
        """Of the quadrilateral between the four, in pixels."""
        vueltas = [self.puntos[i] for i in (0, 1, 3, 2)]
        return abs(sum(x * v - u * y for (x, y), (u, v) in zip(vueltas, (*vueltas[1:], vueltas[0]), strict=True))) / 2

    @property
    def cortadas(self) -> tuple[str, ...]:
        """The corners not seen, when most are: the sheet is cut, folded or covered there."""
        return tuple(n for i, n in enumerate(ESQUINAS) if i not in self.puntos) if self.puntos else ()


@dataclass(frozen=True, slots=True)
class _Forma:
    """A dark shape: its centre of gravity, the side of a square of its area, and the middle of its box."""

    centro: Punto
    lado: float
    medio: Punto


def hallar_marcas(imagen: Gris) -> Marcas:
    """The corner marks of `imagen`, whichever side is up; none when fewer than three agree."""
    escala = min(1.0, BUSCA / max(imagen.shape))
    chica = reducir(imagen, BUSCA)
    cuadros, eles = _formas(chica)
    mejor: dict[int, Punto] = {}
    error = float("inf")
    for hallados, lejos in _hipotesis(cuadros, eles):
        if (len(hallados), -lejos) > (len(mejor), -error):
            mejor, error = hallados, lejos
    return Marcas({i: (x / escala, y / escala) for i, (x, y) in mejor.items()} if len(mejor) >= 3 else {})


def enderezar(imagen: Gris, marcas: Marcas) -> Gris:
    """The sheet as the plan has it, ANCHO × ALTO. `marcas` must be complete."""
    de = np.array([marcas.puntos[i] for i in range(len(MODELO))], dtype=np.float32)
    a = np.array(MODELO, dtype=np.float32)
    matriz = cv2.getPerspectiveTransform(de, a)
    recta = cv2.warpPerspective(imagen, matriz, (ANCHO, ALTO), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(recta, dtype=np.uint8)


def _formas(chica: Gris) -> tuple[list[_Forma], list[_Forma]]:
    """The dark shapes that may be a square mark, greatest first, and those that may be the L."""
    vecinos = int(max(chica.shape) * LOCAL) | 1
    media = cv2.blur(chica, (vecinos, vecinos))
    tinta = (chica < media * OSCURO).astype(np.uint8)
    contornos, _ = cv2.findContours(tinta, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largo = max(chica.shape)
    cuadros: list[_Forma] = []
    eles: list[_Forma] = []
    for contorno in contornos:
        x, y, ancho, alto = cv2.boundingRect(contorno)
        if (
            not largo * 0.008 < min(ancho, alto)
            or max(ancho, alto) > largo * 0.05
            or max(ancho, alto) > 2 * min(ancho, alto)
        ):
            continue
        area, casco = cv2.contourArea(contorno), cv2.contourArea(cv2.convexHull(contorno))
        if area < (largo * 0.004) ** 2:
            continue  # a line
        momentos = cv2.moments(contorno)
        centro = (momentos["m10"] / momentos["m00"], momentos["m01"] / momentos["m00"])
        forma = _Forma(centro, float(np.sqrt(area)), (x + ancho / 2, y + alto / 2))
        _, (largo_, corto), _ = cv2.minAreaRect(contorno)
        if area > LLENO * largo_ * corto and max(largo_, corto) < 1.4 * min(largo_, corto):
            cuadros.append(forma)
        elif area < HUECO * casco:
            eles.append(forma)
    cuadros.sort(key=lambda f: -f.lado)
    return cuadros[:CANDIDATOS], eles


def _hipotesis(cuadros: list[_Forma], eles: list[_Forma]) -> Iterator[tuple[dict[int, Punto], float]]:
    """For each pair of squares as each pair of marks: which marks stand where they should, and how far off they are."""
    for a, b in permutations(cuadros, 2):
        for i, j in ((0, 1), (0, 2), (1, 2)):
            giro = _semejanza((i, j), (a.centro, b.centro))
            lado = abs(giro[0]) * MARCA
            if not all(abs(f.lado - lado) < LADO_TOLERA * lado for f in (a, b)):
                continue
            yield _verificar(giro, {i: a.centro, j: b.centro}, cuadros, eles)


def _semejanza(cuales: tuple[int, int], donde: tuple[Punto, Punto]) -> tuple[complex, complex]:
    """The turn, scale and shift (z → m·z + t) that puts two marks of the plan on two points of the image."""
    (p, q), (u, v) = (complex(*MODELO[k]) for k in cuales), (complex(*d) for d in donde)
    m = (v - u) / (q - p)
    return m, u - m * p


def _verificar(
    giro: tuple[complex, complex], puestas: dict[int, Punto], cuadros: list[_Forma], eles: list[_Forma]
) -> tuple[dict[int, Punto], float]:
    """The marks of this hypothesis that are there; the sum of how far those looked for were."""
    m, t = giro
    hallados, lejos = dict(puestas), 0.0
    limite, lado = abs(m) * ANCHO * TOLERANCIA, abs(m) * MARCA
    for k in range(len(MODELO)):
        if k in hallados:
            continue
        espera = m * complex(*MODELO[k]) + t
        candidatos = (
            [f.centro for f in eles if _es_ele(f, m)]
            if k == 3
            else [f.centro for f in cuadros if abs(f.lado - lado) < LADO_TOLERA * lado]
        )
        vistos = [(abs(complex(*c) - espera), c) for c in candidatos]
        cerca = min(vistos, default=(limite, None))
        if cerca[1] is not None and cerca[0] < limite:
            hallados[k] = cerca[1]
            lejos += cerca[0]
    return hallados, lejos


def _es_ele(forma: _Forma, m: complex) -> bool:
    """Whether a hollow shape is as large as the L and points where the L does: away from the sheet."""
    lado = abs(m) * MARCA
    hacia = (complex(*forma.centro) - complex(*forma.medio)) * (m * complex(1, 1)).conjugate()
    return 0.4 < forma.lado / lado < 0.85 and hacia.real > 0
