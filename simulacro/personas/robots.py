"""One process of robots: `python -m simulacro.personas.robots PLAN` plays some centres until its input closes."""

import contextlib
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

from central.nodo.cluster import Cluster
from prep.domain.hechos.roles import Rol
from prep.services.acopio.acopio import Acopiar
from prep.services.captura.acuerdos import Acuerdos
from prep.services.captura.captura import Capturar
from prep.services.captura.cotejos import Cotejar
from prep.services.captura.validacion import Validar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoRechaza
from prep.store.spool.spool import Spool
from simulacro.guion.guion import Llegada
from simulacro.guion.libro import Libro
from simulacro.personas.actores import Acopiador, Actor, Capturista, Dictaminador, Hojas
from simulacro.personas.cotejadores import Coordinador, Cotejador
from simulacro.personas.doble import DosVeces
from simulacro.personas.escaner import Escaner
from simulacro.personas.personal import Puesto, leer_contrasena, puestos
from simulacro.personas.planes import Plan, leer_plan

QUIETO_S = 0.02
ENTREGA_S = 1.0
Ordenes = SimpleQueue[str]


class Elenco:
    """The seats of this process, each with its spool and its connection."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._clusters = {sitio: Cluster(Path(datos)) for sitio, datos in plan.nodos.items()}
        self._contrasena = leer_contrasena(Path(plan.datos))
        self._libro = Libro(Path(plan.carpeta) / f"libro-{plan.nombre}.jsonl")
        self._estaciones: list[Estacion] = []
        self._entrega = 0.0  # when what waits is delivered again
        self.clerks: list[Acopiador] = []
        self.otros: list[Actor] = []

    def sentar(self) -> None:
        for sitio, llegadas in self._plan.llegadas.items():
            primera: Estacion | None = None
            for puesto in puestos(sitio, self._plan.capturistas):
                estacion = self._abrir(puesto, primera)
                primera = primera or estacion
                self._dar_papel(puesto, estacion, llegadas)

    def _abrir(self, puesto: Puesto, vecina: Estacion | None) -> Estacion:
        """A station of the same centre shares the catalogue already read."""
        spool = Spool.abrir(Path(self._plan.carpeta) / f"{puesto.estacion}.spool", self._plan.proceso, puesto.estacion)
        cliente = DosVeces if self._plan.doble else NodoCliente
        nodo = cliente(self._clusters[puesto.sitio].dsn(puesto.estacion))
        estacion = Estacion(spool, nodo, puesto.sitio, vecina.catalogo if vecina else None)
        if vecina:
            estacion.medir_reloj()
            estacion.spool.copiar("operadores", vecina.spool.copia("operadores") or "[]")
        else:
            estacion.actualizar()
        self._estaciones.append(estacion)
        return estacion

    def _dar_papel(self, puesto: Puesto, estacion: Estacion, llegadas: list[Llegada]) -> None:
        sesion = estacion.entrar(puesto.operador, self._contrasena)
        azar = random.Random(f"{self._plan.semilla}/{puesto.operador}")  # noqa: S311 -- a reproducible drill
        if puesto.rol is Rol.ACOPIO:
            oficio = Acopiar(estacion, sesion), Digitalizar(estacion, sesion)
            escaner = Escaner(Path(self._plan.cajon), estacion.catalogo, self._plan.semilla, self._plan.imagenes)
            orden = estacion.catalogo.ajustes.orden
            self.clerks.append(Acopiador(*oficio, escaner, estacion.spool, llegadas, self._libro, azar, orden))
        elif puesto.rol is Rol.CAPTURA:
            captura, hojas = Capturar(estacion, sesion), Hojas(llegadas)
            mal = self._plan.cotejos, self._plan.acordados
            self.otros.append(Capturista(captura, self._plan.tasa, self._libro, azar, hojas, *mal))
        elif puesto.rol is Rol.MESA:
            self.otros.append(Dictaminador(Validar(estacion, sesion), Hojas(llegadas)))
            if self._plan.cotejos or self._plan.acordados:
                mira = bool(self._plan.acordados)
                self.otros.append(Cotejador(Cotejar(estacion, sesion), Hojas(llegadas), self._plan.cotejos, mira))
        elif self._plan.cotejos or self._plan.acordados:
            suyos = Cotejar(estacion, sesion), Acuerdos(estacion, sesion)
            self.otros.append(Coordinador(*suyos, estacion.spool, self._plan.cotejos))

    def atender(self, ordenes: Ordenes) -> None:
        """`MUDAR 07 FOLDER`: there the stations of CATD 07 have their node. `SALGAN`: what comes is for people.

        What waits is delivered now and then.
        """
        while not ordenes.empty():
            orden = ordenes.get()
            if orden == "SALGAN":
                self.otros.clear()
                continue
            que, sitio, carpeta = orden.split(" ", 2)
            assert que == "MUDAR"
            for estacion in self._estaciones:
                if estacion.sitio == sitio:
                    estacion.nodo.mudar(Cluster(Path(carpeta)).dsn(estacion.spool.estacion))
        if time.monotonic() >= self._entrega:
            self._entrega = time.monotonic() + ENTREGA_S
            for estacion in self._estaciones:
                with contextlib.suppress(NodoRechaza):  # it stays in the spool, and is tried again
                    estacion.entrega.intentar()

    @property
    def entregado(self) -> bool:
        """Whether the nodes have all that was made at these stations."""
        return not any(estacion.spool.cuentas().pendientes for estacion in self._estaciones)

    def cerrar(self) -> None:
        for estacion in self._estaciones:
            estacion.nodo.cerrar()
            estacion.spool.cerrar()
        self._libro.cerrar()


def jugar(plan: Plan, parar: threading.Event) -> None:
    """Plays until `parar`, telling on standard output when everybody sits and when all that was to come has come."""
    elenco = Elenco(plan)
    try:
        elenco.sentar()
        print("LISTO", flush=True)
        ordenes: Ordenes = SimpleQueue()
        inicio, avisado = esperar_inicio(parar, ordenes), False
        while not parar.is_set():
            elenco.atender(ordenes)
            ahora = (time.monotonic() - inicio) / plan.duracion_s
            hubo = [actor.paso(ahora) for actor in (*elenco.clerks, *elenco.otros)]
            if not avisado and not any(clerk.faltan for clerk in elenco.clerks) and elenco.entregado:
                avisado = True
                print("LLEGARON", flush=True)
            if not any(hubo):
                parar.wait(QUIETO_S)
    finally:
        elenco.cerrar()


def esperar_inicio(parar: threading.Event, ordenes: Ordenes) -> float:
    """When the night began: the first line on standard input says how many seconds ago; later ones are `ordenes`."""
    pasado = float(sys.stdin.readline().partition(" ")[2] or 0)
    threading.Thread(target=_escuchar, args=(parar, ordenes), daemon=True).start()
    return time.monotonic() - pasado


def _escuchar(parar: threading.Event, ordenes: Ordenes) -> None:
    for linea in sys.stdin:
        ordenes.put(linea.strip())
    parar.set()


def principal(papel: Callable[[Plan, threading.Event], None]) -> int:
    """A process of the night that plays `papel` by the plan in its first argument, until the night ends it."""
    parar = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the night, which closes our standard input
    signal.signal(signal.SIGTERM, lambda *_: parar.set())
    papel(leer_plan(Path(sys.argv[1])), parar)
    return 0


if __name__ == "__main__":
    sys.exit(principal(jugar))
