"""A network scanner with feeder, spoken to by eSCL over HTTP: the same for any maker, with no driver.

Each sheet is asked for only when the one before is kept on disk. When something fails, the scanner is asked what, and
the operator is told in words; sheets that already came are not lost.
"""

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from prep.devices.archivos import paginas_de
from prep.devices.escaner import Falla, FallaDeEscaner, Pagina
from prep.devices.escl_xml import Capacidades, EstadoEscaner, Incomprensible, leer_capacidades, leer_estado, trabajo
from prep.devices.imagen import ImagenDanada

T = TypeVar("T")
PUERTO, CARPETA = 80, "/eSCL"
CONEXION_S, HOJA_S = 5.0, 60.0  # to answer at all; to give a whole sheet, which may wait for the one before to be moved
PAUSA_S = 0.5  # between two asks for a sheet that is not ready
BLOQUE = 64 * 1024
XML_MAX, HOJA_MAX = 256 * 1024, 64 * 1024 * 1024  # bytes
HOJAS_MAX = 500  # of one job: no feeder holds as many
RUTA_MAX = 200


class DireccionInvalida(ValueError):
    """What was written is no address of a scanner; the message says what to write."""


@dataclass(frozen=True, slots=True)
class _RespuestaHttp:
    codigo: int
    cuerpo: bytes
    lugar: str = ""


class EscanerEscl:
    """One scanner. `direccion`: `192.168.1.40`, `escaner.local:8080` or `http://…/eSCL`."""

    def __init__(
        self, direccion: str, conexion_s: float = CONEXION_S, hoja_s: float = HOJA_S, pausa_s: float = PAUSA_S
    ) -> None:
        """Raises DireccionInvalida. Nothing is sent yet."""
        self._donde, self._base = _partes(direccion)
        self._conexion_s, self._hoja_s, self._pausa_s = conexion_s, hoja_s, pausa_s

    def capacidades(self) -> Capacidades:
        """What it can do; raises FallaDeEscaner."""
        return self._entender("ScannerCapabilities", leer_capacidades)

    def estado(self) -> EstadoEscaner:
        """How it is now; raises FallaDeEscaner."""
        return self._entender("ScannerStatus", leer_estado)

    def paginas(self) -> Iterator[Pagina]:
        """All the sheets of the feeder; raises FallaDeEscaner, after the sheets that did come."""
        capacidades, estado = self.capacidades(), self.estado()
        if estado.falla is not None:
            raise FallaDeEscaner(estado.falla)
        if not capacidades.alimentador or estado.vacio:
            raise FallaDeEscaner(Falla.VACIO)
        orden = self._empezar(capacidades)
        hojas, entera = 0, False
        try:
            while hojas < HOJAS_MAX:
                hoja = self._hoja(orden, hojas)
                if hoja is None:
                    entera = True
                    break
                for contenido in hoja:
                    hojas += 1
                    yield Pagina(contenido, f"escaner hoja {hojas}")
        finally:
            if not entera:
                self._cancelar(orden)
        if hojas == 0:
            raise FallaDeEscaner(Falla.VACIO)

    def _empezar(self, capacidades: Capacidades) -> str:
        """Where the sheets of a new job are asked for."""
        try:
            respuesta = self._pedir("POST", f"{self._base}/ScanJobs", trabajo(capacidades))
        except OSError as error:
            raise FallaDeEscaner(Falla.AUSENTE) from error
        except http.client.HTTPException as error:
            raise FallaDeEscaner(Falla.EXTRANA) from error
        if respuesta.codigo != http.client.CREATED:
            raise FallaDeEscaner(self._que_pasa(respuesta.codigo))
        # The address it gives may name a host that is not the one we reach it by: only its path is used.
        ruta = urlsplit(respuesta.lugar).path.rstrip("/")
        if not ruta.startswith("/") or len(ruta) > RUTA_MAX or not ruta.isascii() or not ruta.isprintable():
            raise FallaDeEscaner(Falla.EXTRANA)
        return ruta

    def _hoja(self, orden: str, hojas: int) -> list[bytes] | None:
        """The next sheet as pages (one, whatever it comes in); None when there are no more. Raises FallaDeEscaner."""
        limite = time.monotonic() + self._hoja_s
        respuesta = self._pedir_hoja(orden, hojas)
        while respuesta.codigo == http.client.SERVICE_UNAVAILABLE and time.monotonic() < limite:
            # Not ready yet, as scanners say it (the feeder may be empty, its last sheet inside); unless it stopped.
            espera = self._que_pasa(respuesta.codigo)
            if espera not in (Falla.OCUPADO, Falla.VACIO):
                raise FallaDeEscaner(espera, hojas)
            time.sleep(self._pausa_s)
            respuesta = self._pedir_hoja(orden, hojas)
        if respuesta.codigo in (http.client.NOT_FOUND, http.client.GONE):
            # The end of the sheets, unless the feeder says that something stopped it.
            if (detenido := self._falla_de_alimentador(hojas)) is not None:
                raise FallaDeEscaner(detenido, hojas)
            return None
        if respuesta.codigo != http.client.OK:
            raise FallaDeEscaner(self._que_pasa(respuesta.codigo), hojas)
        try:
            return list(paginas_de(respuesta.cuerpo))
        except ImagenDanada as error:
            raise FallaDeEscaner(Falla.INCOMPLETA, hojas) from error

    def _pedir_hoja(self, orden: str, hojas: int) -> _RespuestaHttp:
        try:
            return self._pedir("GET", f"{orden}/NextDocument", espera_s=self._hoja_s, maximo=HOJA_MAX)
        except http.client.IncompleteRead as error:
            raise FallaDeEscaner(Falla.INCOMPLETA, hojas) from error
        except OSError as error:
            raise FallaDeEscaner(Falla.AUSENTE, hojas) from error
        except http.client.HTTPException as error:
            raise FallaDeEscaner(Falla.EXTRANA, hojas) from error

    def _falla_de_alimentador(self, hojas: int) -> Falla | None:
        try:
            estado = self.estado()
        except FallaDeEscaner as falla:
            # The scanner said that there are no more sheets, and left: all came, if any did.
            return None if hojas else falla.falla
        return None if estado.falla is Falla.OCUPADO else estado.falla

    def _que_pasa(self, codigo: int) -> Falla:
        """What is wrong, asked of the scanner that answered `codigo` to a job or a sheet."""
        try:
            estado = self.estado()
        except FallaDeEscaner as falla:
            return falla.falla
        if estado.falla is not None:
            return estado.falla
        if estado.vacio:
            return Falla.VACIO
        return Falla.OCUPADO if codigo in (http.client.SERVICE_UNAVAILABLE, http.client.CONFLICT) else Falla.NEGADA

    def _cancelar(self, orden: str) -> None:
        """The rest of the job is not wanted; a scanner that is gone keeps no job."""
        try:
            self._pedir("DELETE", orden)
        except (OSError, http.client.HTTPException):
            return

    def _entender(self, que: str, leer: Callable[[bytes], T]) -> T:
        try:
            respuesta = self._pedir("GET", f"{self._base}/{que}")
            if respuesta.codigo == http.client.SERVICE_UNAVAILABLE:
                raise FallaDeEscaner(Falla.OCUPADO)
            if respuesta.codigo != http.client.OK:
                raise FallaDeEscaner(Falla.EXTRANA)
            return leer(respuesta.cuerpo)
        except OSError as error:
            raise FallaDeEscaner(Falla.AUSENTE) from error
        except (http.client.HTTPException, Incomprensible) as error:
            raise FallaDeEscaner(Falla.EXTRANA) from error

    def _pedir(
        self, metodo: str, ruta: str, cuerpo: bytes | None = None, espera_s: float | None = None, maximo: int = XML_MAX
    ) -> _RespuestaHttp:
        """One request on a connection of its own. Raises OSError, or HTTPException when what comes is not HTTP."""
        espera_s = self._conexion_s if espera_s is None else espera_s
        with closing(http.client.HTTPConnection(*self._donde, timeout=self._conexion_s)) as conexion:
            conexion.connect()
            conexion.sock.settimeout(espera_s)
            conexion.request(metodo, ruta, cuerpo, {"Content-Type": "text/xml"} if cuerpo is not None else {})
            respuesta = conexion.getresponse()
            leido = _leer(respuesta, maximo, time.monotonic() + espera_s)
            return _RespuestaHttp(respuesta.status, leido, respuesta.getheader("Location") or "")


