"""How far behind each stream of each node is, during a night: what a node has and the centre has not, looked at now
and then straight at both (the row's own commit time travels with it, so afterwards it says nothing)."""

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO

CADA_S = 1.0
POR_NODO_S = 0.1  # with many nodes less often: looking costs both sides
MARGEN = timedelta(seconds=5)  # a row may be committed so long after the time that it carries
FLUJOS = {"hechos": ("hecho", "id"), "imágenes": ("imagen", "huella")}
AHORA = "SELECT clock_timestamp()"


@dataclass(frozen=True, slots=True)
class Serie:
    """Of one stream, over the looks: seconds that the oldest missing row had waited, and the most rows missing."""

    cuantos: int
    p50: float
    p95: float
    p99: float
    maximo: float
    filas: int


@dataclass(slots=True)
class Atrasos:
    """Looks in a thread until `parar`; `carpetas`: the nodes of the moment. One that does not answer is skipped."""

    centro: Path
    carpetas: Callable[[], Mapping[str, Path]]
    _miradas: dict[str, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))
    _desde: dict[tuple[Path, str], datetime] = field(default_factory=dict)  # until then nothing is missing
    _fin: threading.Event = field(default_factory=threading.Event)
    _hilo: threading.Thread | None = None

    def empezar(self) -> None:
        self._hilo = threading.Thread(target=self._correr, name="atrasos", daemon=True)
        self._hilo.start()

    def parar(self) -> dict[str, Serie]:
        self._fin.set()
        if self._hilo is not None:
            self._hilo.join()
        return {que: serie(miradas) for que, miradas in sorted(self._miradas.items())}

    def _correr(self) -> None:
        while not self._fin.wait(max(CADA_S, POR_NODO_S * len(self.carpetas()))):
            for sitio, carpeta in self.carpetas().items():
                try:
                    self.mirar(sitio, carpeta)
                except (psycopg.OperationalError, ErrorNodo, OSError):
                    continue  # one of the two is dead, or being made: what it kept is seen when it is back

    def mirar(self, sitio: str, carpeta: Path) -> None:
        """One look at both streams of a node."""
        abrir = psycopg.connect
        with abrir(Cluster(carpeta).dsn(DUENO)) as suyo, abrir(Cluster(self.centro).dsn(DUENO)) as alla:
            for flujo in FLUJOS:
                mirada = self._faltan(suyo, alla, carpeta, flujo)
                self._miradas[f"CATD {sitio}, {flujo}"].append(mirada)

    def _faltan(self, suyo: Connection[Any], alla: Connection[Any], carpeta: Path, flujo: str) -> tuple[float, int]:
        tabla, clave = FLUJOS[flujo]
        desde = self._desde.get((carpeta, flujo))
        ((ahora,),) = suyo.execute(AHORA).fetchall()
        filas = suyo.execute(
            f"SELECT {clave}, recibido FROM prep.{tabla} WHERE recibido >= coalesce(%s::timestamptz, '-infinity')",  # noqa: S608
            (desde,),
        ).fetchall()
        hay = {
            c
            for (c,) in alla.execute(
                f"SELECT {clave} FROM prep.{tabla} WHERE {clave} = ANY(%s)",  # noqa: S608 -- our own names
                ([c for c, _ in filas],),
            )
        }
        faltan = [recibido for c, recibido in filas if c not in hay]
        self._desde[carpeta, flujo] = min([ahora - MARGEN, *faltan])
        return (ahora - min(faltan)).total_seconds() if faltan else 0.0, len(faltan)


def serie(miradas: list[tuple[float, int]]) -> Serie:
    segundos = sorted(s for s, _ in miradas)
    cortes = quantiles(segundos, n=100, method="inclusive") if len(segundos) > 1 else segundos * 99
    return Serie(len(segundos), cortes[49], cortes[94], cortes[98], segundos[-1], max(n for _, n in miradas))
