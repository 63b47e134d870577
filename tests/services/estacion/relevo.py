"""A relay between a station and its node that keeps every byte that goes through it, either way."""

import socket
import threading
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self

from psycopg.conninfo import conninfo_to_dict, make_conninfo

TRAMO = 65_536


class Relevo:
    """`dsn` leads to the node of the given one, by here."""

    def __init__(self, dsn: str) -> None:
        partes = conninfo_to_dict(dsn)
        self._destino = (str(partes["host"]), int(str(partes["port"])))
        self._oye = socket.create_server(("127.0.0.1", 0))
        self.dsn = make_conninfo(dsn, host="127.0.0.1", port=self._oye.getsockname()[1])
        self._visto, self._candado = bytearray(), threading.Lock()
        self._abiertos = ExitStack()
        self._hilos = [threading.Thread(target=self._recibir, name="relevo")]

    @property
    def visto(self) -> bytes:
        with self._candado:
            return bytes(self._visto)

    def __enter__(self) -> Self:
        self._hilos[0].start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._oye.shutdown(socket.SHUT_RDWR)
        self._hilos[0].join()  # no more threads after it
        self._oye.close()
        with suppress(OSError):
            self._abiertos.close()
        for hilo in self._hilos[1:]:
            hilo.join()

    def _recibir(self) -> None:
        with suppress(OSError):  # shut down: nobody else comes
            while True:
                de_aca, _ = self._oye.accept()
                de_alla = socket.create_connection(self._destino)
                for enchufe in (de_aca, de_alla):
                    enchufe.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self._abiertos.callback(_cerrar, enchufe)
                for de, a in ((de_aca, de_alla), (de_alla, de_aca)):
                    hilo = threading.Thread(target=self._pasar, args=(de, a), name="relevo")
                    self._hilos.append(hilo)
                    hilo.start()

    def _pasar(self, de: socket.socket, a: socket.socket) -> None:
        with suppress(OSError):  # one end went: the other is told by closing
            while datos := de.recv(TRAMO):
                with self._candado:
                    self._visto += datos
                a.sendall(datos)
        with suppress(OSError):
            a.shutdown(socket.SHUT_WR)


def _cerrar(enchufe: socket.socket) -> None:
    with suppress(OSError):
        enchufe.shutdown(socket.SHUT_RDWR)
    enchufe.close()
