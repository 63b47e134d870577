"""Looking at the casillas one by one: what this station and the others received and scanned, as of now."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from prep.services.acopio.llegadas import Acopios
from prep.services.digitalizacion.avance import CasillaEnAvance, avance
from prep.services.estacion.estacion import Estacion
from prep.ui.hilos import Taller

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo


class MiradaDeCasillas(QObject):
    """`avance(casillas)`; `aviso`: what to tell, and its colour."""

    avance = Signal(object)
    aviso = Signal(str, str)

    def __init__(self, estacion: Estacion, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._estacion, self._taller = estacion, taller
        self._pidiendo = False  # one look at a time

    def mirar(self, mesa: "EscritorioDeEscaneo", acopios: Acopios) -> None:
        if not self._pidiendo:
            self._pidiendo = True
            self._taller.nodo(self, partial(_mirar, self._estacion, acopios, mesa), self._llego, self._no_llego)

    def _llego(self, casillas: tuple[CasillaEnAvance, ...]) -> None:
        self._pidiendo = False
        self.avance.emit(casillas)

    def _no_llego(self, error: Exception) -> None:
        self._pidiendo = False
        self.aviso.emit(str(error), "mal")


def _mirar(estacion: Estacion, acopios: Acopios, mesa: "EscritorioDeEscaneo") -> tuple[CasillaEnAvance, ...]:
    acopios.actualizar()
    acopios.releer()
    return avance(estacion, acopios, mesa.noche())
