"""A real Azure Blob server of this machine (Azurite), where it is: an account made for the run, a public container."""

import base64
import gzip
import hmac
import os
import secrets
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

import pytest

from central.difusion.ajustes import Clase, Destinado, DestinoToml
from tests.espera import hasta

AZURITE = shutil.which("azurite-blob")
CUENTA, CONTENEDOR, CREDENCIAL = "prueba", "cortes", "azure.toml"
con_azurite = pytest.mark.skipif(AZURITE is None, reason="falta azurite-blob")


@dataclass(frozen=True)
class ServidorAzure:
    """`direccion`: with the account in its path, as Azurite says it."""

    direccion: str
    clave: str

    def vaciar(self) -> bool:
        """Nothing in it but an empty container; False while it does not answer."""
        self._pedir("DELETE")
        return self._pedir("PUT") == 201

    def guardar_credencial(self, carpeta: Path) -> None:
        """Where `en_azure` looks for it, in a file that its owner alone reads."""
        ruta = carpeta / CREDENCIAL
        ruta.write_text(f'cuenta = "{CUENTA}"\nclave = "{self.clave}"\n', encoding="utf-8")
        ruta.chmod(0o600)

    def bajar(self, ruta: str) -> tuple[bytes, dict[str, str]]:
        """An object as anyone gets it: its bytes once decompressed, and its headers, in lower case."""
        with urllib.request.urlopen(f"{self.direccion}/{CONTENEDOR}/{ruta}", timeout=10) as respuesta:
            crudo, cabezas = respuesta.read(), {c.lower(): v for c, v in respuesta.headers.items()}
        return gzip.decompress(crudo) if cabezas.get("content-encoding") == "gzip" else crudo, cabezas

    def _pedir(self, metodo: str) -> int:
        """The container itself, by the account's key; 0 when nobody answers."""
        cabezas = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": "2021-08-06"}
        if metodo == "PUT":
            cabezas["x-ms-blob-public-access"] = "blob"
        dichas = "".join(f"{c}:{cabezas[c]}\n" for c in sorted(cabezas))
        firmado = metodo + "\n" * 12 + dichas + f"/{CUENTA}/{CUENTA}/{CONTENEDOR}\nrestype:container"
        firma = hmac.digest(base64.b64decode(self.clave), firmado.encode(), "sha256")
        cabezas["Authorization"] = f"SharedKey {CUENTA}:{base64.b64encode(firma).decode()}"
        direccion = f"{self.direccion}/{CONTENEDOR}?restype=container"
        cabezas["Content-Length"] = "0"  # said by itself: a body, even empty, would bring a type that is signed too
        pedido = urllib.request.Request(direccion, method=metodo, headers=cabezas)
        try:
            with urllib.request.urlopen(pedido, timeout=10) as respuesta:
                return int(respuesta.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0


@contextmanager
def servidor_azure(puerto: int) -> Iterator[ServidorAzure]:
    """Running, with an empty container, everything in memory."""
    assert AZURITE is not None
    suyo = ServidorAzure(f"http://127.0.0.1:{puerto}/{CUENTA}", base64.b64encode(secrets.token_bytes(32)).decode())
    orden = [AZURITE, "--inMemoryPersistence", "--blobPort", str(puerto), "--silent", "--skipApiVersionCheck"]
    ambiente = {**os.environ, "AZURITE_ACCOUNTS": f"{CUENTA}:{suyo.clave}"}
    with subprocess.Popen(
        [*orden, "--disableTelemetry"], env=ambiente, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as proceso:
        try:
            hasta(suyo.vaciar, "el servidor de Azure")
            yield suyo
        finally:
            proceso.kill()


def en_azure(carpeta: Path, direccion: str, nombre: str = "nube") -> Destinado:
    """A target in that server; its credential stands already in `carpeta`."""
    dicho = DestinoToml(nombre=nombre, clase=Clase.AZURE, lugar=CONTENEDOR, direccion=direccion, credencial=CREDENCIAL)
    return Destinado(dicho, carpeta)
