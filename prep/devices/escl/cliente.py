"""A network scanner with feeder, spoken to by eSCL over HTTP: the same for any maker, with no driver.

Each sheet is asked for only when the one before is kept on disk. When something fails, the scanner is asked what, and
the operator is told in words; sheets that already came are not lost.
"""

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar
from urllib.parse import urlsplit

from prep.devices.archivos import paginas_de
from prep.devices.escaner import HOJA_MAX, HOJA_S, HOJAS_MAX, Falla, FallaDeEscaner, Pagina
from prep.devices.escl.mensajes import (
    Capacidades,
    EstadoEscaner,
    Incomprensible,
    leer_capacidades,
    leer_estado,
    trabajo,
)
from prep.devices.escl.red import (
    CONEXION_S,
    RUTA_MAX,
    CertificadoDistinto,
    ConexionEscl,
    RespuestaHttp,
    TomaDetenida,
)
from prep.devices.imagen import ImagenDanada

T = TypeVar("T")
PAUSA_S = 0.5  # between two asks for a sheet that is not ready


class EscanerEscl:
    """One scanner. `direccion`: `192.168.1.40`, `escaner.local:8080` or `http[s]://…/eSCL`.

    `huella`: of its certificate, as `huella()` said it when it was chosen.
    """

    def __init__(
        self,
        direccion: str,
        huella: str = "",
        conexion_s: float = CONEXION_S,
        hoja_s: float = HOJA_S,
        pausa_s: float = PAUSA_S,
    ) -> None:
        """Raises DireccionInvalida. Nothing is sent yet."""
        self._red = ConexionEscl(direccion, huella, conexion_s)
        self._hoja_s, self._pausa_s = hoja_s, pausa_s

    @property
    def avance(self) -> int:
        return self._red.avance

    def detener(self) -> None:
        self._red.detener()

    def huella(self) -> str:
        """Of the certificate that it has now, "" in clear; raises FallaDeEscaner."""
        with _con_palabras():
            return self._red.huella()

    def capacidades(self) -> Capacidades:
        """What it can do; raises FallaDeEscaner."""
        return self._entender("ScannerCapabilities", leer_capacidades)

    def estado(self) -> EstadoEscaner:
        """How it is now; raises FallaDeEscaner."""
        return self._entender("ScannerStatus", leer_estado)

    def paginas(self) -> Iterator[Pagina]:
        """All the sheets of the feeder, or the one on the glass; raises FallaDeEscaner, after those that did come."""
        self._red.parar.clear()
        capacidades, estado = self.capacidades(), self.estado()
        if estado.falla is not None:
            raise FallaDeEscaner(estado.falla)
        if capacidades.alimentador and estado.vacio:
            raise FallaDeEscaner(Falla.VACIO)
        orden = self._empezar(capacidades)
        hojas, entera = 0, False
        try:
            while hojas < (HOJAS_MAX if capacidades.alimentador else 1) and not self._red.parar.is_set():
                self._red.avance = 0
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
        if hojas == 0 and not self._red.parar.is_set():
            raise FallaDeEscaner(Falla.VACIO)

    def _empezar(self, capacidades: Capacidades) -> str:
        """Where the sheets of a new job are asked for."""
        with _con_palabras():
            respuesta = self._red.pedir("POST", f"{self._red.base}/ScanJobs", trabajo(capacidades))
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
            if self._red.parar.is_set():
                raise FallaDeEscaner(Falla.DETENIDA, hojas)
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

    def _pedir_hoja(self, orden: str, hojas: int) -> RespuestaHttp:
        with _con_palabras(hojas, cortada=Falla.INCOMPLETA):
            return self._red.pedir("GET", f"{orden}/NextDocument", espera_s=self._hoja_s, maximo=HOJA_MAX)

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
        with suppress(OSError, http.client.HTTPException, CertificadoDistinto, TomaDetenida):
            self._red.pedir("DELETE", orden)

    def _entender(self, que: str, leer: Callable[[bytes], T]) -> T:
        with _con_palabras():
            respuesta = self._red.pedir("GET", f"{self._red.base}/{que}")
            if respuesta.codigo == http.client.SERVICE_UNAVAILABLE:
                raise FallaDeEscaner(Falla.OCUPADO)
            if respuesta.codigo != http.client.OK:
                raise FallaDeEscaner(Falla.EXTRANA)
            return leer(respuesta.cuerpo)


@contextmanager
def _con_palabras(hojas: int = 0, cortada: Falla = Falla.EXTRANA) -> Iterator[None]:
    """What went wrong, as FallaDeEscaner; `cortada`: an answer that stops halfway."""
    try:
        yield
    except CertificadoDistinto as error:
        raise FallaDeEscaner(Falla.OTRO, hojas) from error
    except TomaDetenida as error:
        raise FallaDeEscaner(Falla.DETENIDA, hojas) from error
    except OSError as error:
        raise FallaDeEscaner(Falla.AUSENTE, hojas) from error
    except http.client.IncompleteRead as error:
        raise FallaDeEscaner(cortada, hojas) from error
    except (http.client.HTTPException, Incomprensible) as error:
        raise FallaDeEscaner(Falla.EXTRANA, hojas) from error
