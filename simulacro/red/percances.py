"""What goes wrong in a night, on purpose in its turn: machines that die, a link that is cut; and it all comes back."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from central.nodo.cluster import Cluster
from simulacro.red.compania import Programa
from simulacro.red.red import Red, matar_servidor

QUE = ("nodo", "estacion", "arbitro", "centro", "publicador")
ARBITROS, PUBLICADORES = 5, 2  # how many times an árbitro dies, each time wherever it is


@dataclass(slots=True)
class Percances:
    """`pendientes`: when, in fractions of the night, and what, which says what it did. Those of a time go in order."""

    cluster: Cluster  # the centre's
    nodo: Programa  # the centre's program
    red: Red
    robots: Sequence[Programa]
    decir: Callable[[str], None]
    matar_publicador: Callable[[], str] | None = None  # None: the drill itself cuts
    inicio: float = 0.0  # of the night, by the monotonic clock
    pendientes: list[tuple[float, Callable[[], str]]] = field(default_factory=list)
    _unir: float | None = None  # when the link that was cut is whole again

    def planear(self, que: Sequence[str], corte_s: float, semilla: int) -> None:
        """What of QUE happens in the night that begins now, and for how long the link is cut; the árbitro's by seed."""
        self.inicio = time.monotonic()
        azar = random.Random(f"{semilla}/percances")  # noqa: S311 -- a reproducible drill
        momentos: list[tuple[float, Callable[[], str]]] = []
        if corte_s:
            momentos.append((0.2, lambda: self._cortar(corte_s)))
        if "estacion" in que:
            momentos.append((0.3, self._estacion))
        if "nodo" in que:
            momentos.append((0.4, self._nodo))
        if "centro" in que:
            momentos.append((0.6, self._centro))
        if "arbitro" in que:
            momentos += [(azar.uniform(0.1, 0.9), self._arbitro) for _ in range(ARBITROS)]
        if "publicador" in que and self.matar_publicador is not None:
            momentos += [(azar.uniform(0.3, 0.95), self.matar_publicador) for _ in range(PUBLICADORES)]
        self.pendientes = sorted(momentos, key=lambda m: m[0], reverse=True)

    def atender(self, ahora: float) -> None:
        """What is due by `ahora`, in fractions of the night."""
        while self.pendientes and self.pendientes[-1][0] <= ahora:
            self.decir(self.pendientes.pop()[1]())
        if self._unir is not None and time.monotonic() >= self._unir:
            assert self.red.enlace is not None
            self._unir = None
            self.red.enlace.decir("UNIR")
            self.decir("Volvió el enlace.")

    @property
    def faltan(self) -> bool:
        """Whether something is still to happen, or to come back."""
        return bool(self.pendientes) or self._unir is not None

    def _cortar(self, corte_s: float) -> str:
        assert self.red.enlace is not None
        self.red.enlace.decir("CORTAR")
        self._unir = time.monotonic() + corte_s
        return f"Se cortó el enlace del CATD {list(self.red.carpetas)[-1]} por {corte_s:.0f} s."

    def _estacion(self) -> str:
        """Several stations at once: a process of robots. They go on from what their spools hold."""
        robot = self.robots[0]
        robot.matar()
        robot.renacer()
        robot.esperar("LISTO")
        robot.decir(f"EMPIECEN {time.monotonic() - self.inicio:.3f}")
        return f"Murieron las estaciones de {robot.nombre} y volvieron."

    def _nodo(self) -> str:
        """One node dies whole and another takes its place; its stations are told where it answers."""
        sitio, antes = next(iter(self.red.carpetas)), time.monotonic()
        carpeta = self.red.reemplazar(sitio)
        for robot in self.robots:
            robot.decir(f"MUDAR {sitio} {carpeta}")
        return f"Murió el nodo del CATD {sitio}; otro tomó su lugar en {time.monotonic() - antes:.1f} s."

    def _arbitro(self) -> str:
        """A node's program, wherever it was; its server goes on, and the next one takes it over."""
        sitio = list(self.red.carpetas)[-1]
        self.red.programas[sitio].matar()
        self.red.programas[sitio].renacer()
        self.red.programas[sitio].esperar("El nodo")
        return f"Murió el árbitro del CATD {sitio} y volvió."

    def _centro(self) -> str:
        antes = time.monotonic()
        self.nodo.matar()
        matar_servidor(self.cluster)
        self.cluster.iniciar()
        self.nodo.renacer()
        self.nodo.esperar("El nodo está en marcha")
        return f"Murió el centro y volvió en {time.monotonic() - antes:.1f} s."
