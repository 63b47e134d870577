"""The work of a window of these streams, on the windows' own thread: told at once or late, as the stream's seed says.

No thread is waited for, and what comes late comes late again with the same seed. The tasks are the windows' own.
"""

import random
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from PySide6.QtWidgets import QApplication

from prep.ui.hilos import Taller

AL_MOMENTO = 0.5  # of the tasks


class _EnFila(Executor):
    """Tasks in the order given; those that wait go before the next that does not."""

    def __init__(self) -> None:
        self.azar = random.Random(0)
        self._fila: deque[Callable[[], object]] = deque()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._fila.append(lambda: fn(*args, **kwargs))
        if self.azar.random() < AL_MOMENTO:
            self.hacer()
        return Future()  # that nobody waits for: the workshop tells by its own signal

    def hacer(self) -> None:
        while self._fila:
            self._fila.popleft()()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._fila.clear()


class TallerDeCorriente(Taller):
    """As any other for its windows."""

    def __init__(self) -> None:
        super().__init__()
        for grupo in (self._local, self._nodo, self._fondo):
            grupo.shutdown()
        self._filas = [_EnFila() for _ in range(3)]
        self._local, self._nodo, self._fondo = self._filas  # type: ignore[assignment]

    def sembrar(self, semilla: int) -> None:
        for n, fila in enumerate(self._filas):
            fila.azar.seed(f"{semilla} {n}")

    def reposo(self) -> None:
        """All that was asked is done and told."""
        QApplication.processEvents()
        while self.en_curso:
            for fila in self._filas:
                fila.hacer()
            QApplication.processEvents()
