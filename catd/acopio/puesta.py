"""The counter kept up to date: prepared once, and the node asked now and then while the screen is seen."""

from PySide6.QtCore import QObject, QTimer, Signal

from catd.acopio.obra import ObraAcopio, VistaDeAcopio
from catd.acopio.puesta_tabla import TABLA, AccionPuesta, EstadoPuesta, SucesoPuesta
from prep.ui.hilos import Taller
from prep.ui.maquina import MaquinaDePantalla

CADA_MS = 3000  # how often the node is asked what the other stations received


class PuestaAlDia(QObject):
    """`lista(vista)` once it is prepared, `no_lista(error)` when it cannot be; then `vista` or `fallo(error)`."""

    lista = Signal(object)
    no_lista = Signal(object)
    vista = Signal(object)
    fallo = Signal(object)

    def __init__(self, obra: ObraAcopio, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._obra, self._taller = obra, taller
        self._maquina = MaquinaDePantalla(TABLA, EstadoPuesta.SIN_PREPARAR)
        self._reloj = QTimer(self)  # it beats while the screen is seen
        self._reloj.setInterval(CADA_MS)
        self._reloj.timeout.connect(self._toca)

    def activar(self) -> None:
        self._reloj.start()
        if self._maquina.estado is EstadoPuesta.SIN_PREPARAR:
            self._toca()

    def pausar(self) -> None:
        self._reloj.stop()

    def _toca(self) -> None:
        accion = self._maquina.dar(SucesoPuesta.TOCA)
        if accion is AccionPuesta.PREPARAR:
            self._taller.local(self, self._obra.preparar, self._preparada, self._no_preparada)
        elif accion is AccionPuesta.PREGUNTAR:
            self._taller.nodo(self, self._obra.actualizar, self._al_dia, self._no_al_dia)

    def _preparada(self, vista: VistaDeAcopio) -> None:
        self._maquina.dar(SucesoPuesta.PREPARADA)
        self.lista.emit(vista)
        if self._reloj.isActive():
            self._toca()

    def _no_preparada(self, error: Exception) -> None:
        self._maquina.dar(SucesoPuesta.NO_PREPARADA)
        self.no_lista.emit(error)

    def _al_dia(self, vista: VistaDeAcopio) -> None:
        self._maquina.dar(SucesoPuesta.RESPONDE)
        self.vista.emit(vista)

    def _no_al_dia(self, error: Exception) -> None:
        self._maquina.dar(SucesoPuesta.RESPONDE)
        self.fallo.emit(error)
