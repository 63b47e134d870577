"""The HTTP of eSCL, in clear or by TLS: one request on a connection of its own, bounded in time and size.

A scanner makes its own certificate, which nobody vouches for: it is known by its fingerprint, since it was chosen.
"""

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from prep.devices.escaner import GRACIA_S

PUERTO, PUERTO_TLS, CARPETA = 80, 443, "/eSCL"
CONEXION_S = 5.0  # to answer at all
BLOQUE = 64 * 1024
XML_MAX = 256 * 1024  # bytes
RUTA_MAX = 200


class DireccionInvalida(ValueError):
    """What was written is no address of a scanner; the message says what to write."""


class CertificadoDistinto(Exception):
    """Whoever answers at that address is not the scanner that was chosen."""


class TomaDetenida(Exception):
    """People did not want to wait any more."""


@dataclass(frozen=True, slots=True)
class RespuestaHttp:
    codigo: int
    cuerpo: bytes
    lugar: str = ""


class ConexionEscl:
    """Where a scanner answers. `huella`: of the only certificate that is asked anything, by TLS, in hexadecimal."""

    def __init__(self, direccion: str, huella: str = "", conexion_s: float = CONEXION_S) -> None:
        """Raises DireccionInvalida. Nothing is sent yet."""
        (self._donde, self.base), self._cifrada = _partes(direccion), _cifrada(direccion)
        self._huella, self._conexion_s = huella, conexion_s
        self._enchufe: socket.socket | None = None
        self.parar = threading.Event()
        self.avance = 0

    def huella(self) -> str:
        """Of the certificate that it has now; "" without TLS. Raises OSError."""
        if not self._cifrada:
            return ""
        with closing(self._abierta()) as conexion:
            return _huella_de(conexion.sock)

    def pedir(
        self, metodo: str, ruta: str, cuerpo: bytes | None = None, espera_s: float | None = None, maximo: int = XML_MAX
    ) -> RespuestaHttp:
        """Raises OSError, HTTPException when what comes is not HTTP, CertificadoDistinto or TomaDetenida."""
        espera_s = self._conexion_s if espera_s is None else espera_s
        with closing(self._abierta()) as conexion:
            if self._cifrada and not hmac.compare_digest(_huella_de(conexion.sock), self._huella):
                raise CertificadoDistinto
            self._enchufe = conexion.sock
            conexion.sock.settimeout(espera_s)
            try:
                conexion.request(metodo, ruta, cuerpo, {"Content-Type": "text/xml"} if cuerpo is not None else {})
                respuesta = conexion.getresponse()
                leido = self._leer(respuesta, maximo, time.monotonic() + espera_s)
            except (OSError, http.client.HTTPException) as error:
                if self.parar.is_set():
                    raise TomaDetenida from error
                raise
            finally:
                self._enchufe = None
            return RespuestaHttp(respuesta.status, leido, respuesta.getheader("Location") or "")

    def detener(self) -> None:
        """From any thread: what is being waited for is left after GRACIA_S."""
        self.parar.set()
        corte = threading.Timer(GRACIA_S, self._cortar)
        corte.daemon = True
        corte.start()

    def _cortar(self) -> None:
        if self.parar.is_set() and (enchufe := self._enchufe) is not None:
            with suppress(OSError):
                enchufe.shutdown(socket.SHUT_RDWR)

    def _abierta(self) -> http.client.HTTPConnection:
        """Connected. Nothing is said to whoever it is before their certificate is looked at."""
        conexion: http.client.HTTPConnection
        if self._cifrada:
            contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            contexto.check_hostname, contexto.verify_mode = False, ssl.CERT_NONE
            conexion = http.client.HTTPSConnection(*self._donde, timeout=self._conexion_s, context=contexto)
        else:
            conexion = http.client.HTTPConnection(*self._donde, timeout=self._conexion_s)
        conexion.connect()
        return conexion

    def _leer(self, respuesta: http.client.HTTPResponse, maximo: int, limite: float) -> bytes:
        """A whole body of at most `maximo` bytes, in time; else IncompleteRead, HTTPException, TimeoutError."""
        leido, total = bytearray(), respuesta.length or 0
        while bloque := respuesta.read1(BLOQUE):  # what there is: who sends a byte at a time is looked at each time
            leido += bloque
            if len(leido) > maximo:
                raise http.client.HTTPException(f"más de {maximo} bytes")
            if time.monotonic() > limite:
                raise TimeoutError
            self.avance = min(100, 100 * len(leido) // total) if total else 0
        if respuesta.length:  # read by blocks, a body that is cut short raises nothing
            raise http.client.IncompleteRead(bytes(leido), respuesta.length)
        return bytes(leido)


def _huella_de(enchufe: socket.socket) -> str:
    """Of the certificate at the other end; "" without TLS."""
    der = enchufe.getpeercert(binary_form=True) if isinstance(enchufe, ssl.SSLSocket) else None
    return hashlib.sha256(der).hexdigest() if der else ""


def _cifrada(direccion: str) -> bool:
    return direccion.strip().lower().startswith("https://")


def _partes(direccion: str) -> tuple[tuple[str, int], str]:
    """Host, port and base path of an address as people write it; raises DireccionInvalida."""
    malo = DireccionInvalida(
        f"«{direccion[:60]}» no es la dirección de un escáner. Escriba, por ejemplo, 192.168.1.40 o escaner.local:8080."
    )
    texto = direccion.strip()
    try:
        partes = urlsplit(texto if "://" in texto else f"http://{texto}")
        puerto = partes.port or (PUERTO_TLS if partes.scheme == "https" else PUERTO)
    except ValueError as error:
        raise malo from error
    anfitrion = partes.hostname or ""
    raro = partes.username or partes.query or partes.fragment or partes.scheme not in ("http", "https")
    if raro or not anfitrion or len(texto) > RUTA_MAX or not texto.isascii() or not texto.isprintable() or " " in texto:
        raise malo
    return (anfitrion, puerto), partes.path.rstrip("/") or CARPETA
