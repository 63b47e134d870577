"""The forecast of a night tried on nights that were drawn: how far from the truth it is, from the 30 % on.

`python -m bench.pronostico [SEED …]`. A night is thirty-three CATD whose actas come by trips of a CAE, along a curve
that is stretched and late as that night and that CATD happen to be, and wait there for so many posts, which tire,
change shift and fail. Beside it in the same run, what anybody would say: the last hour goes on as it is.
"""

import random
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from central.tablero.noche.pronostico import Altura, Pronostico, pronosticar
from prep.domain.catalogo.curvas import CURVAS, Curva

ACTAS, CATD, VIAJE = 40_165, 33, 12
META = 0.9
DESDE = 0.3
CADA = 10  # minutes between two forecasts
FIN = 72 * 60


@dataclass(frozen=True, slots=True)
class NocheDibujada:
    """Each minute of it, and when the city reached what is forecast."""

    muestras: Sequence[Altura]
    centros: Mapping[str, Sequence[Altura]]
    esperadas: Mapping[str, int]
    cuando: int

    def hasta(self, minuto: int, curvas: Sequence[Curva]) -> Pronostico | None:
        """What is said at `minuto`, from what is remembered of each five until then."""
        cuales = slice(minuto % 5, minuto + 1, 5)
        centros = {centro: suyas[cuales] for centro, suyas in self.centros.items()}
        return pronosticar(self.muestras[cuales], centros, self.esperadas, curvas)


def dibujar(azar: random.Random, verdad: Curva) -> NocheDibujada:
    """One night; `verdad` is how its actas come, which the forecast is not told."""
    lenta, tarde = 0.75 * azar.lognormvariate(0, 0.2), azar.gauss(0, 20)
    rachas = [azar.lognormvariate(0, 0.3) for _ in range(FIN // 30)]  # rain, traffic: the same for the whole city
    centros, esperadas = {}, {}
    for n in range(CATD):
        suyas = round(ACTAS / CATD * azar.uniform(0.6, 1.4) / VIAJE) * VIAJE
        entran = _llegan(azar, verdad, suyas, lenta * azar.lognormvariate(0, 0.08), tarde + azar.gauss(0, 15), rachas)
        salen = _salen(azar, entran, suyas * azar.uniform(0.07, 0.22) / 60)
        centros[f"{n:02}"], esperadas[f"{n:02}"] = _muestras(entran, salen), suyas
    ciudad = [Altura(m, sum(c[m].recibidas for c in centros.values()), sum(c[m].registradas for c in centros.values()))
              for m in range(FIN)]  # fmt: skip
    meta = META * sum(esperadas.values())
    return NocheDibujada(
        ciudad, centros, esperadas, next((n for n, m in enumerate(ciudad) if m.registradas >= meta), FIN)
    )


def _muestras(entran: Sequence[float], salen: Sequence[float]) -> list[Altura]:
    sumas = zip(accumulate(entran), accumulate(salen), strict=True)
    return [Altura(n, round(recibidas), round(registradas)) for n, (recibidas, registradas) in enumerate(sumas)]


def _llegan(
    azar: random.Random, verdad: Curva, cuantas: int, lenta: float, tarde: float, rachas: Sequence[float]
) -> list[float]:
    entran = [0.0] * FIN
    for _ in range(cuantas // VIAJE):
        minuto = verdad.minuto(azar.random()) * lenta + max(tarde, -30) + azar.expovariate(1 / 10)
        racha = rachas[min(int(max(minuto, 0)) // 30, len(rachas) - 1)]
        entran[min(max(int(minuto + (racha - 1) * 20), 0), FIN - 1)] += VIAJE
    return entran


def _salen(azar: random.Random, entran: Sequence[float], ritmo: float) -> list[float]:
    """`ritmo`: actas a minute of its posts when all are there. An acta takes a quarter of an hour at least."""
    salen, esperan = [0.0] * FIN, 0.0
    falla, dura = azar.randrange(FIN), azar.choice((0, 0, 30, 60, 90))
    for minuto in range(15, FIN):
        esperan += entran[minuto - 15]
        cansancio = 0.75 if 7 * 60 < minuto < 12 * 60 else 1.0
        parada = falla <= minuto < falla + dura
        turno = 0.3 if minuto % 480 < 20 and minuto > 60 else 1.0
        puede = 0.0 if parada else ritmo * cansancio * turno * azar.uniform(0.6, 1.4)
        salen[minuto] = min(puede, esperan)
        esperan -= salen[minuto]
    return salen


def errores(
    noche: NocheDibujada, curvas: Sequence[Curva] = CURVAS, cada: int = CADA
) -> tuple[list[float], list[float], float]:
    """Minutes away from the truth, ours and of the last hour gone on; and the part of the truths within our range."""
    nuestros, llanos, dentro = [], [], []
    debidas = META * sum(noche.esperadas.values())
    for hasta in range(60, noche.cuando, cada):
        ultima = noche.muestras[hasta]
        if ultima.registradas < DESDE / META * debidas:
            continue
        dicho = noche.hasta(hasta, curvas)
        assert dicho is not None, "con tanto recibido hay pronóstico"
        meta = next(m for m in dicho.metas if m.por_ciento == round(META * 100))
        nuestros.append(meta.minuto - noche.cuando)
        dentro.append(meta.desde <= noche.cuando <= meta.hasta)
        hora = ultima.registradas - noche.muestras[hasta - 60].registradas
        llanos.append(hasta + 60 * (debidas - ultima.registradas) / max(hora, 1) - noche.cuando)
    return nuestros, llanos, sum(dentro) / len(dentro)


def main(semillas: Sequence[int]) -> None:
    for verdad in CURVAS:
        medianas, otras, partes = [], [], []
        for semilla in semillas:
            noche = dibujar(random.Random(semilla), verdad)
            nuestros, llanos, dentro = errores(noche)
            nuestros, llanos = sorted(map(abs, nuestros)), sorted(map(abs, llanos))
            medianas.append(statistics.median(nuestros))
            otras.append(statistics.median(llanos))
            partes.append(dentro)
            print(f"{verdad.nombre:12} semilla {semilla:3}: 90 % al minuto {noche.cuando:4};"
                  f" error mediano {medianas[-1]:5.1f} min (p90 {nuestros[len(nuestros) * 9 // 10]:5.1f});"
                  f" la última hora {otras[-1]:6.1f}; dentro de su margen {dentro:4.0%}")  # fmt: skip
        print(f"{verdad.nombre}: mediana de las noches {statistics.median(medianas):.1f} min; peor {max(medianas):.1f};"
              f" la última hora {statistics.median(otras):.1f}; dentro {statistics.mean(partes):.0%}")  # fmt: skip


if __name__ == "__main__":
    main([int(s) for s in sys.argv[1:]] or range(1, 11))
