"""What docs/puertos.md says that listens, against the sockets that running nodes really have open."""

import re
import socket
from pathlib import Path
from typing import Any

import psutil

from central.nodo.cluster import Cluster

PAGINA = Path(__file__).resolve().parents[2] / "docs" / "puertos.md"
FILA = re.compile(r"^\| (nodo de un CATD|centro) \| (TCP|UDP) (`--puerto`|\d+) \|", re.M)
EFIMEROS = 32_768  # from there on the system gives a port to whoever sends


def dichos(quien: str, puerto: int) -> set[tuple[str, int]]:
    """What the page opens of a node whose port is that one."""
    filas = FILA.findall(PAGINA.read_text(encoding="utf-8"))
    return {(red, puerto if cual == "`--puerto`" else int(cual)) for de, red, cual in filas if de == quien}


def abiertos(programa: int, datos: Path) -> set[tuple[str, int]]:
    """What the node's program, its server and all that they started have open beyond loopback's own address."""
    servidor = int((Cluster(datos).lugar.base / "postmaster.pid").read_text().split()[0])
    padres = [psutil.Process(programa), psutil.Process(servidor)]
    hay = set()
    for uno in [p for padre in padres for p in (padre, *padre.children(recursive=True))]:
        for c in _enchufes(uno):
            red = "UDP" if c.type is socket.SOCK_DGRAM else "TCP"
            oye = c.laddr.port < EFIMEROS if red == "UDP" else c.status == psutil.CONN_LISTEN
            if oye and c.laddr.ip != "127.0.0.1":
                hay.add((red, c.laddr.port))
    return hay


def _enchufes(uno: psutil.Process) -> list[Any]:
    """Of a process that may have ended since it was listed, as a session of the server does."""
    try:
        return list(uno.net_connections("inet"))
    except psutil.NoSuchProcess:
        return []


def exigir(quien: str, programa: int, datos: Path) -> None:
    """The page and the machine say the same of that node, which is announced by now."""
    assert abiertos(programa, datos) == dichos(quien, Cluster(datos).direccion[1])
