"""The phone images as they arrive at the CCV: how far each is, the image, and once settled what was read on it."""

from enum import StrEnum
from hashlib import sha256

from prep.domain.reglas.auxilio import PIDA
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import CasoDeUso
from prep.services.estacion.sesion import accion
from prep.services.nodo.tipos import ImagenDeCasilla


class EstadoIdentificacion(StrEnum):
    """How far the identification of an image is (R-11)."""

    SIN_LEER = "sin leer"
    LEIDA = "leída una vez"
    CONFIRMADA = "confirmada dos veces"
    MESA = "la dice la mesa"  # registered, and no two people read the same


def identidad(imagen: ImagenDeCasilla) -> EstadoIdentificacion:
    if imagen.leida:
        return EstadoIdentificacion.CONFIRMADA
    if imagen.registrada:
        return EstadoIdentificacion.MESA
    return EstadoIdentificacion.LEIDA if imagen.lecturas else EstadoIdentificacion.SIN_LEER


class ImagenesCasilla(CasoDeUso):
    """Only looks. Needs the node."""

    _SIN_NODO = "Sin nodo no se ven las imágenes que llegan. Aparecen solas cuando vuelva."

    @accion("imagenes_casilla.listar")
    def listar(self, todas: bool = False) -> tuple[ImagenDeCasilla, ...]:
        """Those not registered yet, or all of them; the newest first, at most 500. Raises SinNodo or NoProcede."""
        return self._pedir(lambda: self._estacion.nodo.imagenes_casilla(self.sesion.operador, todas))

    @accion("imagenes_casilla.ver")
    def ver(self, huella: str) -> bytes:
        """The image. Raises SinNodo, or NoProcede when it is gone from here or came damaged."""
        contenido = self._pedir(lambda: self._estacion.nodo.imagen_casilla(self.sesion.operador, huella))
        if contenido is None:
            raise NoProcede("Esa imagen ya no está a cargo del CCV.")
        if sha256(contenido).hexdigest() != huella:
            raise NoProcede(f"La imagen llegó dañada: pídala otra vez. {PIDA}")
        return contenido
