"""Work off the windows' thread: one thread for what stays at this station, one for the node, a few for the rest.

Results come back through one bound slot, on the windows' thread: a lambda connected to a worker's signal would run on
the worker's (architecture, known traps).
"""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from prep.services.estacion.errores import NoProcede
from prep.services.nodo.tipos import NodoAusente, NodoRechaza
from prep.store.spool.tipos import ErrorDeSpool

T = TypeVar("T")
FONDO = 2  # images, PDF and crypto: as many as cores of a plain PC

# What an operator can act on; anything else is a fault of ours and goes to sys.excepthook.
ESPERADOS = (NoProcede, ErrorDeSpool, NodoAusente, NodoRechaza, OSError)


@dataclass(frozen=True, slots=True)
class _Encargo:
    """Whom to tell of a task; `dueno` gone, nobody is told. Not the future: it holds this, and would not go."""

    dueno: QObject
    al_terminar: Callable[[Any], None]
    al_fallar: Callable[[Exception], None] | None


class Taller(QObject):
    """Where windows send work. `al_terminar` and `al_fallar` are bound methods of `dueno` and run on its thread."""

    _listo = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._local = ThreadPoolExecutor(1, "local")
        self._nodo = ThreadPoolExecutor(1, "nodo")
        self._fondo = ThreadPoolExecutor(FONDO, "fondo")
        self._cerrado = False
        self._en_curso = 0
        self._listo.connect(self._recibir, Qt.ConnectionType.QueuedConnection)

    @property
    def en_curso(self) -> int:
        """How many tasks were handed over and have not come back."""
        return self._en_curso

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

    def cerrar(self) -> None:
        """Lets what runs finish and takes nothing more; results that come after it are dropped."""
        self._cerrado = True
        for grupo in (self._fondo, self._nodo, self._local):
            grupo.shutdown(wait=True, cancel_futures=True)

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
        self._en_curso += 1
        futuro = grupo.submit(tarea)
        encargo = _Encargo(dueno, al_terminar, al_fallar)
        futuro.add_done_callback(partial(self._avisar, encargo))  # on the worker's thread: it only emits

    def _avisar(self, encargo: _Encargo, futuro: "Future[Any]") -> None:
        if not self._cerrado:
            self._listo.emit((encargo, futuro))

    def _recibir(self, hecho: "tuple[_Encargo, Future[Any]]") -> None:
        encargo, futuro = hecho
        self._en_curso -= 1
        if self._cerrado or futuro.cancelled():
            return
        error = futuro.exception()
        vivo = isValid(encargo.dueno)
        if error is None:
            if vivo:
                encargo.al_terminar(futuro.result())
        elif vivo and encargo.al_fallar is not None and isinstance(error, ESPERADOS):
            encargo.al_fallar(error)
        elif vivo or not isinstance(error, ESPERADOS):
            sys.excepthook(type(error), error, error.__traceback__)