def _leer(respuesta: http.client.HTTPResponse, maximo: int, limite: float) -> bytes:
    """A whole body of at most `maximo` bytes, before `limite`. Raises IncompleteRead, HTTPException or TimeoutError."""
    leido = bytearray()
    while bloque := respuesta.read1(BLOQUE):  # what there is: who sends a byte at a time is looked at each time
        leido += bloque
        if len(leido) > maximo:
            raise http.client.HTTPException(f"más de {maximo} bytes")
        if time.monotonic() > limite:
            raise TimeoutError
    if respuesta.length:  # read by blocks, a body that is cut short raises nothing
        raise http.client.IncompleteRead(bytes(leido), respuesta.length)
    return bytes(leido)


def _partes(direccion: str) -> tuple[tuple[str, int], str]:
    """Host, port and base path of an address as people write it; raises DireccionInvalida."""
    malo = DireccionInvalida(
        f"«{direccion[:60]}» no es la dirección de un escáner. Escriba, por ejemplo, 192.168.1.40 o escaner.local:8080."
    )
    texto = direccion.strip()
    try:
        partes = urlsplit(texto if "://" in texto else f"http://{texto}")
        puerto = partes.port or PUERTO
    except ValueError as error:
        raise malo from error
    anfitrion = partes.hostname or ""
    raro = partes.username or partes.query or partes.fragment or partes.scheme != "http"
    if raro or not anfitrion or len(texto) > RUTA_MAX or not texto.isascii() or not texto.isprintable() or " " in texto:
        raise malo
    return (anfitrion, puerto), partes.path.rstrip("/") or CARPETA
