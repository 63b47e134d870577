"""When the night will be at 90, 95 and 100 %, from what the room remembers and how other nights came in.

Two things are supposed and said: the rest of the actas comes as on the known night that tonight is most like, as much
slower or faster as it went until now; and those that wait go on at the pace of the busiest hour of this night.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from prep.domain.catalogo.curvas import Curva

METAS = (90, 95, 100)
LEJOS = 72 * 60  # minutes ahead; what takes longer is not said
MINIMO = 0.03  # of the actas in, before which nothing is said
PASO = 0.01  # of the actas: how often tonight is compared with the known night
CREENCIA = 1.0  # how many of those comparisons the known night weighs by itself
CADA = 5  # minutes between two steps ahead
CADA_CUARTO = 15 // CADA
MEDIA_HORA = 30
TOPE = 45.0
MARGEN = (0.80, 1.30)  # of the time that lacks: eight of ten nights of bench/pronostico.py fall within


class Altura(NamedTuple):
    """The city at `minuto` after the opening; `registradas`: verified, or declared without acta."""

    minuto: float
    recibidas: int
    registradas: int


class Alcance(NamedTuple):
    """When so many actas of a hundred will be registered, in minutes after the opening, and between which.

    Infinite where it is more than three days away.
    """

    por_ciento: int
    minuto: float
    desde: float
    hasta: float


@dataclass(frozen=True, slots=True)
class Pronostico:
    """`lenta`: how many times as long as on the night of `curva` everything takes; `por_hora`: the busiest, tonight.

    `camino`: each quarter of an hour to come. `centros`: when each will have nine tenths of its own.
    """

    curva: str
    lenta: float
    por_hora: int
    metas: Sequence[Alcance]
    camino: Sequence[Altura]
    centros: Mapping[str, float]


class Parecido(NamedTuple):
    """Tonight against a known one: how slow, and how far from it on the whole, in minutes."""

    curva: Curva
    lenta: float
    lejos: float


def pronosticar(
    ciudad: Sequence[Altura],
    centros: Mapping[str, Sequence[Altura]],
    esperadas: Mapping[str, int],
    curvas: Sequence[Curva],
    siguen: Mapping[str, float] | None = None,
) -> Pronostico | None:
    """From each minute until now, the oldest first; None while too few have come to say anything.

    `siguen`: of a centre that is in trouble, how many it would go on registering an hour; none, as if it were not.
    """
    todas = sum(esperadas.values())
    if not ciudad or not todas or ciudad[-1].recibidas < MINIMO * todas:
        return None
    ajuste = min((_ajustar(ciudad, todas, c) for c in curvas), key=lambda a: a.lejos)
    ritmo = _ritmo(ciudad)
    filas = {c: _fila(centros[c], esperadas[c], ritmo * esperadas[c] / todas) for c in esperadas if centros.get(c)}
    for centro, por_hora in (siguen or {}).items():
        filas[centro].ritmo = por_hora / 60
    camino = _seguir(ciudad[-1], filas.values(), todas, ajuste)
    metas = [_meta(p, ciudad, camino, todas) for p in METAS]
    suyas = {centro: fila.cuando for centro, fila in filas.items()}
    return Pronostico(ajuste.curva.nombre, ajuste.lenta, round(ritmo * 60), metas, camino[::CADA_CUARTO], suyas)


def _ajustar(muestras: Sequence[Altura], esperadas: int, curva: Curva) -> Parecido:
    """By the straight line from the minutes of the known night to tonight's."""
    pares = [(curva.minuto(parte), minuto) for parte, minuto in _alcances(muestras, esperadas)]
    mx, my = fmean(x for x, _ in pares), fmean(y for _, y in pares)
    creencia = CREENCIA * 60.0**2  # as so many comparisons an hour from the middle, that say: as the known night
    sxx = sum((x - mx) ** 2 for x, _ in pares) + creencia
    sxy = sum((x - mx) * (y - my) for x, y in pares) + creencia
    lenta = min(max(sxy / sxx, 0.3), 3.0)
    lejos = math.sqrt(fmean((y - my - lenta * (x - mx)) ** 2 for x, y in pares))
    return Parecido(curva, lenta, lejos)


