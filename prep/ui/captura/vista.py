"""What is seen of the acta in hand: the strips of its rows beside their fields, or its whole image beside the form."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent

from prep.ui.captura.acta import ActaEnCaptura
from prep.ui.captura.disposicion import DisposicionCaptura
from prep.ui.captura.tiras import TiraDeActa


def _por_identificar(acta: ActaEnCaptura) -> bool:
    """Whether what the paper says of which one it is, is still to be read."""
    return acta.por_reconocer or (acta.identidad is not None and not all(acta.identidad.leida[:3]))


class VistaDelActa:
    """Strips whenever all are there; the whole acta while it is asked for, and until it is known which one it is."""

    def __init__(self, piezas: DisposicionCaptura) -> None:
        self._piezas = piezas
        self._acta: ActaEnCaptura | None = None
        self._tiras: Mapping[str, TiraDeActa] = {}
        self._completa = False

    def poner(self, acta: ActaEnCaptura | None, tiras: Mapping[str, TiraDeActa]) -> None:
        """Another acta, with its strips or none."""
        self._acta, self._tiras, self._completa = acta, tiras, False
        self.mostrar()

    def mostrar(self) -> None:
        """As it is to be seen now."""
        acta = self._acta
        con_tiras = acta is not None and not _por_identificar(acta) and bool(self._tiras) and not self._completa
        self._piezas.juntar(con_tiras)
        if acta is not None:
            acta.formulario.poner_tiras(self._tiras if con_tiras else {})

    @property
    def con_tiras(self) -> bool:
        return self._acta is not None and self._acta.formulario.con_tiras

    def alternar(self) -> None:
        """The whole acta, or its strips again."""
        if self._tiras:
            self._completa = not self._completa
            self.mostrar()

    # -- the keys of the image --------------------------------------------------------------------

    def aumentar(self) -> None:
        """What is enlarged is the whole acta."""
        if self.con_tiras:
            self.alternar()
        self._piezas.visor.aumentar()

    def mover(self, x: int, y: int) -> None:
        self._piezas.visor.mover(x, y)


class Espacio(QObject):
    """The space bar, where nothing takes it; and on the button that keeps the acta, where it keeps nothing."""

    def __init__(self, padre: QObject, accion: QAction) -> None:
        super().__init__(padre)
        self._accion = accion

    def eventFilter(self, _: QObject, evento: QEvent) -> bool:
        if not isinstance(evento, QKeyEvent) or evento.key() != Qt.Key.Key_Space:
            return False
        if evento.type() == QEvent.Type.KeyPress and not evento.isAutoRepeat():
            self._accion.trigger()
        return evento.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
