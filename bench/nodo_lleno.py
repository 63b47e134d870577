"""A node that holds a night: real figures, every fact signed by its operator, folded by the árbitro.

The facts go in by COPY, as a replica's would, because delivering them one by one is another benchmark.
"""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg

from bench.compartido import compartida
from bench.expediente import cuerpos
from central.__main__ import principal
from central.arbitro.contexto import Contexto
from central.arbitro.lote import procesar
from central.noche.guion import Llegada
from central.noche.papel import Papel, digitalizar
from central.noche.personal import leer_contrasena, puestos
from central.noche.preparacion import Material, Opciones, preparar_nodo, reunir
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from prep.domain.hechos import Acopio, Captura, Fuente, Imagen
from prep.net.identidad import abrir
from prep.services.firma import FirmaDeSesion
from prep.store.conexion import motor
from prep.store.spool_tipos import HechoFirmado

ACTAS = 40_165
HECHO = (
    "COPY prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, ronda, momento, desfase_ms,"
    " cuerpo, firma) FROM STDIN"
)
IMAGEN = "COPY prep.imagen (huella, acta, bytes, tamano, estacion) FROM STDIN"


@dataclass
class NodoLleno:
    """`meter` delivers the facts of the next actas; `arbitrar` empties the queue."""

    cluster: Cluster
    material: Material
    metidas: int = 0
    hechos: int = 0
    arbitro_s: float = 0.0
    _firmas: dict[str, list[FirmaDeSesion]] = field(default_factory=dict)

    @property
    def datos(self) -> Path:
        return self.cluster.datos

    def fase(self, fase: str) -> None:
        with redirect_stdout(StringIO()):
            codigo = principal(["fase", fase, "--datos", str(self.datos)])
        if codigo:
            raise RuntimeError(f"no se pudo entrar a la fase {fase}")

    def meter(self, cuantas: int) -> None:
        """The facts and images of the next `cuantas` actas, all in one transaction."""
        llegadas = self.material.llegadas[self.metidas : self.metidas + cuantas]
        with psycopg.connect(self.cluster.dsn(DUENO)) as conexion:
            if not self._firmas:
                self._firmas = self._abrir_llaves(conexion)
            hojas: list[tuple[Llegada, bytes, str]] = []
            with conexion.cursor() as cursor, cursor.copy(HECHO) as copia:
                for n, x in enumerate(llegadas, start=self.metidas):
                    hoja = digitalizar(Papel(x.clave, x.valores, x.documento))
                    hojas.append((x, hoja, hashlib.sha256(hoja).hexdigest()))
                    for sec, firmado in enumerate(self._firmados(n, *hojas[-1]), start=1):
                        copia.write_row(_fila(firmado, sec))
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

    def _abrir_llaves(self, conexion: psycopg.Connection[Any]) -> dict[str, list[FirmaDeSesion]]:
        """By site: who receives and scans, then those who capture."""
        contrasena = leer_contrasena(self.datos)
        selladas = dict(conexion.execute("SELECT operador, sellada FROM prep.operador").fetchall())
        proceso = self.material.catalogo.proceso
        return {
            centro.id: [
                FirmaDeSesion(p.operador, p.estacion, proceso, abrir(selladas[p.operador], contrasena))
                for p in puestos(centro.id)
                if p.papel in ("acopio", "captura")
            ]
            for centro in self.material.catalogo.centros
        }

    def _firmados(self, n: int, x: Llegada, hoja: bytes, huella: str) -> Iterator[HechoFirmado]:
        acta = self.material.catalogo.actas[x.clave]
        recibe, *capturistas = self._firmas[acta.centro]
        quien = iter(capturistas)
        for cuerpo in cuerpos(n, acta, x.valores, x.documento, huella):
            firma = recibe if isinstance(cuerpo, Acopio | Imagen) else next(quien)
            yield firma.hecho(x.clave, Fuente.CATD, cuerpo)


def _fila(firmado: HechoFirmado, sec: int) -> Sequence[object]:
    h = firmado.hecho
    ronda = h.cuerpo.ronda if isinstance(h.cuerpo, Captura) else None
    cabeza = (h.id, h.proceso, str(h.tipo), h.acta, str(h.fuente), h.operador, h.estacion, "CENTRO", sec, ronda)
    return (*cabeza, h.momento, h.desfase_ms, firmado.cuerpo, firmado.firma)


@contextmanager
def preparado(carpeta: Path, escala: str) -> Iterator[NodoLleno]:
    """A new node below `carpeta`, in the phase `publicar`, with no facts yet; its files stay when the block ends."""
    datos = compartida("cdmx-2024") if escala == "ciudad" else None
    opciones = Opciones(salida=carpeta, datos=datos, escala=escala, excepciones=0)
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
    carpeta = Path(tempfile.mkdtemp(prefix="prep-bench-"))
    carpeta.chmod(0o755)
    try:
        yield carpeta
    finally:
        Cluster(carpeta / "nodo").borrar()
        shutil.rmtree(carpeta)
