"""The work behind the viewer of phone images, off its thread: the list looked at while it is seen, the image chosen."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from prep.domain.reglas.auxilio import PIDA
from prep.services.captura.imagenes_casilla import ImagenesCasilla
from prep.services.estacion.errores import DatoInvalido
from prep.ui.hilos import Taller
from prep.ui.mirada import ImagenPedida, MiradaAlNodo
from prep.ui.visor import HojaEnVisor


class ObraImagenes(QObject):
    """`mirada` asks for the list, `imagen` for the one that is chosen. `todas`: all are wanted, or those that wait."""

    def __init__(self, imagenes: ImagenesCasilla, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._imagenes, self.todas = imagenes, False
        self.mirada = MiradaAlNodo(imagenes.listar, taller, self)
        self.imagen = ImagenPedida(imagenes.ver, taller, self, _decodificar)

    def cambiar(self) -> None:
        """All, or only those that wait."""
        self.todas = not self.todas
        self.mirada.cambiar(partial(self._imagenes.listar, self.todas))


def _decodificar(contenido: bytes) -> HojaEnVisor:
    imagen = QImage.fromData(contenido)
    if imagen.isNull():
        raise DatoInvalido(f"La imagen no se puede ver: está dañada o no llegó completa.\n\n{PIDA}")
    return HojaEnVisor(imagen, {})
