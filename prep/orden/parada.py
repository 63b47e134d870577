"""Ctrl-C and SIGTERM for any command: it ends in order, once, and what breaks on the way out is not told as a fault."""

import logging
import signal
import sys
import time
from collections.abc import Callable

DETENIDA = 130


class Parada:
    """The first notice interrupts the command wherever it is; later ones do not disturb it while it tidies up."""

    def __init__(self) -> None:
        self.pedida = False

    def __call__(self, *_: object) -> None:
        if not self.pedida:
            self.pedida = True
            logging.disable(logging.CRITICAL)  # a connection cut in mid-query is no news
            raise KeyboardInterrupt


_parada = Parada()  # the one of the command that runs


def dormir(segundos: float) -> None:
    """As `time.sleep`, for a loop that outlives what fails in it.

    A query that was interrupted may come out as a failure of the base, and the loop would go on for ever.
    """
    if _parada.pedida:
        raise KeyboardInterrupt
    time.sleep(segundos)


def sin_parada() -> None:
    """From here on the notices do what they do to any program: for one whose loop is not Python's."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def con_parada(orden: Callable[[], int]) -> int:
    """Runs `orden` and returns its exit code; DETENIDA, with one line, when it was told to stop while it ran.

    An interrupted query may come out as any other error of the libraries: whatever comes after the notice is the stop.
    """
    global _parada
    parada = _parada = Parada()
    for aviso in (signal.SIGINT, signal.SIGTERM):
        signal.signal(aviso, parada)
    try:
        codigo = orden()
        if not parada.pedida:
            return codigo
    except BaseException:
        if not parada.pedida:
            raise
    print("\nSe detuvo, como se pidió. No queda nada en marcha ni a medias: puede repetir la orden.", file=sys.stderr)
    return DETENIDA
