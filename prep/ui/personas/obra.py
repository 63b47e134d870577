"""The work behind the people of a site, off the windows' thread: looked at while they are seen, proposed, answered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from prep.services.estacion.estacion import Recibo
from prep.services.estacion.personas import Personas
from prep.ui.hilos import Taller
from prep.ui.mirada import MiradaAlNodo


class ObraPersonas(QObject):
    """`mirada` asks who there is; `hecha(receipt)` or `no_hecha(words)`; a password not taken, `no_escrita`."""

    hecha = Signal(object)
    no_hecha = Signal(str)
    no_escrita = Signal(str)

    def __init__(self, personas: Personas, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._personas, self._taller = personas, taller
        self.mirada = MiradaAlNodo(personas.ver, taller, self)

    def firmar(self, que: Callable[[], Recibo]) -> None:
        """What this person signs and this station keeps."""
        self._taller.local(self, que, self._hecha, self._no_hecha)

    def restablecer(self, quien: str, contrasena: str, motivo: str) -> None:
        """Sealing takes half a second on purpose, and the node keeps the seal."""
        tarea = partial(self._personas.restablecer, quien, contrasena, motivo)
        self._taller.nodo(self, tarea, self._hecha, self._no_se_escribio)

    def _hecha(self, recibo: Recibo) -> None:
        self.hecha.emit(recibo)
        self.mirada.mirar()

    def _no_hecha(self, error: Exception) -> None:
        self.no_hecha.emit(str(error))

    def _no_se_escribio(self, error: Exception) -> None:
        self.no_escrita.emit(str(error))
