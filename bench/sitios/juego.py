"""A drill at an even rate over several nodes, without cuts or slips, looked at once a second; for `bench.sitios`.

The night's own robots, nodes and árbitros; only its curve is another, of steps, each at so many actas a second.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg

from bench.compartido import RAIZ, compartida
from bench.sitios.costo import Costos, ocupados_s
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from central.sitios import salud
from prep.domain.catalogo.catalogo import CCV, Catalogo
from simulacro.carpeta import limpiar, retirar
from simulacro.guion.guion import Llegada
from simulacro.guion.material import Material, reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel.papel import Papel
from simulacro.personas.escaner import Escaner
from simulacro.personas.planes import repartir_planes
from simulacro.personas.preparacion import preparar_nodo
from simulacro.red.compania import Compania, Programa
from simulacro.red.ordenes import acordar, mandar
from simulacro.red.red import Red

CADA_S = 1.0
DESPEDIDA_S = 30.0  # what is still on its way when the last acta came is waited for so long
COLA = "SELECT count(*) FROM prep.cola WHERE NOT despues"
CENTRO = f"SELECT (SELECT count(*) FROM prep.acta_estado WHERE registrada), ({COLA}), clock_timestamp()"
# From the station's clock when the fact was signed to the commit that folded it at the centre, by when it was signed.
VIAJES = """
SELECT extract(epoch FROM h.momento + d.s - %(inicio)s),
       extract(epoch FROM pg_xact_commit_timestamp(c.xmin) - h.momento - d.s)
FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id,
     LATERAL (SELECT h.desfase_ms * interval '1 millisecond') AS d(s)
WHERE h.fuente <> 'CENTRO' AND h.nodo <> 'CENTRO'
"""


@dataclass(frozen=True, slots=True)
class Escalon:
    """So many actas a second for so long."""

    ritmo: float
    segundos: float

    @property
    def actas(self) -> int:
        return round(self.ritmo * self.segundos)


@dataclass(frozen=True, slots=True)
class Muestra:
    """One look, `t` seconds after the beginning: what has come, what is verified at the centre, what waits where."""

    t: float
    llegadas: int
    registradas: int
    cola_centro: int
    cola_nodos: int
    replica_kib: float
    cpu: dict[str, float]
    maquina_s: float  # processor seconds of the whole machine, of all its programs

    @property
    def pendientes(self) -> int:
        """Actas that arrived and are not verified at the centre: all the queues together, the robots' too."""
        return self.llegadas - self.registradas


@dataclass(slots=True)
class Juego:
    """What was seen: the looks, and of each fact when it was signed and how long it took to be folded at the centre."""

    escalones: Sequence[Escalon]
    muestras: list[Muestra] = field(default_factory=list)
    viajes: list[tuple[float, float]] = field(default_factory=list)


def parejo(material: Material, escalones: Sequence[Escalon]) -> tuple[Material, float]:
    """The same actas, all on paper and at the CATD, at the rate of each step; and how long they all take."""
    actas = material.catalogo.actas
    en_papel = [x for x in material.llegadas if x.clave in actas and actas[x.clave].centro != CCV]
    faltan = sum(e.actas for e in escalones) - len(en_papel)
    if faltan > 0:
        raise SystemExit(f"Faltan {faltan} actas: hay {len(en_papel)} en los CATD. Pida menos segundos o menor ritmo.")
    duracion = sum(e.segundos for e in escalones)
    cuando = list(_momentos(escalones))
    llegadas = [
        replace(x, t=t / duracion, sitio=actas[x.clave].centro, telefono=False, foto=None)
        for x, t in zip(en_papel, cuando, strict=False)
    ]
    return replace(material, llegadas=llegadas), duracion


def _momentos(escalones: Sequence[Escalon]) -> Iterator[float]:
    inicio = 0.0
    for escalon in escalones:
        yield from (inicio + n / escalon.ritmo for n in range(escalon.actas))
        inicio += escalon.segundos


def jugar(salida: Path, escala: str, nodos: int, imagenes: float, escalones: Sequence[Escalon], robots: int) -> Juego:
    """Plays the steps in `salida`, which is emptied before and after."""
    limpiar(salida)
    datos = compartida("cdmx-2024") if escala == "ciudad" else None
    opciones = OpcionesDeNoche(
        salida=salida, datos=datos, escala=escala, errores=0, excepciones=0, imagenes=imagenes, nodos=nodos,
        procesos=robots,
    )  # fmt: skip
    try:
        material, duracion = parejo(reunir(opciones), escalones)
        _decir(f"{len(material.llegadas)} actas en {duracion:.0f} s; se dibujan antes las imágenes que falten.")
        dibujar(opciones, material)
        with _sentados(opciones, material, duracion) as (red, sentados):
            return _correr(red, sentados, material, escalones, duracion)
    finally:
        retirar(salida)


