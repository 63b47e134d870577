"""What a benchmark says: figures, each with its limit and its ratio to a baseline of the same run, as Markdown."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SI, NO = "sí", "NO CUMPLE"


@dataclass(frozen=True, slots=True)
class Figura:
    """One line of the table. `cumple` None: there is no limit; `razon`: how many times the baseline."""

    nombre: str
    medido: str
    limite: str = ""
    cumple: bool | None = None
    base: str = ""
    razon: float | None = None


@dataclass(frozen=True, slots=True)
class InformeDeMedida:
    """All that one benchmark measured; `notas` say what the figures are of."""

    titulo: str
    figuras: Sequence[Figura]
    notas: Sequence[str] = ()

    def imprimir(self, encabezado: str) -> None:
        """`encabezado` is of before the measurement: the load in it is what it was taken under."""
        print(f"## {self.titulo}\n\n{encabezado}\n")
        print("| figura | medido | límite | cumple | base, misma corrida | razón |\n|---|---|---|---|---|---|")
        for f in self.figuras:
            cumple = "" if f.cumple is None else SI if f.cumple else NO
            razon = "" if f.razon is None else f"{f.razon:.2f}"
            print(f"| {f.nombre} | {f.medido} | {f.limite} | {cumple} | {f.base} | {razon} |")
        for nota in self.notas:
            print(f"\n- {nota}", end="")
        print("\n", flush=True)


def cronometrar(tarea: Callable[[], object], vueltas: int) -> list[float]:
    """Seconds of each of `vueltas` runs of `tarea`."""
    segundos = []
    for _ in range(vueltas):
        inicio = time.perf_counter()
        tarea()
        segundos.append(time.perf_counter() - inicio)
    return segundos


def vueltas_texto(segundos: Sequence[float]) -> str:
    """The median of the runs, and the spread."""
    media = f"{statistics.median(segundos):.2f} s"
    return media if len(segundos) == 1 else f"{media} ({min(segundos):.2f}–{max(segundos):.2f})"


def figura_tiempo(
    nombre: str, segundos: Sequence[float], limite_s: float, base: str = "", base_s: float | None = None
) -> Figura:
    """A time that must not pass `limite_s`, judged by its median, against a baseline of `base_s` seconds."""
    media = statistics.median(segundos)
    texto_base = "" if base_s is None else f"{base}: {base_s:.3f} s"
    razon = media / base_s if base_s else None
    return Figura(nombre, vueltas_texto(segundos), f"≤ {limite_s:g} s", media <= limite_s, texto_base, razon)


def percentiles_ms(segundos: Sequence[float]) -> tuple[float, float, float]:
    """p50, p90 and p99 in milliseconds."""
    cortes = statistics.quantiles(segundos, n=100)
    return cortes[49] * 1000, cortes[89] * 1000, cortes[98] * 1000
