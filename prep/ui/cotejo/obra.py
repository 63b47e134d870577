"""The work behind the cotejos, off the windows' thread: as the desk's, and the sheets of both sides, and asking."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from prep.services.captura.cotejos import CasoDeCotejo, Cotejar
from prep.services.estacion.estacion import Recibo
from prep.services.nodo.tipos import CotejoEnBandeja, MiradaEnBandeja
from prep.ui.hilos import Taller
from prep.ui.validacion.obra import ObraValidacion
from prep.ui.visor import HojaEnVisor, leer_hoja


class ObraCotejos(ObraValidacion):
    """`vista(side, sheet)` or `danada(side, words)` of the last case; `pedido()` or `no_pedido(words)`."""

    vista = Signal(int, object)
    danada = Signal(int, str)
    pedido = Signal()
    no_pedido = Signal(str)
    _caso: CasoDeCotejo | None = None

    def __init__(self, cotejar: Cotejar, taller: Taller, padre: QObject) -> None:
        super().__init__(cotejar, taller, padre)
        self._cotejar = cotejar

    def renglones(self) -> tuple[CotejoEnBandeja | MiradaEnBandeja, ...]:
        """The cotejos, then what the second look offers: it waits for nobody, and is made when there is time."""
        return (*self._cotejar.bandeja(), *self._cotejar.miradas())

    def leer(self, caso: CasoDeCotejo) -> None:
        """Both images, those that there are; 0 is what was published."""
        self._caso = caso
        for lado, contenido in enumerate((caso.trabajo.contenido, caso.otra.contenido)):
            if contenido:
                vuelta = partial(self._leida, caso, lado), partial(self._no_leida, caso, lado)
                self._taller.fondo(self, partial(leer_hoja, contenido), *vuelta)

    def mirar_de_nuevo(self, mirada: MiradaEnBandeja, si_no: str) -> None:
        """Opens what the second look offers: its cotejo is asked for first."""
        self._pedir(partial(self._cotejar.mirar, mirada), si_no)

    def pedir_cotejo(self, pedir: Callable[[], Recibo]) -> None:
        """Asks the node first whether there is what to compare."""
        self._taller.nodo(self, pedir, self._pedido, self._no_pedido)

    def _leida(self, caso: CasoDeCotejo, lado: int, hoja: HojaEnVisor) -> None:
        if caso is self._caso:
            self.vista.emit(lado, hoja)

    def _no_leida(self, caso: CasoDeCotejo, lado: int, error: Exception) -> None:
        if caso is self._caso:
            self.danada.emit(lado, str(error))

    def _pedido(self, _: Recibo) -> None:
        self.pedido.emit()
        self.mirar()

    def _no_pedido(self, error: Exception) -> None:
        self.no_pedido.emit(str(error))
