"""The worst of the night first: what is the matter with whom, who sees to it, and what it does to the hour of 90 %."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from central.tablero.juicio import Asunto, Juicio, juzgar
from central.tablero.noche.cuello import MESA, POCAS, Trecho
from central.tablero.noche.lectura import NocheSeguida
from central.tablero.noche.pronostico import pronosticar
from central.tablero.tablero import Tablero

CUANTOS = 5
MIRADOS = 12  # whose effect is looked at: each is another forecast
LENTO = 90  # minutes of work that wait, from which a stage is slow
HORA = 60.0
DETRAS = 45  # minutes behind the city, from which a centre is late
GRAVES = (Asunto.SIN_LATIDO, Asunto.REPLICA_PARADA, Asunto.SIN_PRESENTARSE, Asunto.PIDEN_AYUDA, Asunto.ALARMAS)
SIN_ELLOS = frozenset({Asunto.SIN_LATIDO, Asunto.REPLICA_PARADA, Asunto.SIN_PRESENTARSE})


class Peor(NamedTuple):
    """The matter is `juicio`, of its node and people; or the stage that is slow; or the minutes that it is behind.

    `retrasa`: minutes that the city's 90 % would be later if it went on so, None where nothing can be said.
    """

    centro: str
    juicio: Juicio | None = None
    trecho: Trecho | None = None
    detras: int = 0
    atiende: str = ""
    retrasa: float | None = None

    @property
    def asunto(self) -> str:
        """Of what kind it is, for other programs."""
        return self.juicio.asunto.name if self.juicio else f"LENTA {self.trecho.nombre}" if self.trecho else "DETRAS"


def peores(noche: NocheSeguida, visto: Tablero, cuantos: int = CUANTOS) -> list[Peor]:
    """What delays the city most is first; the rest in the order of gravity, and one of each centre."""
    hallados = [p for centro in noche.esperadas for p in _de(noche, visto, centro)]
    hallados = sorted(hallados, key=_gravedad)[:MIRADOS]
    duenos = {i.centro: i.incidente.dueno for i in visto.incidentes if i.abierto and i.incidente.dueno}
    vistos = [p._replace(atiende=duenos.get(p.centro, ""), retrasa=_retraso(noche, p)) for p in hallados]
    vistos.sort(key=lambda p: -(p.retrasa or 0.0))  # in the order of gravity where it is the same
    primeros: dict[str, Peor] = {}
    for p in vistos:
        primeros.setdefault(p.centro, p)
    return list(primeros.values())[:cuantos]


def _gravedad(p: Peor) -> tuple[int, float]:
    """What is of its node and people first, then what waits longest."""
    if p.juicio:
        return GRAVES.index(p.juicio.asunto), 0.0
    return len(GRAVES), -(p.trecho.minutos if p.trecho else p.detras)


def _de(noche: NocheSeguida, visto: Tablero, centro: str) -> Iterable[Peor]:
    sitio = visto.sitios.get(centro)
    if sitio is None or sitio.avance.completo:
        return
    juicio = juzgar(sitio, visto.momento)
    if juicio.asunto in GRAVES:
        yield Peor(centro, juicio)
    lentos = [t for t in noche.de_centros.get(centro, ()) if t.esperan >= POCAS and t.minutos >= LENTO]
    if lentos:
        yield Peor(centro, trecho=max(lentos, key=lambda t: (t.minutos, t.esperan)))
    if (detras := _detras(noche, centro)) >= DETRAS:
        yield Peor(centro, detras=detras)


def _detras(noche: NocheSeguida, centro: str) -> int:
    """How many minutes ago the city had received the part of its actas that this centre has now."""
    suyas, esperadas = noche.centros.get(centro), noche.esperadas[centro]
    if not suyas or not esperadas or noche.pronostico is None:
        return 0
    parte = suyas[-1].recibidas / esperadas
    entonces = next((m.minuto for m in noche.ciudad if m.recibidas >= parte * noche.todas), noche.ciudad[-1].minuto)
    return round(noche.ciudad[-1].minuto - entonces)


def _retraso(noche: NocheSeguida, p: Peor) -> float | None:
    """As if it went on as it is: nothing where nobody does the work, where it is slow as in this last hour."""
    base = noche.pronostico
    if base is None or not noche.centros.get(p.centro):
        return None
    otro = pronosticar(noche.ciudad, noche.centros, noche.esperadas, noche.curvas, {p.centro: _sigue(noche, p)})
    assert otro is not None, "el mismo que el de antes, con un centro más lento"
    antes, luego = base.metas[0].minuto, otro.metas[0].minuto
    return 0.0 if math.isinf(antes) else max(luego - antes, 0.0)


def _sigue(noche: NocheSeguida, p: Peor) -> float:
    """How many it registers an hour if nothing is done about it."""
    if (p.juicio and p.juicio.asunto in SIN_ELLOS) or (p.trecho and not p.trecho.personas and p.trecho.nombre != MESA):
        return 0.0
    suyas = noche.centros[p.centro]
    antes = next(m for m in suyas if m.minuto >= suyas[-1].minuto - HORA)
    lapso = suyas[-1].minuto - antes.minuto
    return HORA * (suyas[-1].registradas - antes.registradas) / lapso if lapso else 0.0
