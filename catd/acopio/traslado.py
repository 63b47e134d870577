"""The traslado that a person chose: marked among the keys, and kept: no other screen, fault or fall forgets it."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from catd.acopio.obra import ObraAcopio
from prep.services.acopio.acopio import MECANISMOS
from prep.ui import acciones
from prep.ui.hilos import Taller

TRASLADOS = dict(zip(("dat", "fijo", "itinerante", "directo"), MECANISMOS, strict=True))  # by the name of its key


class TrasladoElegido(QObject):
    """`teclas`: of each letter. `fallo(error)`: it was not kept."""

    fallo = Signal(object)

    def __init__(self, taller: Taller, obra: ObraAcopio, padre: QObject) -> None:
        super().__init__(padre)
        self._taller, self._obra = taller, obra
        self.teclas: dict[str, QAction] = {}

    def guardar(self, letra: str) -> None:
        self.senalar(letra)
        self._taller.local(self, partial(self._obra.trasladar, letra), self._guardado, self.fallo.emit)

    def senalar(self, elegida: str | None) -> None:
        """The one that is chosen has its mark."""
        for letra, hecha in self.teclas.items():
            nombre = acciones.traducido(acciones.TABLA[hecha.objectName()].texto)
            hecha.setText(f"✓ {nombre}" if letra == elegida else nombre)

    def _guardado(self, _: None) -> None:
        """It is on the disk; it was said already."""
