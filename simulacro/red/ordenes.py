"""The orders that an administrator gives during a night, given by the drill."""

import contextlib
import io

from central.__main__ import principal


class NocheFallida(RuntimeError):
    """The night could not be played to its end; the message says why."""


def mandar(*argumentos: str) -> None:
    """One order, as an administrator gives it; what it prints is not shown, its errors are. Raises NocheFallida."""
    with contextlib.redirect_stdout(io.StringIO()):
        codigo = principal(list(argumentos))
    if codigo != 0:
        raise NocheFallida(f"«central {' '.join(argumentos)}» terminó con código {codigo}.")
