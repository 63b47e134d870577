"""A sending over HTTP: looked at before its body is read, kept whole, and acknowledged only when it is on the disk.

What is looked at here is a courtesy to the phone; who judges is the centre (`central/casilla`).
"""

import asyncio
import binascii
import logging
import time
from base64 import b64decode
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import Response

from central.receptor.cuerpo import largo_de, trozos
from central.receptor.cuotas import Cuotas
from central.receptor.deposito import Deposito
from central.receptor.listas import AvisosDelCentro, PadronAbierto
from central.receptor.respuestas import Negada, Negativa, decir
from central.telefono.apartada import Apartada, CodigoDeApartada
from central.telefono.envio import DATOS_MAX, IMAGEN_MAX, EnvioFirmado, leer_datos
from central.telefono.firma import FIRMA_LARGO, firmo
from central.telefono.padron import LlaveDePadron
from central.telefono.telefono import EstadoDeTelefono

JPEG = b"\xff\xd8"
REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anunciado:
    """What the headers of a sending say, signed by a phone that is registered."""

    envio: EnvioFirmado
    datos: bytes
    firma: bytes

    @property
    def huella(self) -> str:
        """Of all that makes it the same sending: the picture's own SHA-256 is in `datos`."""
        return sha256(self.datos + self.firma).hexdigest()


@dataclass(slots=True)
class BuzonDeEnvios:
    """The door of the sendings."""

    deposito: Deposito
    listas: AvisosDelCentro
    cuotas: Cuotas = field(default_factory=Cuotas)
    _turnos: WeakValueDictionary[UUID, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def recibir(self, request: Request) -> Response:
        """PUT /v1/envios/{envio}; raises Negada."""
        largo_de(request, IMAGEN_MAX)
        datos, firma = _firmado(request)
        directorio = self.listas.directorio()
        anunciado = self._anunciado(directorio, str(request.path_params["envio"]), datos, firma)
        id_ = anunciado.envio.envio
        if (hay := self.deposito.huella_de(id_)) is not None:
            dicho = _repetida(anunciado, hay)
            async for _ in trozos(request, IMAGEN_MAX):
                pass  # its sender listens when it has sent all
            return dicho
        with self.cuotas.tomar(anunciado.envio.cuenta):
            recibo = self.deposito.empezar(id_)
            try:
                async for trozo in trozos(request, IMAGEN_MAX):
                    recibo.agregar(trozo)
                if recibo.sha256 != anunciado.envio.sha256:
                    raise Negada(Negativa.IMAGEN_DANADA)
                async with self._turnos.setdefault(id_, asyncio.Lock()):  # of two with one id, one after the other
                    if (hay := self.deposito.huella_de(id_)) is not None:  # by another connection, meanwhile
                        return _repetida(anunciado, hay)
                    await asyncio.to_thread(recibo.confirmar, datos, firma)
                    self.deposito.anotar(id_, anunciado.huella)
            finally:
                recibo.cerrar()
        return _recibida(201, id_)

    def _anunciado(self, directorio: PadronAbierto, ruta: str, datos: bytes, firma: bytes) -> Anunciado:
        try:
            envio = leer_datos(datos)
        except Apartada as error:
            REGISTRO.info("Un envío no es del contrato: %s", error)
            de_fecha = error.codigo is CodigoDeApartada.FECHA
            raise Negada(Negativa.FECHA if de_fecha else Negativa.FORMATO) from error
        if str(envio.envio) != ruta:
            raise Negada(Negativa.PETICION)
        llave = self.exigir_llave(directorio, envio.llave, datos, firma)
        if llave.cuenta != envio.cuenta:
            raise Negada(Negativa.OTRA_CUENTA)
        if envio.proceso != directorio.padron.proceso:
            raise Negada(Negativa.OTRO_PROCESO)
        if directorio.padron.fase == "por_abrir":
            raise Negada(Negativa.FASE)
        if directorio.padron.fase == "cerrado":
            raise Negada(Negativa.PROCESO_CERRADO)
        return Anunciado(envio, datos, firma)

    def exigir_llave(self, directorio: PadronAbierto, nombre: str, dicho: bytes, firma: bytes) -> LlaveDePadron:
        """The key that signed `dicho`; of one that was lost, the centre is told, and it serves for nothing."""
        llave = directorio.llaves.get(nombre)
        if llave is None:
            raise Negada(Negativa.LLAVE_DESCONOCIDA)
        if not firmo(llave.spki, dicho, firma):
            raise Negada(Negativa.FIRMA)
        if llave.estado is EstadoDeTelefono.PERDIDO:
            if not self.deposito.hay_recado("perdido", nombre):
                self.deposito.dejar_recado("perdido", nombre, b"{}")
            raise Negada(Negativa.LLAVE_DE_BAJA)
        return llave


def _repetida(anunciado: Anunciado, hay: str) -> Response:
    """Raises Negada where what there is under its id is something else."""
    if hay != anunciado.huella:
        raise Negada(Negativa.CONTENIDO_DISTINTO)
    return _recibida(200, anunciado.envio.envio, repetida=True)


def _firmado(request: Request) -> tuple[bytes, bytes]:
    """The bytes that were signed and their signature; raises Negada."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "image/jpeg":
        raise Negada(Negativa.PETICION)
    datos = de_base64(request.headers.get("x-prep-datos", ""))
    firma = de_base64(request.headers.get("x-prep-firma", ""))
    if not 0 < len(datos) <= DATOS_MAX or len(firma) != FIRMA_LARGO:
        raise Negada(Negativa.PETICION)
    return datos, firma


def de_base64(texto: str) -> bytes:
    try:
        return b64decode(texto.encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Negada(Negativa.PETICION) from error


def _recibida(estado: int, envio: UUID, **mas: object) -> Response:
    return decir(estado, {"estado": "recibida", "envio": str(envio), "ms": time.time_ns() // 1_000_000, **mas})
