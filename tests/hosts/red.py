"""Hosts as network namespaces: each with its own addresses, loopback and NAT. Needs root and nftables."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psutil
import pytest

from central.nodo.cupos import SIN_IMAGENES

RAIZ = Path(__file__).resolve().parents[2]
CLONE_NEWNET = 0x40000000
HAY = os.geteuid() == 0 and all(shutil.which(p, path="/usr/sbin:/sbin:/usr/bin:/bin") for p in ("ip", "nft", "sshd"))
con_redes = pytest.mark.skipif(not HAY, reason="los hosts en redes aparte piden root, iproute2, nftables y openssh")
ENTORNO = {**os.environ, "PYTHONPATH": str(RAIZ), "PYTHONUNBUFFERED": "1"}
_NUMERO = count()


def correr(*orden: str) -> str:
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, f"{' '.join(orden)}: {hecho.stderr}"
    return hecho.stdout


@dataclass(frozen=True, slots=True)
class Host:
    """A machine of its own as far as networks go; its files are those of this one."""

    nombre: str

    def correr(self, *orden: str) -> str:
        return correr("ip", "netns", "exec", self.nombre, *orden)

    def prep(self, *orden: str) -> "subprocess.Popen[str]":
        """An order of ours that runs there until it is told to stop."""
        return subprocess.Popen(
            ["ip", "netns", "exec", self.nombre, sys.executable, "-m", "prep", *orden],
            cwd="/", env=ENTORNO, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip

    @contextmanager
    def dentro(self) -> Iterator[None]:
        """What this thread opens in the block, and the processes that it starts, are of that host."""
        libc = ctypes.CDLL(None, use_errno=True)
        with Path("/proc/thread-self/ns/net").open() as antes, Path(f"/run/netns/{self.nombre}").open() as suya:
            assert libc.setns(suya.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
            try:
                yield
            finally:
                assert libc.setns(antes.fileno(), CLONE_NEWNET) == 0

    def direccion(self, interfaz: str, direccion: str, via: str = "") -> None:
        """That address and no other there; the way out `via`."""
        self.correr("ip", "addr", "flush", "dev", interfaz)
        self.correr("ip", "addr", "add", direccion, "dev", interfaz)
        if via:
            self.correr("ip", "route", "replace", "default", "via", via)


def _barrer() -> None:
    """Those of a run that was killed."""
    for linea in correr("ip", "netns", "list").splitlines():
        nombre = linea.split()[0]
        suyo = re.match(r"prep(\d+)-", nombre)
        if suyo and not psutil.pid_exists(int(suyo[1])):
            for pid in correr("ip", "netns", "pids", nombre).split():
                with suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
            correr("ip", "netns", "del", nombre)


@contextmanager
def hosts(*nombres: str) -> Iterator[tuple[Host, ...]]:
    _barrer()
    suyos = tuple(Host(f"prep{os.getpid()}-{next(_NUMERO)}-{nombre}") for nombre in nombres)
    try:
        for uno in suyos:
            correr("ip", "netns", "add", uno.nombre)
            uno.correr("ip", "link", "set", "lo", "up")
        yield suyos
    finally:
        for uno in suyos:
            subprocess.run(["ip", "netns", "del", uno.nombre], capture_output=True, check=False)


def cable(uno: Host, suyo: str, otro: Host, ajeno: str) -> None:
    """A wire between two, called so at each end."""
    correr("ip", "link", "add", suyo, "netns", uno.nombre, "type", "veth", "peer", "name", ajeno, "netns", otro.nombre)
    for host, interfaz in ((uno, suyo), (otro, ajeno)):
        host.correr("ip", "link", "set", interfaz, "up")


def nat(ruteador: Host, dentro: str, fuera: str, a: str, puerto: int) -> None:
    """From inside one goes out to that port of that address, with the router's own; from outside nobody comes in."""
    reglas = f"""
    table ip prep {{
      chain salida {{ type nat hook postrouting priority 100; oifname "{fuera}" masquerade; }}
      chain paso {{
        type filter hook forward priority 0; policy drop;
        ct state established,related accept
        iifname "{dentro}" oifname "{fuera}" ip daddr {a} tcp dport {puerto} accept
      }}
    }}"""
    ruteador.correr("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")
    ruteador.correr("nft", reglas)


@contextmanager
def disco(carpeta: Path, megas: int = (SIN_IMAGENES >> 20) + 300) -> Iterator[None]:
    """The folder is a disk of that size, in memory, with what a node wants free and a little more."""
    carpeta.mkdir()
    correr("mount", "-t", "tmpfs", "-o", f"size={megas}m,mode=755", "prep", str(carpeta))
    try:
        yield
    finally:
        correr("umount", "--lazy", str(carpeta))


def llenar(carpeta: Path) -> Path:
    """Takes all that is free of the disk of that folder, until the file that is returned is removed."""
    relleno = carpeta / "relleno"
    with relleno.open("wb") as archivo, suppress(OSError):
        while True:
            archivo.write(bytes(1 << 20))
    return relleno
