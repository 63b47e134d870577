"""When the actas arrive: the real curve of a national PREP, or one like Puebla's when it is not there."""

import csv
import random
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from prep.domain.catalogo.curvas import ENTERO, PUEBLA_2024

Punto = tuple[float, float]  # fraction of the night, fraction of the actas in

PUEBLA: tuple[Punto, ...] = tuple(
    (p.minutos / PUEBLA_2024.puntos[-1].minutos, p.por_mil / ENTERO) for p in PUEBLA_2024.puntos
)


def leer_curva(ruta: Path | None) -> tuple[Punto, ...]:
    """The curve of a series `file_epoch, …, capturadas`, both axes from 0 to 1; Puebla's when `ruta` is not there."""
    if ruta is None or not ruta.is_file():
        return PUEBLA
    with ruta.open(newline="", encoding="utf-8-sig") as archivo:
        puntos = [(float(f["file_epoch"]), float(f["capturadas"])) for f in csv.DictReader(archivo)]
    puntos.sort()
    (inicio, _), (fin, tope) = puntos[0], puntos[-1]
    curva: list[Punto] = [(0.0, 0.0)]
    for momento, capturadas in puntos[1:]:
        curva.append(((momento - inicio) / (fin - inicio), max(capturadas / tope, curva[-1][1])))
    return tuple(curva)


def llegada(curva: Sequence[Punto], fraccion: float) -> float:
    """At which fraction of the night the acta at `fraccion` of the arrivals comes, by straight lines between points."""
    i = bisect_left(curva, fraccion, key=lambda punto: punto[1])
    if i == 0:
        return curva[0][0]
    (x0, y0), (x1, y1) = curva[i - 1], curva[min(i, len(curva) - 1)]
    return x0 if y1 == y0 else x0 + (x1 - x0) * (fraccion - y0) / (y1 - y0)


def repartir(curva: Sequence[Punto], cuantas: int, azar: random.Random) -> list[float]:
    """`cuantas` arrival times, as fractions of the night, drawn along the curve, in order."""
    return sorted(llegada(curva, azar.random()) for _ in range(cuantas))
