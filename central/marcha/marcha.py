"""A node's work, proceso after proceso, until it is told to stop or another takes its place."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from central.marcha.abrir import abrir, quien
from central.marcha.centro import relevar_centro
from central.marcha.nodo import relevar_nodo
from central.marcha.trabajo import Direccion, RondaDelNodo
from central.nodo import relevo as relevos
from central.nodo.cluster import Cluster
from central.sitios.paquete import PaqueteDeAlta
from prep.net.descubrimiento import anunciar_en


@dataclass(slots=True)
class MarchaDelNodo:
    """Of the running `cluster` of the folder `datos`.

    `decir`: called each time that it is at work, with the proceso that it went on to, "" the first time.
    """

    cluster: Cluster
    datos: Path
    paquete: PaqueteDeAlta | None
    parar: threading.Event
    decir: Callable[[str], None]
    anuncia: Direccion | None = None
    puntos: Path | None = None

    def correr(self) -> str:
        """Why it may not go on, "" when it was told to stop. Raises ErrorNodo and others when it cannot start."""
        sigue = ""
        while True:
            if ordenado := relevos.pendiente(self.datos):  # also one that was cut off
                self._relevar(ordenado)
                if self.parar.is_set():
                    return ""
            with self._al_frente(sigue) as trabajo:
                fin = trabajo.correr()
            if fin.relevo is None:
                return fin.reemplazado
            relevos.ordenar(fin.relevo, self.datos)
            sigue = fin.relevo.a

    @contextmanager
    def _al_frente(self, sigue: str) -> Iterator[RondaDelNodo]:
        abrir(self.cluster, self.datos, self.paquete)
        anuncio = quien(self.cluster)  # the last that needs the base: from here on a server that dies is started again
        self.decir(sigue)
        with anunciar_en(anuncio, self.cluster.direcciones[1:] or self.cluster.direcciones):
            yield RondaDelNodo(self.cluster, self.datos, self.paquete, self.parar, self.anuncia, self.puntos)

    def _relevar(self, ordenado: relevos.Relevo) -> None:
        """Raises what stops it: the order stays, and the next start goes on with it."""
        if self.paquete is None:
            relevar_centro(self.cluster, ordenado)
        else:
            self.paquete = relevar_nodo(self.cluster, self.paquete, ordenado, self.parar)