def _alcances(muestras: Sequence[Altura], esperadas: int) -> list[tuple[float, float]]:
    """When each hundredth of the actas had come."""
    alcances, sigue = [], PASO
    for m in muestras:
        while m.recibidas >= sigue * esperadas and sigue <= 1:
            alcances.append((sigue, m.minuto))
            sigue += PASO
    return alcances


def _ritmo(muestras: Sequence[Altura]) -> float:
    """Registered a minute in the busiest hour of the night."""
    mejor, desde = 0.0, 0
    for m in muestras:
        while m.minuto - muestras[desde].minuto > 2 * MEDIA_HORA:
            desde += 1
        lapso = m.minuto - muestras[desde].minuto
        if lapso >= MEDIA_HORA:
            mejor = max(mejor, (m.registradas - muestras[desde].registradas) / lapso)
    return mejor


def _espera(muestras: Sequence[Altura]) -> float:
    """Minutes from received to registered, lately: what waits by what leaves (Little)."""
    ultimas = [m for m in muestras if m.minuto >= muestras[-1].minuto - 2 * MEDIA_HORA]
    salieron = ultimas[-1].registradas - ultimas[0].registradas
    lapso = ultimas[-1].minuto - ultimas[0].minuto
    esperan = sum(m.recibidas - m.registradas for m in ultimas) / len(ultimas)
    return min(max(esperan * lapso / salieron, 1.0), TOPE) if salieron else TOPE


@dataclass(slots=True)
class _Fila:
    """One centre of work as it goes on; `cuando`: the minute in which nine tenths of its own were registered."""

    ahora: Altura
    esperadas: int
    ritmo: float
    espera: float
    recibidas: float
    registradas: float
    cuando: float = math.inf

    def seguir(self, minuto: float, vienen: float) -> None:
        """`vienen`: the part that has come of what lacked."""
        self.recibidas = self.ahora.recibidas + vienen * (self.esperadas - self.ahora.recibidas)
        esperan = self.recibidas - self.registradas
        self.registradas += min(esperan * CADA / max(self.espera, CADA), self.ritmo * CADA, esperan)
        if self.registradas >= METAS[0] * self.esperadas / 100:
            self.cuando = min(self.cuando, minuto)


def _fila(muestras: Sequence[Altura], esperadas: int, parejo: float) -> _Fila:
    """`parejo`: its part of the city's pace, while nothing is known of its own."""
    ultima = muestras[-1]
    ritmo = _ritmo(muestras) or max(parejo, 1 / 60)
    fila = _Fila(ultima, esperadas, ritmo, _espera(muestras), ultima.recibidas, ultima.registradas)
    fila.cuando = _alcanza(muestras, METAS[0] * esperadas / 100)
    return fila


def _seguir(ahora: Altura, filas: Collection[_Fila], todas: int, ajuste: Parecido) -> list[Altura]:
    """What comes, to each centre as much of it as it lacks, and what is registered there of what waits."""
    x, faltan = ajuste.curva.minuto(ahora.recibidas / todas), max(todas - ahora.recibidas, 1)
    camino = [ahora]
    for paso in range(CADA, LEJOS, CADA):
        vienen = max(ajuste.curva.parte(x + paso / ajuste.lenta) * todas - ahora.recibidas, 0) / faltan
        minuto = ahora.minuto + paso
        for fila in filas:
            fila.seguir(minuto, vienen)
        recibidas, registradas = sum(f.recibidas for f in filas), sum(f.registradas for f in filas)
        camino.append(Altura(minuto, round(recibidas), round(registradas)))
        if camino[-1].registradas >= todas:
            break
    return camino


def _meta(por_ciento: int, ciudad: Sequence[Altura], camino: Sequence[Altura], esperadas: int) -> Alcance:
    debidas = por_ciento * esperadas / 100
    ya = _alcanza(ciudad, debidas)
    if not math.isinf(ya):
        return Alcance(por_ciento, ya, ya, ya)
    ahora = ciudad[-1].minuto
    falta = _alcanza(camino, debidas) - ahora
    poco, mucho = MARGEN
    return Alcance(por_ciento, ahora + falta, ahora + poco * falta, ahora + mucho * falta)


def _alcanza(muestras: Iterable[Altura], debidas: float) -> float:
    return next((m.minuto for m in muestras if m.registradas >= debidas), math.inf)
