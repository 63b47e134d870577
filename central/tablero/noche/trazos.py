"""The curves of the night as lines to be drawn, on a window or on paper: what came, is registered and is to come."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import Enum, auto
from typing import NamedTuple

from central.tablero.noche.lectura import NocheSeguida
from central.tablero.noche.palabras import hora_de
from central.tablero.noche.pronostico import Altura

LARGA = 36 * 60.0  # minutes of a night that are drawn at most
CORTA = 60.0
MARCAS_Y = (0, 25, 50, 75, 90, 100)  # per cent
PASOS_X = (15, 30, 60, 120, 180, 360)  # minutes between two hours that are written
HORAS_MAX = 12


class Linea(Enum):
    """What a line is, which says how it looks."""

    CONOCIDA = auto()
    RECIBIDAS = auto()
    REGISTRADAS = auto()
    PRONOSTICO = auto()


class Trazo(NamedTuple):
    """`puntos`: minutes after the opening, and the part of the actas from 0 to 1."""

    linea: Linea
    nombre: str
    puntos: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Trazado:
    """All that is drawn, from the opening to `fin`; `entre`: within which minutes the 90 % is expected."""

    trazos: Sequence[Trazo]
    ahora: float
    fin: float
    horas: Sequence[tuple[float, str]]
    entre: tuple[float, float] | None


def trazar(noche: NocheSeguida, zona: tzinfo, centro: str = "") -> Trazado | None:
    """Of one centre of work, or of the city; None before the opening."""
    suyas = noche.centros.get(centro, ()) if centro else noche.ciudad
    todas = noche.esperadas.get(centro, 0) if centro else noche.todas
    if noche.apertura is None or not suyas or not todas:
        return None
    ahora, p = suyas[-1].minuto, noche.pronostico
    noventa = p.metas[0] if p and p.metas[0].minuto > ahora and not math.isinf(p.metas[0].hasta) else None
    largo = max(ahora, p.camino[-1].minuto if p else 0.0, noventa.hasta if noventa else 0.0)
    fin = min(max(largo, CORTA), max(LARGA, ahora))  # the same for the city and each centre
    trazos = [
        Trazo(Linea.CONOCIDA, noche.curva.nombre, _conocida(noche, fin)),
        Trazo(Linea.RECIBIDAS, "recibidas", [(m.minuto, m.recibidas / todas) for m in suyas]),
        Trazo(Linea.REGISTRADAS, "registradas", [(m.minuto, m.registradas / todas) for m in suyas]),
    ]
    if centro or p is None:
        return Trazado(trazos, ahora, fin, list(_horas(noche, fin, zona)), None)
    trazos.append(Trazo(Linea.PRONOSTICO, "pronóstico", _hasta(p.camino, fin, todas)))
    entre = (noventa.desde, min(noventa.hasta, fin)) if noventa and noventa.desde < fin else None
    return Trazado(trazos, ahora, fin, list(_horas(noche, fin, zona)), entre)


def _conocida(noche: NocheSeguida, fin: float) -> list[tuple[float, float]]:
    minutos = sorted({0.0, fin, *(float(p.minutos) for p in noche.curva.puntos if p.minutos < fin)})
    return [(minuto, noche.curva.parte(minuto)) for minuto in minutos]


def _hasta(camino: Iterable[Altura], fin: float, todas: int) -> list[tuple[float, float]]:
    return [(m.minuto, m.registradas / todas) for m in camino if m.minuto <= fin]


def _horas(noche: NocheSeguida, fin: float, zona: tzinfo) -> Iterable[tuple[float, str]]:
    """Round hours, few enough to be read."""
    assert noche.apertura is not None, "sin apertura no se dibuja"
    paso = next((p for p in PASOS_X if fin / p <= HORAS_MAX), PASOS_X[-1])
    aqui = noche.apertura.astimezone(zona)
    primera = (-(aqui.hour * 60 + aqui.minute)) % paso
    for minuto in range(primera, math.floor(fin) + 1, paso):
        yield minuto, hora_de(noche.apertura, minuto, zona)[:5]
