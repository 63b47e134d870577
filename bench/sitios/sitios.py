"""Several sites end to end, at the rate of a night's peak: `python -m bench.sitios`.

An acta is received, scanned (one in ten with an image of real weight), captured twice and verified at a CATD's node,
and all its facts are folded at the centre. The robots that play the people run on the same machine: their processor
time is told apart.
"""

import argparse
import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, percentiles_ms
from bench.sitios.costo import ROBOTS
from bench.sitios.juego import Escalon, Juego, Muestra, carpeta_de_juego, jugar

P50_MS, P99_MS = 200.0, 1000.0
HORA_S = 3600
# Beyond these, what waits in the last third of a step is more than in the first: half a second of arrivals, or as much
# as one look may happen to see.
CRECE_S, CRECE_MIN, CRECE_KIB = 0.5, 20.0, 1024.0


@dataclass(frozen=True, slots=True)
class Tramo:
    """One step: the looks and the facts of its time."""

    escalon: Escalon
    muestras: Sequence[Muestra]
    viajes: Sequence[float]

    @property
    def p99_ms(self) -> float:
        return percentiles_ms(self.viajes)[2]

    def tercios(self, que: str) -> tuple[float, float]:
        """The mean of a figure of the looks in the first and in the last third."""
        valores = [float(getattr(m, que)) for m in self.muestras]
        largo = max(1, len(valores) // 3)
        return statistics.fmean(valores[:largo]), statistics.fmean(valores[-largo:])

    def crece(self, que: str) -> bool:
        antes, despues = self.tercios(que)
        margen = CRECE_KIB if que == "replica_kib" else max(CRECE_MIN, CRECE_S * self.escalon.ritmo)
        return despues > antes + margen

    @property
    def sostenido(self) -> bool:
        """Whether the machine keeps up with this rate."""
        return self.p99_ms <= P99_MS and not any(self.crece(que) for que in QUE_ESPERA)

    @property
    def transcurrido(self) -> float:
        """Seconds from the first look to the last."""
        return max(1e-9, self.muestras[-1].t - self.muestras[0].t)

    @property
    def por_s(self) -> float:
        """Actas verified at the centre per second."""
        return (self.muestras[-1].registradas - self.muestras[0].registradas) / self.transcurrido

    def cpu_s(self) -> dict[str, float]:
        """Processor seconds by program, the dearest first."""
        antes, despues = self.muestras[0].cpu, self.muestras[-1].cpu
        gastado = {programa: segundos - antes.get(programa, 0.0) for programa, segundos in despues.items()}
        return dict(sorted(gastado.items(), key=lambda par: -par[1]))

    @property
    def ocupacion(self) -> float:
        """Share of the machine's processors."""
        return sum(self.cpu_s().values()) / self.transcurrido / (psutil.cpu_count() or 1)

    @property
    def ajena(self) -> float:
        """Share of the machine's processors that went to programs that are not of the drill."""
        todo = (self.muestras[-1].maquina_s - self.muestras[0].maquina_s) / self.transcurrido
        return max(0.0, todo / (psutil.cpu_count() or 1) - self.ocupacion)

    @property
    def robots(self) -> float:
        """Share of that which the robots used."""
        cpu = self.cpu_s()
        return cpu.get(ROBOTS, 0.0) / max(sum(cpu.values()), 1e-9)


QUE_ESPERA = {
    "pendientes": "actas que llegaron y no están verificadas en el centro",
    "cola_nodos": "cola de los árbitros de los nodos",
    "cola_centro": "cola del árbitro del centro",
    "replica_kib": "réplica sin confirmar, KiB",
}


def tramos(juego: Juego) -> list[Tramo]:
    """What was seen in each step."""
    fines = list(itertools.accumulate(e.segundos for e in juego.escalones))
    return [
        Tramo(
            escalon,
            [m for m in juego.muestras if fin - escalon.segundos <= m.t < fin],
            [s for t, s in juego.viajes if fin - escalon.segundos <= t < fin],
        )
        for escalon, fin in zip(juego.escalones, fines, strict=True)
    ]


def informe(tramo: Tramo, nodos: int, imagenes: float) -> InformeDeMedida:
    """The figures of one rate, each with its limit."""
    p50, p90, p99 = percentiles_ms(tramo.viajes)
    actas = max(1, tramo.muestras[-1].registradas - tramo.muestras[0].registradas)
    figuras = [
        Figura("del hecho en la estación al estado del centro, p50", f"{p50:.0f} ms", f"≤ {P50_MS:g} ms",
               p50 <= P50_MS),
        Figura("  p99", f"{p99:.0f} ms (p90 {p90:.0f}; el mayor, {max(tramo.viajes) * 1000:.0f})", f"≤ {P99_MS:g} ms",
               p99 <= P99_MS),
        *(Figura(nombre, "primer tercio {:.1f}, último {:.1f}".format(*tramo.tercios(que)), "no crece",
                 not tramo.crece(que))
          for que, nombre in QUE_ESPERA.items()),
        Figura("verificadas en el centro", f"{tramo.por_s:.1f} actas/s, {tramo.por_s * HORA_S:,.0f} por hora"),
        Figura("CPU de todo", f"{tramo.ocupacion:.0%} de {psutil.cpu_count()} núcleos;"
               f" {sum(tramo.cpu_s().values()) / actas * 1000:.1f} ms por acta"),
        Figura("CPU de otros programas en la máquina", f"{tramo.ajena:.0%}"),
        *(Figura(f"  {programa}", f"{segundos:.1f} s; {segundos / actas * 1000:.2f} ms por acta")
          for programa, segundos in tramo.cpu_s().items() if segundos / actas >= 0.00005),
    ]  # fmt: skip
    titulo = f"Varios sitios, a {tramo.escalon.ritmo:g} actas/s"
    return InformeDeMedida(titulo, figuras, [
        f"{nodos} nodos de CATD y el centro, {tramo.escalon.segundos:g} s, {len(tramo.viajes)} hechos; {imagenes:.0%} "
        "de las imágenes del tamaño de las de verdad.",
        "Los robots no son del producto: hacen en esta máquina lo que harían las personas y sus estaciones en otras.",
    ])  # fmt: skip


def opciones_de(parser: argparse.ArgumentParser) -> None:
    """What a drill of several sites takes, at one rate or at several."""
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--nodos", type=int, default=4)
    parser.add_argument("--imagenes", type=float, default=0.1, help="parte con imagen del tamaño de las de verdad")
    parser.add_argument("--robots", type=int, default=4, help="procesos de robots")
    parser.add_argument("--salida", type=Path, default=carpeta_de_juego(), help="carpeta de trabajo, que se borra")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ritmo", type=float, default=26.0, help="actas por segundo; 26 son 95,000 por hora")
    parser.add_argument("--segundos", type=float, default=300.0)
    opciones_de(parser)
    o = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    juego = jugar(o.salida, o.escala, o.nodos, o.imagenes, [Escalon(o.ritmo, o.segundos)], o.robots)
    informe(tramos(juego)[0], o.nodos, o.imagenes).imprimir(cabeza)
