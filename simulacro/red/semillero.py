"""Where the nodes of a night are born: one interpreter imports what they use, and each is a fork of it.

Each is still a program of its own, `central nodo …`, with its own session, memory, files and death. What a night of 33
nodes on one machine is spared is importing the same libraries 33 times, and keeping 33 copies of them.

    python -m simulacro.red.semillero FOLDER DESCRIPTOR   (FOLDER only says whose it is, in a list of processes)
"""

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, BinaryIO

from central.__main__ import principal
from prep.orden.parada import con_parada
from simulacro.red.ordenes import NocheFallida

ORDEN_MAX = 16_384  # bytes
DESCRIPTORES = 3
DESCRIPTOR_MAX = 4096
HABITUALES = ("central.ordenes.nodo", "zeroconf", "encodings.idna")  # what a node would import


class Nacido:
    """One of its children, as subprocess.Popen shows them."""

    def __init__(self, entrada: int, salida: int) -> None:
        self.stdin: IO[str] | None = os.fdopen(entrada, "w", encoding="utf-8")
        self.stdout: IO[str] | None = os.fdopen(salida, encoding="utf-8")
        self.pid = 0
        self.returncode: int | None = None
        self.nacio, self.murio = threading.Event(), threading.Event()

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if not self.murio.wait(timeout):
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
        assert self.returncode is not None
        return self.returncode

    def terminate(self) -> None:
        self._avisar(signal.SIGTERM)

    def kill(self) -> None:
        self._avisar(signal.SIGKILL)

    def cerrar(self) -> None:
        """The night's ends of its standard input and output."""
        for tuberia in (self.stdin, self.stdout):
            if tuberia is not None:
                tuberia.close()

    def _avisar(self, aviso: signal.Signals) -> None:
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):  # it ended, and the notice is on its way
                os.kill(self.pid, aviso)


class Semillero:
    """The night's side of it; it ends with `cerrar`, and by itself if the night dies."""

    def __init__(self, carpeta: Path) -> None:
        self._mio, suyo = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with suyo:
            self._proceso = subprocess.Popen(  # noqa: S603 -- our own program
                [sys.executable, "-m", "simulacro.red.semillero", str(carpeta), str(suyo.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[suyo.fileno()],
                start_new_session=True,
            )
        self._esperan: list[Nacido] = []  # in the order in which they were asked for
        self._vivos: dict[int, Nacido] = {}
        self._candado = threading.Lock()  # asking and noting who asked are one step: answers come in that order
        self._hilo = threading.Thread(target=self._escuchar, name="semillero", daemon=True)
        self._hilo.start()

    def nacer(self, orden: Sequence[str], errores: BinaryIO) -> Nacido:
        """A child that runs `central ORDEN…`; its errors go to `errores`. Raises NocheFallida when there is no more."""
        entrada, mia = os.pipe()
        suya, salida = os.pipe()
        nacido = Nacido(mia, suya)
        try:
            with self._candado:
                socket.send_fds(self._mio, [json.dumps(list(orden)).encode()], [entrada, salida, errores.fileno()])
                self._esperan.append(nacido)
        except OSError as error:
            nacido.cerrar()
            raise NocheFallida("Murió el programa del que nacen los nodos.") from error
        finally:
            for descriptor in (entrada, salida):
                os.close(descriptor)
        nacido.nacio.wait()
        return nacido

    def cerrar(self) -> None:
        """No more are born; those that live are not touched."""
        self._mio.shutdown(socket.SHUT_RDWR)
        self._hilo.join()
        self._mio.close()
        self._proceso.wait()

    def _escuchar(self) -> None:
        """`[pid]`: the next one was born; `[pid, code]`: that one died. When the other side goes, all are as dead."""
        while aviso := self._mio.recv(ORDEN_MAX):
            pid, *codigo = json.loads(aviso)
            with self._candado:
                nacido = self._vivos.pop(pid) if codigo else self._esperan.pop(0)
                if not codigo:
                    self._vivos[pid] = nacido
            nacido.pid = pid
            nacido.nacio.set()
            if codigo:
                nacido.returncode = codigo[0]
                nacido.murio.set()
        with self._candado:
            restan = [*self._esperan, *self._vivos.values()]
        for nacido in restan:
            nacido.returncode = -signal.SIGKILL
            nacido.nacio.set()
            nacido.murio.set()


def servir(enlace: socket.socket) -> None:
    """Until the night closes its side: a child for each order, and the news of those that die."""
    with selectors.DefaultSelector() as selector:
        selector.register(enlace, selectors.EVENT_READ)
        while True:
            for clave, _ in selector.select():
                if clave.fileobj is enlace:
                    mensaje, descriptores, *_ = socket.recv_fds(enlace, ORDEN_MAX, DESCRIPTORES)
                    if not mensaje:
                        return
                    pid = _nacer(json.loads(mensaje), descriptores)
                    enlace.send(json.dumps([pid]).encode())
                    selector.register(os.pidfd_open(pid), selectors.EVENT_READ, pid)
                else:
                    selector.unregister(clave.fileobj)
                    os.close(clave.fd)
                    _, estado = os.waitpid(clave.data, 0)
                    enlace.send(json.dumps([clave.data, os.waitstatus_to_exitcode(estado)]).encode())


def _nacer(orden: list[str], descriptores: Sequence[int]) -> int:
    pid = os.fork()
    if pid == 0:
        _vivir(orden, descriptores)
    for descriptor in descriptores:
        os.close(descriptor)
    return pid


def _vivir(orden: list[str], descriptores: Sequence[int]) -> None:
    """In the child: nothing of the parent's is left open, and it ends as a program does."""
    codigo = 1
    try:
        os.setsid()
        for destino, descriptor in enumerate(descriptores):
            os.dup2(descriptor, destino)
        os.closerange(DESCRIPTORES, DESCRIPTOR_MAX)
        sys.argv = ["central", *orden]
        gc.enable()
        codigo = con_parada(principal)
    except SystemExit as salida:
        codigo = salida.code if isinstance(salida.code, int) else 1
    except BaseException:  # noqa: BLE001 -- the last word of a program that fails, as the interpreter says it
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os._exit(codigo)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the night
    gc.disable()  # collected once, here: each child would touch, and so copy, what it only reads
    for modulo in HABITUALES:
        import_module(modulo)
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[2])) as enlace_:
        servir(enlace_)
