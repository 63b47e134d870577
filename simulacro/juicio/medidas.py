"""What each program of the night costs: processor time and peak memory (PSS), by sampling the process tree."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

CADA_S = 3.0
PROGRAMAS = {
    "simulacro.personas.robots": "robots",
    "simulacro.personas.telefonos": "teléfonos y su recepción",
    "casilla recibir": "teléfonos y su recepción",
    "casilla servir": "teléfonos y su recepción",
    "central nodo": "nodos y sus árbitros",
    "simulacro.red.semillero": "nodos y sus árbitros",
}
PARTE = 20  # one second in so many goes to look at memory: with 700 processes a look takes more than a second


@dataclass(slots=True)
class Costo:
    """Processor seconds so far and the highest sum of PSS seen, in MiB, of the processes of one program."""

    cpu_s: float = 0.0
    pss_mib: float = 0.0
    procesos: int = 0


class Medidor:
    """Samples in a thread until `parar`; `programa` names the program of a process, "" to leave it out."""

    def __init__(self, programa: Callable[[psutil.Process], str]) -> None:
        self._programa = programa
        self._cpu: dict[tuple[int, float], tuple[str, float]] = {}
        self._pico: dict[str, tuple[float, int]] = {}
        self._candado = threading.Lock()  # the night may look while the thread does
        self._fin = threading.Event()
        self._hilo = threading.Thread(target=self._correr, name="medidor", daemon=True)

    def empezar(self) -> None:
        self._hilo.start()

    def mirar(self) -> None:
        """Looks now: before the programs end, after which they cannot be asked."""
        self._muestra(memoria=True)

    def parar(self) -> dict[str, Costo]:
        """Takes a last sample and returns the cost of each program."""
        self._fin.set()
        self._hilo.join()
        self.mirar()
        costos: dict[str, Costo] = {}
        for programa, segundos in self._cpu.values():
            costos.setdefault(programa, Costo()).cpu_s += segundos
        for programa, (pss, cuantos) in self._pico.items():
            costo = costos.setdefault(programa, Costo())
            costo.pss_mib, costo.procesos = pss, cuantos
        return costos

    def _correr(self) -> None:
        siguiente = 0.0
        while not self._fin.wait(CADA_S):
            antes = time.monotonic()
            toca = antes >= siguiente
            self._muestra(memoria=toca)
            if toca:
                siguiente = antes + PARTE * (time.monotonic() - antes)

    def _muestra(self, memoria: bool) -> None:
        with self._candado:
            self._mirar_todos(memoria)

    def _mirar_todos(self, memoria: bool) -> None:
        ahora: dict[str, tuple[float, int]] = {}
        for proceso in psutil.process_iter():
            try:
                programa = self._programa(proceso)
                if not programa:
                    continue
                tiempos = proceso.cpu_times()
                pss = proceso.memory_full_info().pss / 2**20 if memoria else 0.0
                identidad = (proceso.pid, proceso.create_time())
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue  # it ended between two looks
            self._cpu[identidad] = (programa, tiempos.user + tiempos.system)
            suma, cuantos = ahora.get(programa, (0.0, 0))
            ahora[programa] = (suma + pss, cuantos + 1)
        for programa, (pss, cuantos) in ahora.items():
            if pss > self._pico.get(programa, (0.0, 0))[0]:
                self._pico[programa] = (pss, cuantos)


def programas(salida: Path) -> Callable[[psutil.Process], str]:
    """Which program of this night a process is: by its command line, and a server's by their parent."""
    mio, raiz, servidores = os.getpid(), str(salida), set[int]()

    def programa(proceso: psutil.Process) -> str:
        if proceso.pid == mio:
            return "noche y cortes"
        if proceso.ppid() in servidores:
            return "PostgreSQL"
        orden = " ".join(proceso.cmdline())
        if raiz not in orden:
            return ""
        if "postgres" in proceso.name():
            servidores.add(proceso.pid)
            return "PostgreSQL"
        return next((nombre for palabra, nombre in PROGRAMAS.items() if palabra in orden), "")

    return programa
