"""The image of the page in focus, decoded off the windows' thread and only once somebody stays on it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from prep.ui.hilos import Taller
from prep.ui.visor import HojaEnVisor, Visor

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo

QUIETA_MS = 60  # a page is not loaded while somebody runs through the list


class Laminas(QObject):
    """Puts in `visor` the page that was asked for last."""

    def __init__(self, visor: Visor, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._visor, self._taller = visor, taller
        self._huella = ""
        self._mesa: EscritorioDeEscaneo | None = None
        self._reloj = QTimer(self)
        self._reloj.setInterval(QUIETA_MS)
        self._reloj.setSingleShot(True)
        self._reloj.timeout.connect(self._pedir)

    def mostrar(self, mesa: "EscritorioDeEscaneo | None", huella: str) -> None:
        """The page of that hash; "" shows none."""
        self._mesa, self._huella = mesa, huella
        self._visor.mostrar(None, self.tr("Cargando la imagen…") if huella else "")
        self._reloj.start()

    def _pedir(self) -> None:
        if self._huella and self._mesa is not None:
            self._taller.fondo(self, partial(_cargar, self._mesa, self._huella), self._llego, self._sin_imagen)

    def _llego(self, cargada: tuple[str, HojaEnVisor]) -> None:
        huella, hoja = cargada
        if huella == self._huella:
            self._visor.mostrar(hoja)

    def _sin_imagen(self, error: Exception) -> None:
        self._visor.mostrar(None, str(error))


def _cargar(mesa: "EscritorioDeEscaneo", huella: str) -> tuple[str, HojaEnVisor]:
    """The page decoded, with which one it is. Raises NoProcede."""
    return huella, HojaEnVisor(QImage.fromData(mesa.imagen(huella)), {})
