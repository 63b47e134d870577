"""Each run of the suite has a folder of its own, in memory where it fits, and sweeps away what dead runs left.

All that the tests write is below it: two runs at once never meet, and nothing waits for the disk. What is confirmed
outlives `kill -9` there as on a disk; only a machine that loses its power would tell them apart.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psutil

from central.nodo.lugar import borrar_lugar

MEMORIA = Path("/dev/shm")
HOLGURA = 6 << 30  # bytes that must be free, there and in all: three times what a run has at once
PREFIJO = "prep-pruebas-"
CANDADO = "viva"  # locked by a run for as long as it lives, however it ends


class Corrida:
    """The folder of this run, as TMPDIR from here on; `terminar` takes it away with whatever still runs in it."""

    def __init__(self) -> None:
        raiz = elegir()
        for vieja in raiz.glob(f"{PREFIJO}*"):
            barrer(vieja)
        nueva = Path(tempfile.mkdtemp(prefix="nueva-", dir=raiz))
        (nueva / CANDADO).touch()
        candado = _tomar(nueva)
        assert candado is not None
        self._candado = candado
        nueva.chmod(0o755)  # the OS user of the servers walks through it
        self.carpeta = nueva.rename(raiz / f"{PREFIJO}{nueva.name.removeprefix('nueva-')}")
        self._antes = os.environ.get("TMPDIR")
        _decir(str(self.carpeta))

    def terminar(self) -> None:
        _decir(self._antes)
        _limpiar(self.carpeta)
        self._candado.close()

    def __enter__(self) -> Path:
        return self.carpeta

    def __exit__(self, *_: object) -> None:
        self.terminar()


def primera() -> Path:
    """The folder of the run that this program is part of; of one inside another, the outermost."""
    carpeta = Path(tempfile.gettempdir())
    suyas = [una for una in (carpeta, *carpeta.parents) if una.name.startswith(PREFIJO)]
    if not suyas:
        raise RuntimeError(f"no corre dentro de una Corrida: {carpeta}")
    return suyas[-1]


def una_vez(nombre: str, hacer: Callable[[Path], object]) -> Path:
    """The run's folder of that name: the first worker to ask has `hacer` fill it, the others wait for that."""
    carpeta = primera() / nombre
    carpeta.mkdir(exist_ok=True)
    with (carpeta / "candado").open("w") as candado:
        fcntl.flock(candado, fcntl.LOCK_EX)
        if not (carpeta / "hecho").exists():
            hacer(carpeta)
            (carpeta / "hecho").touch()
    return carpeta


def inicio() -> datetime:
    """When this run began: the same for all its workers. Of a program that makes its own later: now."""
    try:
        return datetime.fromtimestamp(int((primera() / CANDADO).stat().st_mtime), UTC)
    except RuntimeError:
        return datetime.now(UTC).replace(microsecond=0)


def abrir_paso(carpeta: Path) -> None:
    """Lets everybody walk to a folder of this run; pytest makes its own for their owner alone."""
    raiz = Path(tempfile.gettempdir())
    for una in (carpeta, *carpeta.parents):
        if una == raiz or not una.is_relative_to(raiz):
            return
        una.chmod(una.stat().st_mode | 0o011)


def elegir() -> Path:
    """Memory where there is enough of it and programs may run from there; whoever sets TMPDIR has chosen."""
    comun = Path(tempfile.gettempdir())
    if "TMPDIR" in os.environ or not MEMORIA.is_dir():
        return comun
    hay = os.statvfs(MEMORIA)
    libre = min(hay.f_bavail * hay.f_frsize, psutil.virtual_memory().available)
    return comun if hay.f_flag & os.ST_NOEXEC or libre < HOLGURA or not os.access(MEMORIA, os.W_OK) else MEMORIA


def barrer(carpeta: Path) -> None:
    """If the run of `carpeta` is dead, its processes end and its files go; a living one is not touched."""
    candado = _tomar(carpeta)
    if candado is None:
        return
    with candado:
        _limpiar(carpeta)


def _decir(carpeta: str | None) -> None:
    """TMPDIR, for what this process starts and for itself."""
    if carpeta is None:
        os.environ.pop("TMPDIR", None)
    else:
        os.environ["TMPDIR"] = carpeta
    tempfile.tempdir = None


def _limpiar(carpeta: Path) -> None:
    suyos = list(_de(carpeta))
    for proceso in suyos:
        with contextlib.suppress(psutil.NoSuchProcess):
            proceso.kill()
    psutil.wait_procs(suyos, timeout=10)
    for enlace in filter(Path.is_symlink, carpeta.rglob("postgres")):  # of a cluster whose files do not lie here
        borrar_lugar(enlace.parent)
    shutil.rmtree(carpeta, ignore_errors=True)


def _tomar(carpeta: Path) -> IO[str] | None:
    """The lock of a run, None when it lives or is somebody else's."""
    try:
        candado = (carpeta / CANDADO).open("r+")
    except OSError:
        return None
    try:
        fcntl.flock(candado, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        candado.close()
        return None
    return candado


def _de(carpeta: Path) -> Iterator[psutil.Process]:
    """The processes of a run but this one: they have its folder in their command, or as their own temporary one."""
    for proceso in psutil.process_iter():
        if proceso.pid == os.getpid():
            continue
        with contextlib.suppress(psutil.Error):
            dicho = [*proceso.cmdline(), proceso.environ().get("TMPDIR", "")]
            if any(str(carpeta) in parte for parte in dicho):
                yield proceso
