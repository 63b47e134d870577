"""The pages that only lack their acopio: they go on by themselves once it is known."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from prep.services.acopio.llegadas import Acopios
from prep.ui.hilos import Taller

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo

REVISIONES = 90  # beats in which the session before this one may still be taking a sheet
LATIDOS = 3  # of the station, between two looks at whether an acopio is known now


class EsperaDeAcopio(QObject):
    """`siguen`: some may be read again. `aviso`: what to tell, and the colour of it."""

    siguen = Signal()
    aviso = Signal(str, str)

    def __init__(self, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._taller = taller
        self._latidos = 0
        self._pidiendo = False  # one question to the node at a time

    def pulso(self, mesa: "EscritorioDeEscaneo", acopios: Acopios) -> None:
        """Now and then: pages that only lack their acopio go on when it is known."""
        self._latidos += 1
        if self._latidos <= REVISIONES:
            self._taller.local(self, mesa.revisar, self._revisada, self._no_se_pudo)
        if self._pidiendo or self._latidos % LATIDOS:
            return
        if any(hoja.falta_acopio for hoja in mesa.hojas()):
            self._pidiendo = True
            self._taller.nodo(self, partial(_reintentar, mesa, acopios), self._reintentadas, self._sin_nodo)

    def _revisada(self, _: None) -> None:
        """What it found was told page by page."""

    def _no_se_pudo(self, error: Exception) -> None:
        self.aviso.emit(str(error), "mal")

    def _reintentadas(self, cuantas: int) -> None:
        self._pidiendo = False
        if cuantas:
            self.siguen.emit()

    def _sin_nodo(self, error: Exception) -> None:
        self._pidiendo = False
        self._no_se_pudo(error)


def _reintentar(mesa: "EscritorioDeEscaneo", acopios: Acopios) -> int:
    acopios.actualizar()
    return mesa.reintentar(acopios)
