"""Work off the windows' thread: one thread for what stays at this station, one for the node, a few for the rest.

Results come back through one bound slot, on the windows' thread: a lambda connected to a worker's signal would run on
the worker's (T-2). And nothing of a window dies on a worker's: whom a task is for, the task and
its result stay in a table of the windows' thread, what crosses is its number, and garbage is collected there alone.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from prep.services.estacion.errores import NoProcede
from prep.services.nodo.tipos import NodoAusente, NodoRechaza
from prep.store.spool.tipos import ErrorDeSpool
from prep.ui.recolector import solo_aqui

T = TypeVar("T")
FONDO = 2  # images, PDF and crypto: as many as cores of a plain PC

# What an operator can act on; anything else is a fault of ours and goes to sys.excepthook.
ESPERADOS = (NoProcede, ErrorDeSpool, NodoAusente, NodoRechaza, OSError)


@dataclass(slots=True)
class _Encargo:
    """A task, whom to tell of it and what came of it; `dueno` gone, nobody is told."""

    dueno: QObject
    tarea: Callable[[], Any]
    al_terminar: Callable[[Any], None]
    al_fallar: Callable[[Exception], None] | None
    resultado: Any = None
    error: BaseException | None = None


class Taller(QObject):
    """Where windows send work. `al_terminar` and `al_fallar` are bound methods of `dueno` and run on its thread."""

    _listo = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        solo_aqui()
        self._local = ThreadPoolExecutor(1, "local")
        self._nodo = ThreadPoolExecutor(1, "nodo")
        self._fondo = ThreadPoolExecutor(FONDO, "fondo")
        self._aparatos = ThreadPoolExecutor(1, "aparatos")
        self._cerrado = False
        self._numeros = count()
        self._encargos: dict[int, _Encargo] = {}  # filled and emptied by the windows' thread alone
        self._listo.connect(self._recibir, Qt.ConnectionType.QueuedConnection)

    @property
    def en_curso(self) -> int:
        """How many tasks were handed over and have not come back."""
        return len(self._encargos)

    def local(
        self,
        dueno: QObject,
        tarea: Callable[[], T],
        al_terminar: Callable[[T], None],
        al_fallar: Callable[[Exception], None] | None = None,
    ) -> None:
        """What only touches this station: its spool, the session. One after another, in the order given."""
        self._dar(self._local, dueno, tarea, al_terminar, al_fallar)

    def nodo(
        self,
        dueno: QObject,
        tarea: Callable[[], T],
        al_terminar: Callable[[T], None],
        al_fallar: Callable[[Exception], None] | None = None,
    ) -> None:
        """What asks the node, and may wait for it. One after another, in the order given."""
        self._dar(self._nodo, dueno, tarea, al_terminar, al_fallar)

    def fondo(
        self,
        dueno: QObject,
        tarea: Callable[[], T],
        al_terminar: Callable[[T], None],
        al_fallar: Callable[[Exception], None] | None = None,
    ) -> None:
        """What only computes: images, documents, keys. In no order."""
        self._dar(self._fondo, dueno, tarea, al_terminar, al_fallar)

    def aparatos(self, dueno: QObject, tarea: Callable[[], T], al_terminar: Callable[[T], None]) -> None:
        """What asks the devices of this computer, which may not answer: nothing else waits behind it."""
        self._dar(self._aparatos, dueno, tarea, al_terminar, None)

    def cerrar(self) -> None:
        """Lets what runs finish and takes nothing more; results that come after it are dropped."""
        self._cerrado = True
        for grupo in (self._fondo, self._nodo, self._local, self._aparatos):
            grupo.shutdown(wait=True, cancel_futures=True)
        self._encargos.clear()

    def _dar(
        self,
        grupo: ThreadPoolExecutor,
        dueno: QObject,
        tarea: Callable[[], T],
        al_terminar: Callable[[T], None],
        al_fallar: Callable[[Exception], None] | None,
    ) -> None:
        if self._cerrado:
            return
        numero = next(self._numeros)
        self._encargos[numero] = _Encargo(dueno, tarea, al_terminar, al_fallar)
        grupo.submit(self._hacer, numero)

    def _hacer(self, numero: int) -> None:
        """On the worker's thread: once it has told, it holds nothing of the task."""
        encargo = self._encargos[numero]
        try:
            encargo.resultado = encargo.tarea()
        except BaseException as error:  # noqa: BLE001 -- told on the windows' thread, whatever it is
            encargo.error = error
        del encargo
        if not self._cerrado:
            self._listo.emit(numero)

    def _recibir(self, numero: int) -> None:
        encargo = self._encargos.pop(numero, None)
        if encargo is None:  # closed meanwhile
            return
        error = encargo.error
        vivo = isValid(encargo.dueno)
        if error is None:
            if vivo:
                encargo.al_terminar(encargo.resultado)
        elif vivo and encargo.al_fallar is not None and isinstance(error, ESPERADOS):
            encargo.al_fallar(error)
        elif vivo or not isinstance(error, ESPERADOS):
            sys.excepthook(type(error), error, error.__traceback__)
