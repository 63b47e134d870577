"""The three places of the night: a folder behind a web server, a real S3 server and a real Azure one."""

import hashlib
import http.client
import http.server
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from gzip import decompress
from pathlib import Path
from urllib.parse import urlsplit

from bench.publico.visitas import servido
from central.difusion.ajustes import Destinado, PublicacionToml, leer_ajustes
from central.difusion.hilo import abrir_destino
from tests.central.difusion.almacen import CUBO, pedir, puerto_libre, servidor
from tests.central.difusion.azure import CONTENEDOR, CREDENCIAL, servidor_azure
from tests.linea.cable import Cable

FIJAS = ("d", "a", "i", "cortes")
A_LA_VEZ = 8


class NoEsta(OSError):
    """The place does not give that file."""


@dataclass
class Sitio:
    """One place as anybody reads it, by its address; `lista` gives the paths that it has."""

    nombre: str
    base: str
    destino: Destinado
    _hilo: threading.local = field(default_factory=threading.local)

    def leer(self, ruta: str) -> bytes:
        """Raises NoEsta, OSError."""
        partes = urlsplit(self.base)
        for intento in (1, 2):  # a connection that was kept may have been closed by the other end
            conexion = self._conexion(partes.netloc)
            try:
                conexion.request("GET", f"{partes.path}{ruta}", headers={"Accept-Encoding": "gzip"})
                respuesta = conexion.getresponse()
                crudo = respuesta.read()
                break
            except (OSError, http.client.HTTPException) as error:
                conexion.close()
                if intento == 2:
                    raise OSError(f"{self.nombre} no da {ruta}: {error!r}") from error
        if respuesta.status != http.HTTPStatus.OK:
            raise NoEsta(f"{self.nombre} no da {ruta}: {respuesta.status}")
        return decompress(crudo) if respuesta.headers.get("Content-Encoding") == "gzip" else crudo

    def _conexion(self, donde: str) -> http.client.HTTPConnection:
        if not hasattr(self._hilo, "conexion"):
            self._hilo.conexion = http.client.HTTPConnection(donde, timeout=60)
        conexion: http.client.HTTPConnection = self._hilo.conexion
        return conexion

    def lista(self) -> set[str]:
        if self.destino.dicho.clase != "carpeta":
            return abrir_destino(self.destino).hay("")
        raiz = self.destino.carpeta
        rutas = [r for fija in FIJAS for r in (raiz / fija).rglob("*") if r.is_file()]
        cambia = [r for r in (raiz / "actual").rglob("*") if r.is_file() and not r.is_symlink()]
        dichas = {r.relative_to(raiz).as_posix() for r in rutas}
        dichas |= {r.relative_to(raiz / "actual").as_posix() for r in cambia}
        return {r for r in dichas if not r.endswith((".gz", ".br"))}

    def huellas(self, rutas: set[str]) -> dict[str, str]:
        """The SHA-256 of each file as it is given, or why it is not."""
        en_orden = sorted(rutas)
        with ThreadPoolExecutor(A_LA_VEZ) as manos:
            return dict(zip(en_orden, manos.map(self._huella, en_orden), strict=True))

    def _huella(self, ruta: str) -> str:
        try:
            return hashlib.sha256(self.leer(ruta)).hexdigest()
        except OSError as error:
            return str(error)


class Puerta(http.server.BaseHTTPRequestHandler):
    """What stands before a bucket that is not public, as a CDN does: it reads there with a credential of its own."""

    protocol_version = "HTTP/1.1"
    bucket = ""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        hallado = pedir(f"{self.bucket}{self.path}", "GET")
        crudo, cabezas = hallado or (b"", {})
        self.send_response(http.HTTPStatus.OK if hallado else http.HTTPStatus.NOT_FOUND)
        for cabeza in ("content-type", "content-encoding", "cache-control"):
            if cabeza in cabezas:
                self.send_header(cabeza, cabezas[cabeza])
        self.send_header("Content-Length", str(len(crudo)))
        self.end_headers()
        self.wfile.write(crudo)


@contextmanager
def puerta(bucket: str) -> Iterator[str]:
    """The address at which anybody reads that bucket."""
    suya = type("PuertaDeEste", (Puerta,), {"bucket": bucket})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), suya) as servidor:
        threading.Thread(target=servidor.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{servidor.server_port}/"
        finally:
            servidor.shutdown()


@dataclass(frozen=True)
class Lugares:
    """`cable`: the one of the S3 server, which only the publisher goes through."""

    sitios: tuple[Sitio, ...]
    ajustes: Path
    cable: Cable


@contextmanager
def levantados(carpeta: Path) -> Iterator[Lugares]:
    """The servers running and the settings of a publisher that goes to all three, in `carpeta`."""
    raiz = carpeta / "sitio"
    (raiz / "vacio").mkdir(parents=True)
    with ExitStack() as pila:
        web = pila.enter_context(servido(raiz / "actual"))
        s3 = pila.enter_context(servidor(puerto_libre()))
        nube = pila.enter_context(servidor_azure(puerto_libre()))
        cable = Cable(urlsplit(s3).port or 0)
        pila.callback(cable.cerrar)
        nube.guardar_credencial(carpeta)
        secreto = carpeta / "s3.toml"
        secreto.write_text('cuenta = "prueba"\nclave = "secreta"\n', encoding="utf-8")
        secreto.chmod(0o600)
        ajustes = carpeta / "publicacion.toml"
        ajustes.write_text(
            '[[destinos]]\nnombre = "carpeta"\nclase = "carpeta"\nlugar = "sitio"\n'
            f'[[destinos]]\nnombre = "s3"\nclase = "s3"\nlugar = "{CUBO}"\nregion = "us-east-1"\n'
            f'credencial = "s3.toml"\ndireccion = "http://127.0.0.1:{cable.puerto}"\n'
            f'[[destinos]]\nnombre = "azure"\nclase = "azure"\nlugar = "{CONTENEDOR}"\n'
            f'credencial = "{CREDENCIAL}"\ndireccion = "{nube.direccion}"\n',
            encoding="utf-8",
        )
        dicho: PublicacionToml = leer_ajustes(ajustes)
        bases = (web, pila.enter_context(puerta(f"{s3}/{CUBO}")), f"{nube.direccion}/{CONTENEDOR}/")
        sitios = tuple(
            Sitio(d.nombre, base, Destinado(d, carpeta)) for d, base in zip(dicho.destinos, bases, strict=True)
        )
        yield Lugares(sitios, ajustes, cable)
