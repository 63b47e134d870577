"""The work behind the people of a site, off the windows' thread: looked at while they are seen, proposed, answered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from prep.services.estacion.estacion import Recibo
from prep.services.estacion.personas import Personas, VistaDePersonas
from prep.ui.hilos import Taller

MIRADA_MS = 2000


class ObraPersonas(QObject):
    """`llego(view)` or `no_llego(words)`; `hecha(receipt)` or `no_hecha(words)`; a password not taken, `no_escrita`."""

    llego = Signal(object)
    no_llego = Signal(str)
    hecha = Signal(object)
    no_hecha = Signal(str)
    no_escrita = Signal(str)

    def __init__(self, personas: Personas, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._personas, self._taller = personas, taller
        self._pidiendo = False  # one look at a time
        self._reloj = QTimer(self)
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self.mirar)

    def activar(self) -> None:
        self._reloj.start()
        self.mirar()

    def pausar(self) -> None:
        self._reloj.stop()

    def mirar(self) -> None:
        if not self._pidiendo:
            self._pidiendo = True
            self._taller.nodo(self, self._personas.ver, self._llego, self._no_llego)

    def firmar(self, que: Callable[[], Recibo]) -> None:
        """What this person signs and this station keeps."""
        self._taller.local(self, que, self._hecha, self._no_hecha)

    def restablecer(self, quien: str, contrasena: str, motivo: str) -> None:
        """Sealing takes half a second on purpose, and the node keeps the seal."""
        tarea = partial(self._personas.restablecer, quien, contrasena, motivo)
        self._taller.nodo(self, tarea, self._hecha, self._no_se_escribio)

    def _llego(self, vista: VistaDePersonas) -> None:
        self._pidiendo = False
        self.llego.emit(vista)

    def _no_llego(self, error: Exception) -> None:
        self._pidiendo = False
        self.no_llego.emit(str(error))

    def _hecha(self, recibo: Recibo) -> None:
        self.hecha.emit(recibo)
        self.mirar()

    def _no_hecha(self, error: Exception) -> None:
        self.no_hecha.emit(str(error))

    def _no_se_escribio(self, error: Exception) -> None:
        self.no_escrita.emit(str(error))
