"""The work behind the proposals, off the windows' thread: looked at while they are seen, the images, the answer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from prep.services.captura.acuerdos import Acuerdos
from prep.services.captura.cotejos import LadoDeCotejo
from prep.services.estacion.estacion import Recibo
from prep.ui.hilos import Taller
from prep.ui.mirada import ImagenPedida, MiradaAlNodo
from prep.ui.visor import HojaEnVisor, leer_hoja

LadoLeido = tuple[LadoDeCotejo, HojaEnVisor | None]


class ObraAcuerdos(QObject):
    """`mirada` asks for the list, `imagen` for that of an acta, `otra` for the other source of what ends a cotejo.

    `hecha(receipt)` or `no_hecha(words)`.
    """

    hecha = Signal(object)
    no_hecha = Signal(str)

    def __init__(self, acuerdos: Acuerdos, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._taller = taller
        self.mirada = MiradaAlNodo(acuerdos.listar, taller, self)
        self.imagen = ImagenPedida(acuerdos.ver, taller, self)
        self.otra = ImagenPedida(acuerdos.otra, taller, self, _leer_lado)

    def hacer(self, que: Callable[[], Recibo]) -> None:
        """What this person signs."""
        self._taller.local(self, que, self._hecha, self._no_hecha)

    def _hecha(self, recibo: Recibo) -> None:
        self.hecha.emit(recibo)
        self.mirada.mirar()

    def _no_hecha(self, error: Exception) -> None:
        self.no_hecha.emit(str(error))


def _leer_lado(lado: LadoDeCotejo | None) -> LadoLeido | None:
    """With its sheet, None without an image; None when there is nothing to compare."""
    return (lado, leer_hoja(lado.contenido) if lado.contenido else None) if lado is not None else None
