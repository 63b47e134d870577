"""One process at a time in a data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def candado(ruta: Path) -> Iterator[None]:
    """Waits for the lock on the file `ruta` and holds it while the `with` lasts; a dead process frees its own."""
    descriptor = os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
