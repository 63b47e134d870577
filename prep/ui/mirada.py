"""What a screen asks its node again each few seconds while it is seen, and the image of the row that is chosen."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from prep.ui.hilos import Taller
from prep.ui.visor import leer_hoja

T = TypeVar("T")
CADA_MS = 2000


class MiradaAlNodo(QObject):
    """One question at a time. `llego(answer)` or `no_llego(words)`; `mirando` while the screen is seen."""

    llego = Signal(object)
    no_llego = Signal(str)

    def __init__(self, pregunta: Callable[[], object], taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._pregunta, self._taller = pregunta, taller
        self._pidiendo = self._vieja = False  # the answer on its way is of a question that nobody asks any more
        self._reloj = QTimer(self)
        self._reloj.setInterval(CADA_MS)
        self._reloj.timeout.connect(self.mirar)

    @property
    def mirando(self) -> bool:
        return self._reloj.isActive()

    def activar(self) -> None:
        self._reloj.start()
        self.mirar()

    def pausar(self) -> None:
        self._reloj.stop()

    def mirar(self) -> None:
        """Now, and not only when it is time."""
        if not self._pidiendo:
            self._pidiendo = True
            self._taller.nodo(self, self._pregunta, self._vino, self._no_vino)

    def cambiar(self, pregunta: Callable[[], object]) -> None:
        """Another question from now on: an answer to the one before is not told."""
        self._pregunta, self._vieja = pregunta, self._pidiendo
        self.mirar()

    def _vino(self, respuesta: object) -> None:
        self._pidiendo = False
        if self._vieja:
            self._vieja = False
            self.mirar()
        else:
            self.llego.emit(respuesta)

    def _no_vino(self, error: Exception) -> None:
        self._pidiendo = self._vieja = False
        self.no_llego.emit(str(error))


class ImagenPedida(QObject):
    """The image of what was asked for last: `abierta(sheet)` or `danada(words)`.

    `pedir(key)` gives what the node has of it and `leer` makes of that what is shown, both off the windows' thread.
    """

    abierta = Signal(object)
    danada = Signal(str)

    def __init__(
        self, pedir: Callable[[Any], object], taller: Taller, padre: QObject, leer: Callable[[Any], object] = leer_hoja
    ) -> None:  # fmt: skip
        super().__init__(padre)
        self._pedir, self._leer, self._taller = pedir, leer, taller
        self._clave: Hashable | None = None

    def abrir(self, clave: Hashable | None) -> None:
        """Of that one; None: of none."""
        self._clave = clave
        if clave is not None:
            self._taller.nodo(self, partial(_con, clave, self._pedir, clave), self._vino, self._no_se_ve)

    def _vino(self, pedida: tuple[Hashable, object]) -> None:
        clave, contenido = pedida
        if clave == self._clave:
            self._taller.fondo(self, partial(_con, clave, self._leer, contenido), self._leida, self._no_se_ve)

    def _leida(self, leida: tuple[Hashable, object]) -> None:
        clave, hoja = leida
        if clave == self._clave:
            self.abierta.emit(hoja)

    def _no_se_ve(self, error: Exception) -> None:
        self.danada.emit(str(error))


def _con(clave: Hashable, hacer: Callable[[Any], T], dato: object) -> tuple[Hashable, T]:
    """What was made, with whose it is."""
    return clave, hacer(dato)
