"""A real S3 server of this machine for the tests (moto's, by its own program), and what stands in it."""

import gzip
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from central.difusion.ajustes import Clase, Destinado, DestinoToml
from tests.espera import hasta

CUBO = "cortes"
FIRMADO = {"Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, Signature=x"}


def puerto_libre() -> int:
    with socket.socket() as uno:
        uno.bind(("127.0.0.1", 0))
        return int(uno.getsockname()[1])


@contextmanager
def servidor(puerto: int) -> Iterator[str]:
    """The address of a running server with an empty bucket."""
    orden = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(puerto)]
    with subprocess.Popen(orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as proceso:
        direccion = f"http://127.0.0.1:{puerto}"
        try:
            hasta(lambda: pedir(f"{direccion}/{CUBO}", "PUT") is not None, "el servidor de S3")
            yield direccion
        finally:
            proceso.kill()


def en_s3(carpeta: Path, direccion: str, nombre: str = "almacen") -> Destinado:
    """A target in that server, with its credential in a file that its owner alone reads."""
    credencial = carpeta / "s3.toml"
    credencial.write_text('cuenta = "prueba"\nclave = "secreta"\n', encoding="utf-8")
    credencial.chmod(0o600)
    dicho = DestinoToml(
        nombre=nombre, clase=Clase.S3, lugar=CUBO, direccion=direccion, region="us-east-1", credencial="s3.toml"
    )
    return Destinado(dicho, carpeta)


def bajar(direccion: str, ruta: str) -> tuple[bytes, dict[str, str]]:
    """An object as anyone gets it: its bytes once decompressed, and its headers, in lower case."""
    respuesta = pedir(f"{direccion}/{CUBO}/{ruta}", "GET")
    assert respuesta is not None, ruta
    crudo, cabezas = respuesta
    return gzip.decompress(crudo) if cabezas.get("content-encoding") == "gzip" else crudo, cabezas


def vaciar(direccion: str) -> None:
    """Nothing in the server but the empty bucket."""
    pedir(f"{direccion}/moto-api/reset", "POST")
    assert pedir(f"{direccion}/{CUBO}", "PUT") is not None


def pedir(direccion: str, metodo: str) -> tuple[bytes, dict[str, str]] | None:
    """What the server answers to whoever has a credential, with its headers in lower case; None when it does not."""
    pedido = urllib.request.Request(direccion, method=metodo, headers=FIRMADO)
    try:
        with urllib.request.urlopen(pedido, timeout=10) as respuesta:
            return respuesta.read(), {c.lower(): v for c, v in respuesta.headers.items()}
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None
