"""Somebody who looks at a place all night: what each page said that it was, and what did not hold together."""

import hashlib
import json
import random
import re
import threading
from dataclasses import dataclass, field
from typing import Any

from tests.linea.destinos import NoEsta, Sitio

PAUSA_S = (0.2, 1.0)
CORTE = re.compile(rb'data-corte="(\d+)"')
NOMBRE = 24  # hexadecimal digits of the name of what never changes


@dataclass(frozen=True, slots=True)
class Vista:
    """A page that was read: which cut it says it is of."""

    pagina: str
    corte: int
    sha256: str


@dataclass
class Visitante:
    """One visitor of a place, in a thread of its own."""

    sitio: Sitio
    semilla: int
    vistas: set[Vista] = field(default_factory=set)
    visitas: int = 0
    fallas: list[str] = field(default_factory=list)
    _alto: threading.Event = field(default_factory=threading.Event)
    _corte: int = 0

    def empezar(self) -> None:
        self._hilo = threading.Thread(target=self._mirar, daemon=True)
        self._hilo.start()

    def terminar(self) -> None:
        self._alto.set()
        self._hilo.join()

    def _mirar(self) -> None:
        azar = random.Random(f"{self.semilla}/{self.sitio.nombre}")
        while not self._alto.wait(azar.uniform(*PAUSA_S)):
            try:
                self._visita(azar)
            except NoEsta as error:
                if self._corte:  # before the first cut there is nothing
                    self.fallas.append(str(error))
            except (OSError, ValueError, KeyError) as error:
                self.fallas.append(f"{self.sitio.nombre}: {error!r}")

    def _visita(self, azar: random.Random) -> None:
        """The pointer, a page, and what the pointer names: the index, the summary and a shard."""
        actual = json.loads(self.sitio.leer("actual.json"))
        corte = int(actual["corte"])
        if corte < self._corte:
            self.fallas.append(f"{self.sitio.nombre} volvió del corte {self._corte} al {corte}")
        self._corte = corte
        indice = self._fijo(actual["indice"])
        paginas = self._fijo(indice["paginas"])["paginas"]
        nombre = azar.choice(sorted(paginas))
        crudo = self.sitio.leer(nombre)
        dicho = CORTE.search(crudo)
        vista = Vista(nombre, int(dicho[1]) if dicho else 0, hashlib.sha256(crudo).hexdigest())
        self.vistas.add(vista)
        if vista.corte < corte:
            self.fallas.append(f"{self.sitio.nombre}: con el corte {corte} puesto, {nombre} era del {vista.corte}")
        resumen = self._fijo(actual["resumen"])
        self._fijo(azar.choice(sorted({*indice["territorios"].values(), *indice["tramos"].values()})))
        if int(resumen["corte"]) != corte or indice["resumen"] != actual["resumen"]:
            self.fallas.append(f"{self.sitio.nombre}: el puntero del corte {corte} lleva a cifras de otro")
        self.visitas += 1

    def _fijo(self, nombre: str) -> Any:
        """A file that never changes; a name that is not its hash is a fault."""
        crudo = self.sitio.leer(f"d/{nombre}.json")
        if not hashlib.sha256(crudo).hexdigest().startswith(nombre):
            self.fallas.append(f"{self.sitio.nombre}: d/{nombre}.json no es el de su nombre")
        return json.loads(crudo)
