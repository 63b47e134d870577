"""The connections that a port of this machine has, as the kernel says: of whom, and which process holds each."""

import contextlib
import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# linux/inet_diag.h and linux/netlink.h: one question for all, whatever waits to be forgotten (TIME_WAIT) left out.
NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY = 4, 20
PEDIR_TODOS = 0x301
FIN, FALLA = 3, 2
ABIERTAS = 1 << 1 | 1 << 8  # ESTABLISHED, CLOSE_WAIT
CABEZA, PREGUNTA, RESPUESTA = struct.Struct("=LHHLL"), struct.Struct("=BBBBL2H4L4LL2L"), struct.Struct("=BBBB2H4s12s4s")
RESPUESTA_LARGO, INODO = 72, struct.Struct("=L")
LARGO = 1 << 16


@dataclass(frozen=True, slots=True)
class Enchufe:
    """One connection: the address and port at its other end; `inodo` 0 until a program takes it."""

    direccion: str
    puerto: int
    inodo: int


def de_puerto(puerto: int) -> list[Enchufe]:
    """Those open over IPv4 to `puerto`."""
    pregunta = PREGUNTA.pack(socket.AF_INET, socket.IPPROTO_TCP, 0, 0, ABIERTAS, *([0] * 13))
    cabeza = CABEZA.pack(CABEZA.size + len(pregunta), SOCK_DIAG_BY_FAMILY, PEDIR_TODOS, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG) as kernel:
        kernel.send(cabeza + pregunta)
        return [enchufe for suyo, enchufe in _todos(kernel) if suyo == puerto]


def _todos(kernel: socket.socket) -> Iterator[tuple[int, Enchufe]]:
    while True:
        dicho = kernel.recv(LARGO)
        while dicho:
            largo, tipo, *_ = CABEZA.unpack_from(dicho)
            if tipo in (FIN, FALLA):
                return
            cuerpo = dicho[CABEZA.size : CABEZA.size + RESPUESTA_LARGO]
            *_, _propia, _resto, ajena = RESPUESTA.unpack_from(cuerpo)
            propio, ajeno = struct.unpack_from("!HH", cuerpo, 4)
            (inodo,) = INODO.unpack_from(cuerpo, RESPUESTA_LARGO - INODO.size)
            yield propio, Enchufe(socket.inet_ntoa(ajena), ajeno, inodo)
            dicho = dicho[(largo + 3) & ~3 :]


def hijos(pid: int) -> list[int]:
    """The processes that `pid` started and live."""
    with contextlib.suppress(OSError):
        return [int(uno) for uno in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    return []


def inodos(pid: int) -> set[int]:
    """Of the sockets that a process has open; none when it is gone."""
    suyos = set()
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as descriptores:
        for uno in descriptores:
            with contextlib.suppress(OSError):
                if (a := os.readlink(uno.path)).startswith("socket:["):  # noqa: PTH115 -- it is no path
                    suyos.add(int(a[8:-1]))
    return suyos
