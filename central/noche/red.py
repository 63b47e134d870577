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

from central.noche.compania import Compania, Programa
from central.noche.ordenes import NocheFallida, mandar
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from prep.domain.catalogo import CCV

CARPETA = "nodos"
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

    def nodos(self, sitios: Iterable[str]) -> dict[str, Path]:
        """Where the stations of each site find their node; the centre's is always told, as the CCV's."""
        return {CCV: self.centro} | {sitio: self.carpetas.get(sitio, self.centro) for sitio in sitios}

    def unir(self, sitios: list[str]) -> None:
        """Joins a node for each of `sitios`, all at once, and waits until the centre is subscribed to every one."""
        for sitio in sitios:
            self._arrancar(sitio, "nodo")
        for sitio in sitios:
            self.programas[sitio].esperar("El nodo")
        self._esperar_suscripciones()

    def reemplazar(self, sitio: str) -> Path:
        """The node of `sitio` dies whole (kill -9, its files gone) and another takes its place; returns its folder."""
        viejo = Cluster(self.carpetas[sitio])
        servidor = psutil.Process(int((viejo.lugar.base / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
        victimas = [psutil.Process(self.programas[sitio].pid), servidor, *servidor.children(recursive=True)]
        for proceso in victimas:
            with contextlib.suppress(psutil.NoSuchProcess):
                proceso.kill()
        psutil.wait_procs(victimas, timeout=10)
        viejo.borrar()
        shutil.rmtree(viejo.datos)
        self.muertos += 1
        self._arrancar(sitio, f"reemplazo{self.muertos}-", "--reemplazar")
        self.programas[sitio].esperar("El nodo")
        self._esperar_suscripciones()
        return self.carpetas[sitio]

    def conciliar(self) -> None:
        """Raises NocheFallida when `central conciliar` finds something missing between a node and the centre."""
        if self.carpetas:
            mandar("conciliar", "--datos", str(self.centro))

    def _arrancar(self, sitio: str, apodo: str, *opciones: str) -> None:
        carpeta = self.salida / CARPETA / f"{apodo}{sitio}"
        carpeta.parent.mkdir(exist_ok=True)
        paquete = carpeta.with_suffix(".json")
        alta = ("--catd", sitio, "--paquete", str(paquete), *opciones)
        mandar("sitio", "alta", "--datos", str(self.centro), *alta)
        orden = ("--datos", str(carpeta), "--catd", sitio, "--alta", str(paquete))
        self.carpetas[sitio] = carpeta
        self.programas[sitio] = self.compania.iniciar(f"{apodo}{sitio}", "central", "nodo", *orden)

    def _esperar_suscripciones(self) -> None:
        with psycopg.connect(Cluster(self.centro).dsn(DUENO), autocommit=True) as conexion:
            limite = time.monotonic() + PLAZO_S
            while True:
                if time.monotonic() > limite:
                    raise NocheFallida(f"El centro no quedó suscrito a sus nodos en {PLAZO_S:.0f} s: vea sus alarmas.")
                ((faltan,),) = conexion.execute(
                    "SELECT (SELECT count(*) FROM prep.nodo WHERE estado = 'ALTA')"
                    " + (SELECT count(*) FROM pg_subscription_rel WHERE srsubstate <> 'r')"
                ).fetchall()
                if not faltan:
                    return
                for programa in self.programas.values():
                    programa.exigir_vivo()
                threading.Event().wait(0.1)

    def emparejada(self) -> bool:
        """Whether the centre has every fact and image that each node has, and each has taken what was for it."""
        if not self.carpetas:
            return True
        with psycopg.connect(Cluster(self.centro).dsn(DUENO)) as centro:
            if centro.execute(PENDE).fetchone() != (False,):
                return False
            alli = [set(centro.execute(consulta)) for consulta in PIEZAS]
        return all(self._contenida(carpeta, alli) for carpeta in self.carpetas.values())

    @staticmethod
    def _contenida(carpeta: Path, alli: list[set[tuple[Any, ...]]]) -> bool:
        with psycopg.connect(Cluster(carpeta).dsn(DUENO)) as suyo:
            return all(set(suyo.execute(consulta)) <= hay for consulta, hay in zip(PIEZAS, alli, strict=True))
