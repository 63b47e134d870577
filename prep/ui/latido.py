"""The heartbeat of the work in hand: keeps its lease, and says when it is no longer this operator's."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from prep.ui.pantalla import ContextoDePantalla


class LatidoDeTrabajo(QObject):
    """`perdida(work)` once, when the node says so; without node nothing is said: the bar tells how the node is."""

    perdida = Signal(object)

    def __init__(self, renovar: Callable[[Any], bool], contexto: ContextoDePantalla, padre: QObject) -> None:
        super().__init__(padre)
        self._renovar, self._taller = renovar, contexto.taller
        self._obra: object = None
        self.reloj = QTimer(self)
        self.reloj.setInterval(max(1, contexto.estacion.catalogo.ajustes.vigencia_trabajo_s) * 1000 // 3)
        self.reloj.timeout.connect(self._dar)

    def empezar(self, obra: object) -> None:
        """`obra`: what `renovar` takes, of now on."""
        self._obra = obra
        self.reloj.start()

    def parar(self) -> None:
        self._obra = None
        self.reloj.stop()

    def _dar(self) -> None:
        vuelta = _Vuelta(self, self._obra)
        self._taller.nodo(vuelta, partial(self._renovar, self._obra), vuelta.bien, vuelta.mal)

    def vuelto(self, obra: object, suya: bool) -> None:
        """The node's answer about a work, which by now may not be the one in hand."""
        if not suya and obra is self._obra:
            self.parar()
            self.perdida.emit(obra)


class _Vuelta(QObject):
    """Tells which work the answer is about."""

    def __init__(self, latido: LatidoDeTrabajo, obra: object) -> None:
        super().__init__(latido)
        self._latido, self._obra = latido, obra

    def bien(self, suya: bool) -> None:
        self._latido.vuelto(self._obra, suya)
        self.deleteLater()

    def mal(self, _: Exception) -> None:
        """The lease runs out by itself."""
        self.deleteLater()
