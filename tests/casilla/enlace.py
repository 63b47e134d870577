"""A phone's link on a bad night: connections cut at a random byte, a receiver that is not there, one address always."""

import random
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PEDAZO = 8_192  # bytes
CORTE_MAX = 300_000  # bytes of a connection, both ways: what an image and its answer are


@dataclass
class EnlaceMalo:
    """Passes connections to `destino`; of all that passed, `parte` were cut, as far as they lived long enough.

    `pasadas` and `cortadas`: how many passed, and how many were cut.
    """

    azar: random.Random
    puerto: int = 0
    destino: int = 0
    parte: float = 0.0
    hay: bool = True
    pasadas: int = 0
    cortadas: int = 0
    _vivas: set[socket.socket] = field(default_factory=set)

    def atender(self, cliente: socket.socket) -> None:
        self.pasadas += 1
        corta = self.parte > 0 and self.cortadas < self.parte * self.pasadas
        tope = int(CORTE_MAX ** self.azar.random()) if corta else None  # as many in their first hundred bytes as later
        try:
            with cliente, socket.create_connection(("127.0.0.1", self.destino), timeout=10) as receptor:
                self._vivas.add(cliente)
                self._pasar(cliente, receptor, tope)
        except OSError:
            return  # one of the two is gone: that is what the link is for
        finally:
            self._vivas.discard(cliente)

    def _pasar(self, cliente: socket.socket, receptor: socket.socket, tope: int | None) -> None:
        lleva = 0
        while self.hay:
            for de in select.select([cliente, receptor], [], [], 0.2)[0]:
                crudo = de.recv(PEDAZO)
                if not crudo:
                    return
                lleva += len(crudo)
                if tope is not None and lleva > tope:
                    self.cortadas += 1
                    return
                (receptor if de is cliente else cliente).sendall(crudo)


@contextmanager
def enlazado(semilla: int) -> Iterator[EnlaceMalo]:
    """The link on a port of its own, until the block ends."""
    enlace = EnlaceMalo(random.Random(semilla))
    with socket.create_server(("127.0.0.1", 0)) as puerta:
        enlace.puerto = puerta.getsockname()[1]
        vivo = True

        def abrir() -> None:
            while vivo:
                if not select.select([puerta], [], [], 0.1)[0]:
                    continue
                cliente, _ = puerta.accept()
                if enlace.hay:
                    threading.Thread(target=enlace.atender, args=(cliente,), daemon=True).start()
                else:
                    cliente.close()

        hilo = threading.Thread(target=abrir)
        hilo.start()
        try:
            yield enlace
        finally:
            vivo = enlace.hay = False
            hilo.join()
