"""The reader's machine: the tray's pages one after another, in turns with what the operator decides."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from catd.digitalizacion.lectura_tabla import TABLA, AccionLectura, EstadoLectura, SucesoLectura
from prep.services.digitalizacion.hojas import Hoja
from prep.ui.hilos import Taller
from prep.ui.maquina import MaquinaDePantalla

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo

OTRA_VEZ_MS = 5000  # after the disk refused a page


class LecturaDeBandeja(QObject):
    """`aviso`: what to tell, and the colour of it."""

    aviso = Signal(str, str)

    def __init__(self, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._taller = taller
        self._maquina = MaquinaDePantalla(TABLA, EstadoLectura.CERRADA)
        self._mesa: EscritorioDeEscaneo | None = None
        self._despues = QTimer(self)
        self._despues.setInterval(OTRA_VEZ_MS)
        self._despues.setSingleShot(True)
        self._despues.timeout.connect(self.leer)

    def abrir(self, mesa: "EscritorioDeEscaneo") -> None:
        self._mesa = mesa
        self._hacer(SucesoLectura.ABRE)

    def leer(self) -> None:
        """A page may be waiting."""
        self._hacer(SucesoLectura.HAY)

    def soltar(self) -> None:
        """The page that is being read ends; none is read after the wait."""
        self._despues.stop()

    def _hacer(self, suceso: SucesoLectura) -> None:
        accion = self._maquina.dar(suceso)
        if accion is AccionLectura.LEER:
            assert self._mesa is not None, "la tabla sólo lee con bandeja"
            self._taller.fondo(self, self._mesa.leer_siguiente, self._leida, self._sin_leer)
        elif accion is AccionLectura.ESPERAR:
            self._despues.start()

    def _leida(self, hoja: Hoja | None) -> None:
        self._hacer(SucesoLectura.NINGUNA if hoja is None else SucesoLectura.LEIDA)

    def _sin_leer(self, error: Exception) -> None:
        self.aviso.emit(str(error), "mal")
        self._hacer(SucesoLectura.FALLA)
