"""Garbage, collected by the windows' thread alone and only between two events.

Python collects on whichever thread happens to allocate, in the middle of anything. A window is always in a cycle: a
worker would destroy it off its thread, and some pieces of it twice (PySide destroys a class of ours at once and one of
Qt's later, on the windows' thread, when its parent has taken it along). And on the windows' own thread, inside one of
Qt's destructors, it would wait for ever for a lock that this very thread holds.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

CADA_MS = 1000


def solo_aqui() -> None:
    """From now on until the process ends; called on the windows' thread, before there is a window."""
    gc.disable()
    aplicacion = QCoreApplication.instance()
    assert aplicacion is not None, "las ventanas tienen su aplicación"
    if aplicacion.findChild(Recolector) is None:
        Recolector(aplicacion)


class Recolector(QObject):
    """Collects what is due by the interpreter's own counts."""

    def __init__(self, aplicacion: QCoreApplication) -> None:
        super().__init__(aplicacion)
        self._reloj = QTimer(self)
        self._reloj.setInterval(CADA_MS)
        self._reloj.timeout.connect(self._mirar)
        self._reloj.start()

    def _mirar(self) -> None:
        cuentas = zip(gc.get_count(), gc.get_threshold(), strict=True)
        debidas = [n for n, (cuenta, umbral) in enumerate(cuentas) if 0 < umbral < cuenta]
        if debidas:
            gc.collect(debidas[-1])
