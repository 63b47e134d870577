"""The work behind the viewer of phone images, off its thread: the list looked at while it is seen, the image chosen."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ccv.imagenes.obra_tabla import CON_TODAS, TABLA, AccionImagenes, EstadoImagenes, SucesoImagenes
from prep.domain.reglas.auxilio import PIDA
from prep.services.captura.imagenes_casilla import ImagenesCasilla
from prep.services.estacion.errores import DatoInvalido
from prep.services.nodo.tipos import ImagenDeCasilla
from prep.ui.hilos import Taller
from prep.ui.maquina import MaquinaDePantalla
from prep.ui.visor import HojaEnVisor

MIRADA_MS = 2000


class ObraImagenes(QObject):
    """`lista(images)`, or `sin_lista(words)`. `abierta(sheet)`: the image that was asked for last; or `danada(words)`.

    The clock beats while the screen is seen.
    """

    lista = Signal(object)
    sin_lista = Signal(str)
    abierta = Signal(object)
    danada = Signal(str)

    def __init__(self, imagenes: ImagenesCasilla, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._imagenes, self._taller = imagenes, taller
        self._maquina = MaquinaDePantalla(TABLA, EstadoImagenes.PENDIENTES)
        self._huella = ""  # of the image that was asked for last
        self._reloj = QTimer(self)
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self.mirar)

    @property
    def todas(self) -> bool:
        """Whether all are wanted, or those that wait."""
        return self._maquina.estado in CON_TODAS

    @property
    def mirando(self) -> bool:
        """Whether it asks for what arrives."""
        return self._reloj.isActive()

    def activar(self) -> None:
        self._reloj.start()
        self.mirar()

    def pausar(self) -> None:
        self._reloj.stop()

    def mirar(self) -> None:
        self._hacer(SucesoImagenes.TOCA)

    def cambiar(self) -> None:
        """All, or only those that wait."""
        self._hacer(SucesoImagenes.CAMBIA)

    def abrir(self, huella: str) -> None:
        """That image; "" none."""
        self._huella = huella
        if huella:
            self._taller.nodo(self, partial(_pedir, self._imagenes, huella), self._vino, self._no_se_ve)

    def _hacer(self, suceso: SucesoImagenes) -> AccionImagenes:
        accion = self._maquina.dar(suceso)
        if accion is AccionImagenes.PEDIR:
            self._taller.nodo(self, partial(self._imagenes.listar, self.todas), self._llego, self._no_llego)
        return accion

    def _llego(self, imagenes: tuple[ImagenDeCasilla, ...]) -> None:
        if self._hacer(SucesoImagenes.LLEGA) is AccionImagenes.MOSTRAR:
            self.lista.emit(imagenes)

    def _no_llego(self, error: Exception) -> None:
        self._hacer(SucesoImagenes.NO_LLEGA)
        self.sin_lista.emit(str(error))

    def _vino(self, pedida: tuple[str, bytes]) -> None:
        huella, contenido = pedida
        if huella == self._huella:
            self._taller.fondo(self, partial(_decodificar, huella, contenido), self._abierta, self._no_se_ve)

    def _abierta(self, abierta: tuple[str, HojaEnVisor]) -> None:
        huella, hoja = abierta
        if huella == self._huella:
            self.abierta.emit(hoja)

    def _no_se_ve(self, error: Exception) -> None:
        self.danada.emit(str(error))


def _pedir(imagenes: ImagenesCasilla, huella: str) -> tuple[str, bytes]:
    """One image, with which one it is."""
    return huella, imagenes.ver(huella)


def _decodificar(huella: str, contenido: bytes) -> tuple[str, HojaEnVisor]:
    imagen = QImage.fromData(contenido)
    if imagen.isNull():
        raise DatoInvalido(f"La imagen no se puede ver: está dañada o no llegó completa.\n\n{PIDA}")
    return huella, HojaEnVisor(imagen, {})
