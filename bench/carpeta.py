"""The folder in which a benchmark works, and the clusters in it: all of it gone when it ends."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from central.nodo.cluster import Cluster


@contextmanager
def carpeta_propia(*nodos: str) -> Iterator[Path]:
    """A new folder that a server's own OS user can reach. `nodos`: its clusters, as glob patterns below it."""
    carpeta = Path(tempfile.mkdtemp(prefix="prep-bench-"))
    carpeta.chmod(0o755)
    try:
        yield carpeta
    finally:
        for datos in [hallado for patron in nodos for hallado in carpeta.glob(patron)]:
            Cluster(datos).borrar()
        shutil.rmtree(carpeta)
