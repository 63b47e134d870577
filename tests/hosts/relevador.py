"""The link between two hosts, of a quality that changes: a relay in user space between two TAP devices, from a seed."""

import fcntl
import heapq
import os
import select
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random

from tests.hosts.red import Host

TUN, TUNSETIFF, IFF_TAP, IFF_NO_PI = "/dev/net/tun", 0x400454CA, 0x0002, 0x1000
TRAMA_MAX = 65_536
COLA_S = 2.0  # what waits longer than this to be sent is dropped, as a full buffer does
PASO_S = 0.05


@dataclass(frozen=True, slots=True)
class Calidad:
    """Of a link: the share of frames that are lost, how late each comes, and how many go through in a second."""

    perdida: float = 0.0
    retardo_s: float = 0.0
    kbps: float = 0.0  # 0: as many as come
    cortado: bool = False


SANO = Calidad()
MALO = Calidad(perdida=0.2, retardo_s=0.04)
ANGOSTO = Calidad(kbps=512)
CORTADO = Calidad(cortado=True)


@dataclass(slots=True)
class Relevador:
    """A thread of its own until `parar`; `calidad` may be changed at any time."""

    cabos: tuple[int, int]
    azar: Random
    calidad: Calidad = SANO
    parar: threading.Event = field(default_factory=threading.Event)
    _cola: list[tuple[float, int, int, bytes]] = field(default_factory=list)
    _orden: Iterator[int] = field(default_factory=count)
    _libre: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def correr(self) -> None:
        while not self.parar.is_set():
            espera = max(0.0, min(PASO_S, self._cola[0][0] - time.monotonic())) if self._cola else PASO_S
            for cabo in select.select(self.cabos, [], [], espera)[0]:
                self._tomar(self.cabos.index(cabo))
            while self._cola and self._cola[0][0] <= time.monotonic():
                _, _, hacia, trama = heapq.heappop(self._cola)
                self._dar(hacia, trama)

    def _tomar(self, de: int) -> None:
        trama, ahora, como = os.read(self.cabos[de], TRAMA_MAX), time.monotonic(), self.calidad
        if como.cortado or self.azar.random() < como.perdida:
            return
        if como.kbps:
            self._libre[de] = max(ahora, self._libre[de]) + len(trama) * 8 / (como.kbps * 1000)
            if self._libre[de] - ahora > COLA_S:
                return
        sale = max(ahora, self._libre[de]) + como.retardo_s
        heapq.heappush(self._cola, (sale, next(self._orden), 1 - de, trama))

    def _dar(self, hacia: int, trama: bytes) -> None:
        try:
            os.write(self.cabos[hacia], trama)
        except OSError:  # its buffer is full, or the host is going
            return


@contextmanager
def enlace(uno: Host, suyo: str, otro: Host, ajeno: str, semilla: int) -> Iterator[Relevador]:
    """A link between two hosts, called so at each end, as long as the block lasts."""
    cabos = (_tap(uno, suyo), _tap(otro, ajeno))
    relevador = Relevador(cabos, Random(semilla))
    hilo = threading.Thread(target=relevador.correr, name="relevador", daemon=True)
    hilo.start()
    try:
        yield relevador
    finally:
        relevador.parar.set()
        hilo.join()
        for cabo in cabos:
            os.close(cabo)


def _tap(host: Host, nombre: str) -> int:
    with host.dentro():
        cabo = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(cabo, TUNSETIFF, struct.pack("16sH22x", nombre.encode(), IFF_TAP | IFF_NO_PI))
    host.correr("ip", "link", "set", nombre, "up")
    return cabo
