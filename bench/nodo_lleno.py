"""A node that holds a night: real figures, every fact signed by its operator, folded by the árbitro.

The facts go in by COPY, as a replica's would, because delivering them one by one is another benchmark.
"""

import argparse
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.carpeta import carpeta_propia
from bench.compartido import compartida
from bench.firmantes import Firmantes, fila
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import InformeDeMedida
from central.arbitro.contexto import Contexto
from central.arbitro.lote import procesar
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from prep.store.conexion import motor
from prep.store.hechos import COLUMNAS, lista
from simulacro.guion.guion import Llegada
from simulacro.guion.material import Material, reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel.papel import Papel, digitalizar
from simulacro.personas.preparacion import preparar_nodo
from simulacro.red.ordenes import acordar, mandar

ACTAS = 40_165
HECHO = f"COPY prep.hecho ({lista(COLUMNAS)}) FROM STDIN"
IMAGEN = "COPY prep.imagen (huella, acta, bytes, tamano, estacion) FROM STDIN"


@dataclass
class NodoLleno:
    """`meter` delivers the facts of the next actas; `arbitrar` empties the queue."""

    cluster: Cluster
    material: Material
    metidas: int = 0
    hechos: int = 0
    arbitro_s: float = 0.0
    _firmantes: Firmantes | None = None

    @property
    def datos(self) -> Path:
        return self.cluster.datos

    def fase(self, fase: str) -> None:
        if fase == "ceros":
            mandar("fase", fase, "--datos", str(self.datos))
        else:
            acordar(self.datos, "fase", fase)

    def meter(self, cuantas: int) -> None:
        """The facts and images of the next `cuantas` actas, all in one transaction."""
        llegadas = self.material.llegadas[self.metidas : self.metidas + cuantas]
        with psycopg.connect(self.cluster.dsn(DUENO)) as conexion:
            if self._firmantes is None:
                self._firmantes = Firmantes(conexion, self.material, self.datos)
            hojas: list[tuple[Llegada, bytes, str]] = []
            with conexion.cursor() as cursor, cursor.copy(HECHO) as copia:
                for n, x in enumerate(llegadas, start=self.metidas):
                    hoja = digitalizar(Papel(x.clave, x.valores, x.documento))
                    hojas.append((x, hoja, hashlib.sha256(hoja).hexdigest()))
                    for sec, firmado in enumerate(self._firmantes.firmados(n, x, hojas[-1][2]), start=1):
                        copia.write_row(fila(firmado, sec))
                        self.hechos += 1
            with conexion.cursor() as cursor, cursor.copy(IMAGEN) as copia:
                for x, hoja, huella in hojas:
                    copia.write_row((huella, x.clave, hoja, len(hoja), "bench"))
        with psycopg.connect(self.cluster.dsn(DUENO), autocommit=True) as conexion:
            conexion.execute("ANALYZE prep.hecho, prep.imagen, prep.cola, prep.acta_estado, prep.cadena, prep.trabajo")
        self.metidas += len(llegadas)

    def arbitrar(self) -> None:
        """The árbitro's own batches until the queue is empty."""
        base = motor(self.cluster.dsn("prep_arbitro"))
        inicio = time.perf_counter()
        try:
            with psycopg.connect(self.cluster.dsn("prep_arbitro"), autocommit=True) as conexion:
                conexion.prepare_threshold = None  # as the árbitro's process does
                contexto = Contexto(base, conexion)
                while procesar(conexion, contexto):
                    pass
        finally:
            base.dispose()
        self.arbitro_s += time.perf_counter() - inicio


@contextmanager
def preparado(carpeta: Path, escala: str) -> Iterator[NodoLleno]:
    """A new node below `carpeta`, in the phase `publicar`, with no facts yet; its files stay when the block ends."""
    datos = compartida("cdmx-2024") if escala == "ciudad" else None
    opciones = OpcionesDeNoche(salida=carpeta, datos=datos, escala=escala, excepciones=0)
    material = reunir(opciones)
    with Cluster(carpeta / "nodo") as cluster:
        preparar_nodo(cluster, material)
        nodo = NodoLleno(cluster, material)
        for fase in ("ceros", "abrir", "publicar"):
            nodo.fase(fase)
            nodo.arbitrar()
        nodo.arbitro_s = 0.0
        yield nodo


@contextmanager
def carpeta_de_nodo(pedida: Path | None) -> Iterator[Path]:
    """`pedida`, kept; or a folder of our own, removed at the end with its cluster."""
    if pedida is not None:
        pedida.mkdir(parents=True, exist_ok=True)
        yield pedida.absolute()
        return
    with carpeta_propia("nodo") as carpeta:
        yield carpeta


def medir_lleno(que_es: str | None, vueltas: int, medir: Callable[[Cluster, int], InformeDeMedida]) -> None:
    """The command line of what is measured on a full node: the one that bench.corte left, or one made for it.

    `vueltas`: how many times unless it is said otherwise.
    """
    parser = argparse.ArgumentParser(description=que_es)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--actas", type=int, default=ACTAS)
    parser.add_argument("--vueltas", type=int, default=vueltas)
    parser.add_argument("--nodo", type=Path, help="carpeta con el nodo que dejó bench.corte; sin ella se hace otro")
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    if opciones.nodo is not None:
        with Cluster(opciones.nodo / "nodo") as cluster:
            medir(cluster, opciones.vueltas).imprimir(cabeza)
        return
    with carpeta_propia("nodo") as carpeta, preparado(carpeta, opciones.escala) as nodo:
        nodo.meter(opciones.actas)
        nodo.arbitrar()
        medir(nodo.cluster, opciones.vueltas).imprimir(cabeza)
