"""The clusters of a large night's nodes: copied from one, some at a time, from before the centre is ready."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from central.nodo.cluster import Cluster
from simulacro.red.compania import Compania
from simulacro.red.plantilla import copiar

PLANTILLA = "plantilla"
A_LA_VEZ = 2  # the disk takes most of the time of a copy


class Copias:
    """One for each folder of `destinos`; what makes the cluster to copy, and what the nodes are born of, start here."""

    def __init__(self, carpeta: Path, compania: Compania, destinos: list[Path]) -> None:
        compania.sembrar()
        self._plantilla = carpeta / PLANTILLA
        self._hace = compania.iniciar(PLANTILLA, "simulacro.red.plantilla", str(self._plantilla))
        self._grupo = ThreadPoolExecutor(A_LA_VEZ, "copias")
        self._pedidas = {destino: self._grupo.submit(self._copiar, destino) for destino in destinos}

    def esperar(self, destino: Path) -> None:
        """The cluster of that folder is there when it returns. Raises NocheFallida or ProgramaCaido."""
        self._pedidas[destino].result()

    def cerrar(self) -> None:
        """Those not begun are not made."""
        self._grupo.shutdown(cancel_futures=True)

    def _copiar(self, destino: Path) -> None:
        self._hace.esperar("LISTO")
        copiar(Cluster(self._plantilla), destino)
