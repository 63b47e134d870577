"""The link between a node and the centre, for a drill: `python -m simulacro.red.enlace KBPS CENTRO NODO`.

Two ports, one that leads to the centre and one to the node, as a router between them; each way has KBPS kbit/s (0: as
many as there are), shared in turns by all its connections. It says `LISTO TO_CENTRE TO_NODE` and then obeys, from its
standard input, `CORTAR` (nothing goes through, as with a pulled cable: nobody is told) and `UNIR`.
"""

import asyncio
import contextlib
import functools
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from central.nodo.cluster import Cluster
from central.nodo.laboratorio import LOCAL

PAQUETE = 1_400  # bytes that go at a time through a narrow link, so that its connections take turns
TRAMO = 65_536
BITS = 8


@dataclass(slots=True)
class Sentido:
    """One way of the link; `bits_s` 0: no limit."""

    bits_s: float
    turno: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def tramo(self) -> int:
        return PAQUETE if self.bits_s else TRAMO

    async def pasar(self, octetos: int) -> None:
        if self.bits_s:
            async with self.turno:
                await asyncio.sleep(octetos * BITS / self.bits_s)


@dataclass(slots=True)
class Enlace:
    """Both ways, and whether the link is whole."""

    ida: Sentido
    vuelta: Sentido
    unido: asyncio.Event = field(default_factory=asyncio.Event)

    async def abrir(self, destino: Path) -> int:
        """Listens on loopback for what goes to the node of the folder `destino`; returns the port."""
        servidor = await asyncio.start_server(functools.partial(self._llevar, destino), LOCAL, 0, limit=TRAMO)
        return int(servidor.sockets[0].getsockname()[1])

    async def _llevar(self, destino: Path, lee: asyncio.StreamReader, escribe: asyncio.StreamWriter) -> None:
        await self.unido.wait()
        try:
            alla_lee, alla_escribe = await asyncio.open_connection(*Cluster(destino).direccion, limit=TRAMO)
        except OSError:  # it is not there: the caller is told so, and tries again
            escribe.close()
            return
        ambos = self._pasar(lee, alla_escribe, self.ida), self._pasar(alla_lee, escribe, self.vuelta)
        await asyncio.gather(*ambos)

    async def _pasar(self, lee: asyncio.StreamReader, escribe: asyncio.StreamWriter, sentido: Sentido) -> None:
        with contextlib.suppress(ConnectionError):  # one end went: the other is told by closing
            while datos := await lee.read(sentido.tramo):
                await sentido.pasar(len(datos))
                await self.unido.wait()
                escribe.write(datos)
                await escribe.drain()
        escribe.close()


async def correr(kbps: float, centro: Path, nodo: Path) -> None:
    """Until the standard input closes."""
    subida, bajada = Sentido(kbps * 1000), Sentido(kbps * 1000)
    al_centro, al_nodo = Enlace(subida, bajada), Enlace(bajada, subida)
    al_centro.unido = al_nodo.unido
    al_nodo.unido.set()
    print("LISTO", await al_centro.abrir(centro), await al_nodo.abrir(nodo), flush=True)
    bucle = asyncio.get_running_loop()
    while orden := (await bucle.run_in_executor(None, sys.stdin.readline)).strip():
        if orden == "CORTAR":
            al_nodo.unido.clear()
        else:
            al_nodo.unido.set()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the night, which closes our standard input
    asyncio.run(correr(float(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
