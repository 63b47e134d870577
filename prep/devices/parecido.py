"""Tells when two images are of the same sheet: its handwriting and signatures stand in the same places.

What is printed is the same on every acta of a form, so only what is written by hand is looked at: the words of the
votes and the signatures, without frames.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from prep.devices.imagen import Gris, reducir
from prep.domain.catalogo.plano import ANCHO, CENTRO, DERECHA, FILAS, PARTIDO

LADO = 900  # px of the sheet's width at which strokes are compared
VECINOS, TINTA = 31, 0.82  # px of the neighbourhood; what is darker than this share of it is ink
RAYA = 25  # px: a longer straight line is printed
POCOS = 1_500  # pixels of ink: with fewer there is nothing to compare
# On the drawn actas: 0.93 or more when it is the same sheet, scanned or photographed; 0.70 or less when it is another.
MISMA = 0.85
ESCRITO = ((CENTRO[0] + PARTIDO + 10, FILAS[1], 1560, FILAS[3]), (1960, 252, DERECHA[1], 1500))
Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Trazos:
    """The ink of a sheet, bit by bit; `anchos`: the same one pixel thicker, as no two scans fall on the same ones."""

    tinta: Bits
    anchos: Bits
    cuantos: int


def trazos(recta: Gris) -> Trazos | None:
    """Of a straightened sheet; None when too little is written on it."""
    vista = reducir(recta, LADO).astype(np.float32)
    tinta = (vista < cv2.blur(vista, (VECINOS, VECINOS)) * TINTA).astype(np.uint8)
    vecino = np.ones((3, 3), np.uint8)
    acostadas, paradas = (
        cv2.dilate(cv2.morphologyEx(tinta, cv2.MORPH_OPEN, np.ones(lado, np.uint8)), vecino)
        for lado in ((1, RAYA), (RAYA, 1))
    )
    tinta[(acostadas > 0) | (paradas > 0)] = 0
    gruesa = cv2.dilate(tinta, vecino)
    cuantos = int(_escrito(tinta).sum())
    if cuantos < POCOS:
        return None
    return Trazos(np.packbits(_escrito(tinta)), np.packbits(_escrito(gruesa)), cuantos)


def misma_hoja(una: Trazos, otra: Trazos) -> bool:
    """Whether both are of one sheet: nearly all the ink of each is on the other."""
    comunes = min(_suma(una.tinta & otra.anchos) / una.cuantos, _suma(otra.tinta & una.anchos) / otra.cuantos)
    return comunes >= MISMA


def _escrito(hoja: NDArray[np.generic]) -> Bits:
    escala = LADO / ANCHO
    partes = [
        hoja[round(b * escala) : round(d * escala), round(a * escala) : round(c * escala)] for a, b, c, d in ESCRITO
    ]
    return np.concatenate([np.asarray(parte, dtype=np.uint8).ravel() for parte in partes])


def _suma(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())
