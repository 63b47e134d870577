"""The drill's link: it carries both ways, holds everything while it is cut, and is as narrow as it is told."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parents[3]
MUCHO = b"x" * 40_000


@contextmanager
def eco() -> Iterator[int]:
    """A server that sends back all that it is sent, to one client; its port."""
    servidor = socket.create_server(("127.0.0.1", 0))

    def atender() -> None:
        cliente, _ = servidor.accept()
        with cliente:
            while datos := cliente.recv(65_536):
                cliente.sendall(datos)

    hilo = threading.Thread(target=atender)
    hilo.start()
    with servidor:
        yield int(servidor.getsockname()[1])
    hilo.join()


@contextmanager
def enlace(carpeta: Path, kbps: int, puerto: int) -> Iterator["tuple[subprocess.Popen[str], socket.socket]"]:
    """The link's program, and a connection to the echo through its way to the centre."""
    carpeta.mkdir(exist_ok=True)
    (carpeta / "servidor.json").write_text(json.dumps({"puerto": puerto}))
    orden = [sys.executable, "-m", "simulacro.red.enlace", str(kbps), str(carpeta), str(carpeta)]
    with subprocess.Popen(orden, cwd=RAIZ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as programa:
        assert programa.stdout is not None and programa.stdin is not None
        listo, al_centro, _ = programa.stdout.readline().split()
        assert listo == "LISTO"
        with socket.create_connection(("127.0.0.1", int(al_centro)), timeout=20) as enchufe:
            yield programa, enchufe
        programa.stdin.close()
    assert programa.returncode == 0


def recibir(enchufe: socket.socket, cuanto: int) -> bytes:
    todo = b""
    while len(todo) < cuanto:
        todo += enchufe.recv(65_536)
    return todo


def mandar(programa: "subprocess.Popen[str]", orden: str) -> None:
    assert programa.stdin is not None
    programa.stdin.write(orden + "\n")
    programa.stdin.flush()


def test_lo_que_pasaba_mientras_estaba_cortado_llega_al_volver(tmp_path: Path) -> None:
    with eco() as puerto, enlace(tmp_path / "nodo", 0, puerto) as (programa, enchufe):
        enchufe.sendall(b"antes")
        assert recibir(enchufe, 5) == b"antes"
        mandar(programa, "CORTAR")
        enchufe.settimeout(0.5)
        with pytest.raises(TimeoutError):  # nothing comes back, and nobody is told
            while True:  # until the order has been obeyed
                enchufe.sendall(b".")
                recibir(enchufe, 1)
        enchufe.settimeout(20)
        mandar(programa, "UNIR")
        assert recibir(enchufe, 1) == b"."


def test_un_enlace_angosto_no_deja_pasar_mas_que_su_ancho(tmp_path: Path) -> None:
    with eco() as puerto, enlace(tmp_path / "nodo", 512, puerto) as (_, enchufe):
        antes = time.monotonic()
        hilo = threading.Thread(target=enchufe.sendall, args=(MUCHO,))
        hilo.start()
        assert recibir(enchufe, len(MUCHO)) == MUCHO
        hilo.join()
        assert time.monotonic() - antes >= len(MUCHO) * 8 / 512_000
