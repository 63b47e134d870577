"""Ctrl-C and SIGTERM for any command: it ends in order, once, and what breaks on the way out is not told as a fault."""

import logging
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

DETENIDA = 130
AVISOS = (signal.SIGINT, signal.SIGTERM)
MIRADA_S = 0.1  # how soon who sleeps sees that it was told to stop


class Parada:
    """The first notice interrupts the command wherever it is; later ones do not disturb it while it tidies up.

    `a_su_tiempo`: it interrupts nothing; the command looks when it goes to sleep.
    """

    def __init__(self) -> None:
        self.pedida = self.a_su_tiempo = False

    def __call__(self, *_: object) -> None:
        if self.pedida:
            return
        self.pedida = True
        if not self.a_su_tiempo:
            logging.disable(logging.CRITICAL)  # a connection cut in mid-query is no news
            raise KeyboardInterrupt


_parada = Parada()  # the one of the command that runs


@contextmanager
def a_su_tiempo() -> Iterator[None]:
    """Of a loop with threads of its own: what is under way ends whole, or a lock would stay taken for ever."""
    _parada.a_su_tiempo = True
    try:
        yield
    finally:
        _parada.a_su_tiempo = False


def dormir(segundos: float) -> None:
    """As `time.sleep`; raises KeyboardInterrupt once the command was told to stop, also if something took that notice
    for a failure of its own."""
    limite = time.monotonic() + segundos
    while not _parada.pedida and (falta := limite - time.monotonic()) > 0:
        time.sleep(min(falta, MIRADA_S))
    if _parada.pedida:
        raise KeyboardInterrupt


@contextmanager
def al_detener(hacer: Callable[[], object]) -> Iterator[None]:
    """Inside, both notices call `hacer` and nothing else; afterwards they do what they did before."""
    antes = [signal.signal(aviso, lambda *_: hacer()) for aviso in AVISOS]
    try:
        yield
    finally:
        for aviso, hacia in zip(AVISOS, antes, strict=True):
            signal.signal(aviso, hacia)


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
    for aviso in AVISOS:
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
