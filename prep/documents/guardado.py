"""Files that appear whole or not at all, and only when what they speak of has been committed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def al_confirmar(destino: Path, contenido: bytes, modo: int = 0o666) -> Iterator[None]:
    """Writes `contenido` beside `destino` first, and gives it its name when the block ends well.

    A full disk is thus seen before the block (which commits), and a block that fails leaves no file. `modo`: its
    permissions, less what the umask takes.
    """
    parcial = destino.with_name(f".{destino.name}.{os.getpid()}.parcial")
    try:
        destino.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(parcial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, modo), "wb") as archivo:
            archivo.write(contenido)
            archivo.flush()
            os.fsync(archivo.fileno())
        yield
        parcial.replace(destino)
    finally:
        parcial.unlink(missing_ok=True)


def guardar(destino: Path, contenido: bytes) -> None:
    """`contenido` into `destino`, whole or not at all."""
    with al_confirmar(destino, contenido):
        pass