@contextmanager
def _sentados(opciones: OpcionesDeNoche, material: Material, duracion: float) -> Iterator[tuple[Red, list[Programa]]]:
    """The centre, its nodes and the robots, everybody at their seat; all is ended when the block is left."""
    datos = opciones.salida / "nodo"
    with Cluster(datos) as cluster, Compania(opciones.salida) as compania:
        preparar_nodo(cluster, material)
        mandar("fase", "ceros", "--datos", str(datos))
        compania.iniciar("nodo", "central", "nodo", "--datos", str(datos)).esperar("El nodo está en marcha")
        red = Red(opciones.salida, datos, compania)
        sitios = [c.id for c in material.catalogo.centros]
        _decir(f"Se unen {len(sitios) - 1} nodos al centro.")
        red.unir([s for s in sitios if s != CCV])
        planes = repartir_planes(opciones, material, red.nodos(sitios), duracion)
        sentados = [
            compania.iniciar(f"robots-{n}", "simulacro.personas.robots", str(p)) for n, p in enumerate(planes, 1)
        ]
        for robot in sentados:
            robot.esperar("LISTO")
        acordar(datos, "fase", "abrir")
        yield red, sentados


def _correr(
    red: Red, robots: list[Programa], material: Material, escalones: Sequence[Escalon], duracion: float
) -> Juego:
    juego = Juego(escalones)
    cuando = [x.t * duracion for x in material.llegadas]
    with ExitStack() as pila:
        centro = pila.enter_context(psycopg.connect(Cluster(red.centro).dsn(DUENO), autocommit=True))
        nodos = [
            pila.enter_context(psycopg.connect(Cluster(c).dsn(DUENO), autocommit=True)) for c in red.carpetas.values()
        ]
        costos = Costos({red.centro: "centro"} | dict.fromkeys(red.carpetas.values(), "nodos"), red.salida)
        ((inicio,),) = centro.execute("SELECT clock_timestamp()").fetchall()
        for robot in robots:
            robot.decir("EMPIECEN")
        empezo = siguiente = time.monotonic()
        while True:
            for robot in robots:
                robot.exigir_vivo()
            muestra = _mirar(centro, nodos, costos, time.monotonic() - empezo, cuando)
            juego.muestras.append(muestra)
            if muestra.t > duracion and (not muestra.pendientes or muestra.t > duracion + DESPEDIDA_S):
                break
            siguiente += CADA_S
            time.sleep(max(0.0, siguiente - time.monotonic()))
        juego.viajes = [(float(t), float(s)) for t, s in centro.execute(VIAJES, {"inicio": inicio})]
    return juego


def _mirar(
    centro: psycopg.Connection[Any], nodos: Sequence[psycopg.Connection[Any]], costos: Costos, t: float,
    cuando: Sequence[float],
) -> Muestra:  # fmt: skip
    llegaron = sum(c <= t for c in cuando)
    ((registradas, cola, _),) = centro.execute(CENTRO).fetchall()
    suyas = sum(n for nodo in nodos for (n,) in nodo.execute(COLA))
    replica = sum(map(salud.por_entregar, nodos)) / 1024
    return Muestra(t, llegaron, registradas, cola, suyas, replica, costos.hasta_ahora(), ocupados_s())


def dibujar(opciones: OpcionesDeNoche, material: Material) -> None:
    """Draws the images of real weight that are not kept yet, so that nobody draws while it is measured."""
    if not opciones.imagenes:
        return
    cajon = opciones.salida.parent / "cajon"
    nuevo = multiprocessing.get_context("spawn")
    de_que = (cajon, material.catalogo, opciones.semilla, opciones.imagenes)
    with ProcessPoolExecutor(os.cpu_count(), nuevo, _con_escaner, de_que) as manos:
        sum(manos.map(_escanear, material.llegadas, chunksize=200))


_escaner: list[Escaner] = []


def _con_escaner(cajon: Path, catalogo: Catalogo, semilla: int, parte: float) -> None:
    _escaner.append(Escaner(cajon, catalogo, semilla, parte))


def _escanear(llegada: Llegada) -> int:
    return len(_escaner[0](Papel(llegada.clave, llegada.valores, llegada.documento), 1))


def carpeta_de_juego() -> Path:
    """Beside the nights', so that they share the drawer of images."""
    return RAIZ / "salida" / "bench-sitios"


def _decir(linea: str) -> None:
    print(linea, file=sys.stderr, flush=True)
