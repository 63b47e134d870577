"""The sites of a night: the centre and one node per group of CATD, each a program and a cluster of its own."""

import contextlib
import shutil
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from central.nodo.cluster import Cluster
from central.nodo.laboratorio import LOCAL
from central.nodo.roles import DUENO
from central.sitios import paquete as archivo
from central.sitios import salud
from prep.domain.catalogo.catalogo import CCV
from prep.orden import secretos
from simulacro.red.compania import Compania, Programa
from simulacro.red.copias import Copias
from simulacro.red.ordenes import NocheFallida, acordar, mandar

CARPETA = "nodos"
AQUI = secretos.OPCION  # a drill is played inside the checkout, in a folder that git ignores
NODO = "nodo"  # what a site's folder begins with
PLAZO_S = 120.0
PENDE = "SELECT EXISTS (SELECT FROM prep.bajada b JOIN prep.nodo n ON n.nodo = b.nodo WHERE n.estado <> 'CERCADO')"
PIEZAS = ("SELECT id FROM prep.hecho", "SELECT huella FROM prep.imagen")


@dataclass(slots=True)
class Red:
    """The folder of each site's node; the centre's serves the CCV and whatever has no node of its own."""

    salida: Path
    centro: Path
    compania: Compania
    carpetas: dict[str, Path] = field(default_factory=dict)
    programas: dict[str, Programa] = field(default_factory=dict)
    muertos: int = 0
    enlace: Programa | None = None  # of the last site, when the night has one that is cut, or narrow
    copias: Copias | None = None  # what the nodes start from, when they are many

    @property
    def dsn(self) -> str:
        """Of the owner of the centre's base."""
        return Cluster(self.centro).dsn(DUENO)

    def nodos(self, sitios: Iterable[str]) -> dict[str, Path]:
        """Where the stations of each site find their node; the centre's is always told, as the CCV's."""
        return {CCV: self.centro} | {sitio: self.carpetas.get(sitio, self.centro) for sitio in sitios}

    def unir(self, sitios: list[str], kbps: float | None = None) -> None:
        """Joins a node for each of `sitios`, all at once, and waits until the centre has all that each had.

        With `kbps` the last one has a link of that width, which can be cut; 0: as wide as there is.
        """
        for sitio in sitios:
            self._arrancar(sitio, NODO, kbps if sitio == sitios[-1] else None)
        self.copias = None  # one that takes the place of another makes its own, as a real one
        for sitio in sitios:
            self.programas[sitio].esperar("El nodo")
        self._esperar_union()

    def reemplazar(self, sitio: str) -> Path:
        """The node of `sitio` dies whole (kill -9, its files gone) and another takes its place; returns its folder."""
        viejo = Cluster(self.carpetas[sitio])
        self.programas[sitio].matar()
        matar_servidor(viejo)
        viejo.borrar()
        shutil.rmtree(viejo.datos)
        self.muertos += 1
        self._arrancar(sitio, f"reemplazo{self.muertos}-", None, "--reemplazar")
        self.programas[sitio].esperar("El nodo")
        self._esperar_union()
        return self.carpetas[sitio]

    def conciliar(self) -> None:
        """Raises NocheFallida when `central conciliar` finds something missing between a node and the centre."""
        if self.carpetas:
            mandar("conciliar", "--datos", str(self.centro))

    def _arrancar(self, sitio: str, apodo: str, kbps: float | None, *opciones: str) -> None:
        carpeta = self.salida / CARPETA / f"{apodo}{sitio}"
        carpeta.parent.mkdir(exist_ok=True)
        paquete = carpeta.with_suffix(".json")
        alta = ("--sitio", sitio, "--paquete", str(paquete), AQUI, *opciones)
        if opciones:  # it takes the place of another: two people give the order
            acordar(self.centro, "sitio", "alta", *alta)
        else:
            mandar("sitio", "alta", "--datos", str(self.centro), *alta)
        orden: tuple[str, ...] = ("--datos", str(carpeta), "--sitio", sitio, "--alta", str(paquete), AQUI)
        if kbps is not None:
            orden = (*orden, "--anuncia", f"{LOCAL}:{self._enlazar(paquete, carpeta, kbps)}")
        self.carpetas[sitio] = carpeta
        if self.copias is not None:
            self.copias.esperar(carpeta)
            self.programas[sitio] = self.compania.nacer(f"{apodo}{sitio}", "nodo", *orden)
        else:
            self.programas[sitio] = self.compania.iniciar(f"{apodo}{sitio}", "central", "nodo", *orden)

    def _enlazar(self, paquete: Path, carpeta: Path, kbps: float) -> int:
        """A link between the centre and the node of `carpeta`: its package leads there; returns the node's port."""
        self.enlace = self.compania.iniciar("enlace", "simulacro.red.enlace", f"{kbps}", str(self.centro), str(carpeta))
        al_centro, al_nodo = map(int, self.enlace.esperar("LISTO").split()[1:])
        ajustado = archivo.leer(paquete).model_copy(update={"servidor": LOCAL, "puerto": al_centro})
        archivo.escribir(ajustado, paquete)
        return al_nodo

    def _esperar_union(self) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as conexion:
            limite = time.monotonic() + PLAZO_S
            while salud.por_unir(conexion):
                if time.monotonic() > limite:
                    raise NocheFallida(f"El centro no quedó unido a sus nodos en {PLAZO_S:.0f} s: vea sus alarmas.")
                for programa in self.programas.values():
                    programa.exigir_vivo()
                threading.Event().wait(0.1)

    def emparejada(self) -> bool:
        """Whether the centre has every fact and image that each node has, and each has taken what was for it."""
        if not self.carpetas:
            return True
        with psycopg.connect(self.dsn) as centro:
            if centro.execute(PENDE).fetchone() != (False,):
                return False
            alli = [set(centro.execute(consulta)) for consulta in PIEZAS]
        return all(self._contenida(carpeta, alli) for carpeta in self.carpetas.values())

    @staticmethod
    def _contenida(carpeta: Path, alli: list[set[tuple[Any, ...]]]) -> bool:
        with psycopg.connect(Cluster(carpeta).dsn(DUENO)) as suyo:
            return all(set(suyo.execute(consulta)) <= hay for consulta, hay in zip(PIEZAS, alli, strict=True))


def matar_servidor(cluster: Cluster) -> None:
    """kill -9 of a PostgreSQL with all its processes."""
    servidor = psutil.Process(int((cluster.lugar.base / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
    victimas = [servidor, *servidor.children(recursive=True)]
    for proceso in victimas:
        with contextlib.suppress(psutil.NoSuchProcess):
            proceso.kill()
    psutil.wait_procs(victimas, timeout=10)
