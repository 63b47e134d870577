"""How fast the night goes, from what the room remembers: what changed in a quarter of an hour, and an hour before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from central.tablero.memoria import Minuto
from central.tablero.tablero import Avance, avance

CUARTO = timedelta(minutes=15)
HORA = timedelta(hours=1)
CUARTOS_POR_HORA = HORA // CUARTO
TOLERANCIA = timedelta(minutes=2)  # so far from the minute that is sought may be the one that is there
MEMORIA = HORA + CUARTO + TOLERANCIA
Serie = Mapping[datetime, Avance]


@dataclass(frozen=True, slots=True)
class Ritmo:
    """`recibidas_15` and `verificadas_15`: more than a quarter of an hour ago. None: nothing is remembered of then."""

    ahora: Avance
    recibidas_15: int | None = None
    verificadas_15: int | None = None
    por_hora: int | None = None
    por_hora_antes: int | None = None


def ritmos(minutos: Sequence[Minuto], ciudad: Avance, sitios: Mapping[str, Avance], momento: datetime) -> list[Ritmo]:
    """Of the city, then of each of `sitios` in their order; what is remembered, against how they are at `momento`."""
    series: dict[str, dict[datetime, Avance]] = defaultdict(dict)
    sumas: dict[datetime, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for m in minutos:
        series[m.centro][m.momento] = avance(m.conteo)
        for etapa, actas in m.conteo.items():
            sumas[m.momento][etapa] += actas
    de_ciudad = {cuando: avance(conteo) for cuando, conteo in sumas.items()}
    return [_ritmo(de_ciudad, ciudad, momento), *(_ritmo(series[c], a, momento) for c, a in sitios.items())]


def _ritmo(serie: Serie, ahora: Avance, momento: datetime) -> Ritmo:
    hace_poco = _cerca(serie, momento - CUARTO)
    antes, mas_antes = _cerca(serie, momento - HORA), _cerca(serie, momento - HORA - CUARTO)
    verificadas = ahora.verificadas - hace_poco.verificadas if hace_poco else None
    return Ritmo(
        ahora,
        ahora.recibidas - hace_poco.recibidas if hace_poco else None,
        verificadas,
        None if verificadas is None else verificadas * CUARTOS_POR_HORA,
        (antes.verificadas - mas_antes.verificadas) * CUARTOS_POR_HORA if antes and mas_antes else None,
    )


def _cerca(serie: Serie, cuando: datetime) -> Avance | None:
    cerca = min(serie, key=lambda m: abs(m - cuando), default=None)
    return serie[cerca] if cerca is not None and abs(cerca - cuando) <= TOLERANCIA else None
