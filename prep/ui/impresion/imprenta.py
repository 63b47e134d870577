"""Where any window prints: the sheet over it, with the printer that this station used last."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from prep.services.estacion.estacion import Estacion
from prep.ui.hilos import Taller

COPIA = "impresion.impresora"  # of its copy in the spool


class Imprenta(QObject):
    """Prints over the window of `quien`. `ultimo`: what was made last there, to print it again."""

    def __init__(self, quien: QWidget, taller: Taller, estacion: Estacion) -> None:
        super().__init__(quien)
        self._quien, self._taller, self._estacion = quien, taller, estacion
        self.ultimo: Path | None = None

    def ofrecer(self, ruta: Path) -> None:
        """The document is made, and kept: it is seen, and printed if people want."""
        self.ultimo = ruta
        if not self._quien.isVisible():  # another screen is in front
            return
        from prep.ui.impresion.hoja import HojaDeImpresion  # here: it loads pdfium, which no window needs to open

        preferida = self._estacion.spool.copia(COPIA) or ""
        hoja = HojaDeImpresion(self._quien.window(), self._taller, ruta, preferida)
        hoja.elegida.connect(self._recordar)
        hoja.open()

    def _recordar(self, impresora: str) -> None:
        self._taller.local(self, partial(self._estacion.spool.copiar, COPIA, impresora), _nada)


def _nada(_: object) -> None:
    """Kept: nobody has to know."""
