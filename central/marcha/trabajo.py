"""What works beside a node's server: the árbitro here, the link with the others, guard and porter, in threads."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from central.arbitro.centinela import Centinela
from central.arbitro.proceso import correr
from central.arbitro.puntos import CARPETA, Puntos
from central.arbitro.vigilancia import Firmante
from central.nodo import relevo as relevos
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import ARCHIVO, CENTRO
from central.nodo.cerrajero import Cerrajero
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.contrasenas import Contrasenas
from central.nodo.guardia import Guardia
from central.nodo.lista import publica_del_centro
from central.nodo.portero import Portero
from central.nodo.relevo import Relevo
from central.segunda.apartador import Apartador
from central.sitios import acceso, salida, unirse
from central.sitios.bajada import Bajada
from central.sitios.cadenas import Comprobador
from central.sitios.paquete import PaqueteDeAlta
from central.sitios.supervisor import Supervisor
from central.tablero.memoria import Minutero
from central.tunel.portal import Portal
from prep.net.identidad import cargar

RELEVO_S = 1.0
Direccion = tuple[str, int]


@dataclass(frozen=True, slots=True)
class FinDeRonda:
    """Why its work ended, when it was not told to stop: another node took its place, or another proceso follows."""

    reemplazado: str = ""
    relevo: Relevo | None = None


@dataclass(slots=True)
class RondaDelNodo:
    """One round, until `parar`; `anuncia`: where the centre finds it, `puntos`: where its chain's points go."""

    cluster: Cluster
    datos: Path
    paquete: PaqueteDeAlta | None
    parar: threading.Event
    anuncia: Direccion | None = None
    puntos: Path | None = None
    _ronda: threading.Event = field(default_factory=threading.Event)
    _ordenado: Relevo | None = None

    def correr(self) -> FinDeRonda:
        ronda, paquete, cluster = self._ronda, self.paquete, self.cluster
        threading.Thread(target=self._esperar, daemon=True).start()
        anuncia = self.anuncia or (salida.anuncio(paquete) if paquete else None)
        bajada = Bajada(cluster, paquete, ronda, anuncia) if paquete else None
        centro = publica_del_centro(self.datos)
        hilos = [threading.Thread(target=uno, daemon=True) for uno in self._oficios(bajada, centro)]
        for hilo in hilos:
            hilo.start()
        try:
            firmante = firmante_de(self.datos, paquete)
            puntos = Puntos(self.puntos or self.datos / CARPETA, firmante) if firmante else None
            turno = bajada.turno if bajada else None
            correr(cluster.dsn(roles.ARBITRO), ronda, firmante, turno, self._reponer, puntos, centro)
        finally:
            ronda.set()
            for hilo in hilos:
                hilo.join(timeout=10)
        return FinDeRonda(bajada.reemplazado, bajada.relevo) if bajada else FinDeRonda(relevo=self._ordenado)

    def _oficios(self, bajada: Bajada | None, centro: bytes) -> list[Callable[[], None]]:
        cluster, ronda, dsn = self.cluster, self._ronda, self.cluster.dsn(roles.ARBITRO)
        contrasenas = Contrasenas(partial(acceso.contrasenas, cluster, self.paquete))
        oficios: list[Callable[[], None]] = [
            Guardia(cluster.dsn(ADMIN), ronda, cluster.lugar.carpeta, contrasenas).correr,
            Portero(cluster.dsn(ADMIN), ronda, cluster.lugar.base).correr,
            Centinela(dsn, ronda, centro).correr,
        ]
        if cluster.confianza:
            oficios.append(Cerrajero(cluster, ronda).correr)
        if bajada:
            return [bajada.correr, *oficios]
        del_centro = (
            Supervisor(cluster, ronda), Comprobador(cluster, ronda), Apartador(dsn, ronda), Minutero(dsn, ronda),
            Portal(cluster, ronda),
        )  # fmt: skip
        return [*oficios, *(uno.correr for uno in del_centro), self._mirar_relevo]

    def _esperar(self) -> None:
        """To be told to stop ends the round too."""
        self.parar.wait()
        self._ronda.set()

    def _mirar_relevo(self) -> None:
        """At the centre: a proceso that follows is ordered by a command, in the folder."""
        while not self._ronda.wait(RELEVO_S):
            try:
                self._ordenado = relevos.pendiente(self.datos)
            except (OSError, ValueError, KeyError) as error:
                logging.getLogger(__name__).warning("No se lee %s: %s", relevos.ARCHIVO, error)
            if self._ordenado:
                self._ronda.set()

    def _reponer(self) -> None:
        """The server died and the node did not: it is started again, and tried again while it cannot be."""
        try:
            self.cluster.reponer()
        except ErrorNodo as error:
            logging.getLogger(__name__).warning("%s", error)


def firmante_de(datos: Path, paquete: PaqueteDeAlta | None) -> Firmante | None:
    """Who signs what the árbitro does by itself (R-04): the node, or the centre where its key is."""
    if paquete:
        return Firmante(paquete.nombre.rol, unirse.llave_de(paquete))
    ruta = datos / ARCHIVO
    return Firmante(CENTRO, cargar(ruta)) if ruta.exists() else None
