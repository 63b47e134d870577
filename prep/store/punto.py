"""Failpoints: the named places before and after each commit, where `make caidas` kills the process (0016).

Off unless the environment variable PREP_CAIDA names one when the process starts: `spool.guardar.antes`, or
`spool.guardar.antes:3` for its third pass. The process then kills itself there with SIGKILL, as `kill -9` would.
"""

import itertools
import logging
import os
import signal

VARIABLE = "PREP_CAIDA"


class Caida:
    """Where this process is to die: the point's name and the pass, counted from 1."""

    def __init__(self, texto: str) -> None:
        self.nombre, dos_puntos, vez = texto.partition(":")
        self.vez = 0 if dos_puntos and not vez.isdecimal() else int(vez or 1)  # 0: never; it was not written well
        self._pasos = itertools.count(1)  # its next() is one step of the interpreter: safe from several threads

    def toca(self, nombre: str) -> bool:
        """Whether this is the pass of the point to die at."""
        return nombre == self.nombre and next(self._pasos) == self.vez


def _armada() -> Caida | None:
    texto = os.environ.get(VARIABLE)
    if not texto:
        return None
    logging.getLogger(__name__).warning("%s=%s: este proceso se matará ahí. Sólo para pruebas.", VARIABLE, texto)
    return Caida(texto)


_CAIDA = _armada()


def punto(nombre: str) -> None:
    """The process dies here if PREP_CAIDA says so. `nombre` ends in `.antes` or `.despues` of a commit."""
    if _CAIDA is not None and _CAIDA.toca(nombre):
        os.kill(os.getpid(), signal.SIGKILL)
