"""The folder of the cuts: one writer at a time, each cut whole or not there, and `actual` switched in one step.

<salida>/cortes/0003/      a finished cut; never written again
<salida>/cortes/.parcial-… a cut being written; removed when it fails, and by the next cut after a kill -9
<salida>/cortes/.ajeno-…   what somebody put where cuts go; named by an alarm and by `corte comprobar`
<salida>/actual            symbolic link to the last good cut
<salida>/.ajeno-actual-…   what somebody put in its place
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CORTES = "cortes"
IMAGENES = "imagenes"  # of the published actas, each by its hash (central/difusion/imagenes.py)
ACTUAL = "actual"
NUEVO = f".{ACTUAL}"  # the link to come, until it takes the other's place
PARCIAL = ".parcial-"
AJENO = ".ajeno-"
CANDADO = ".candado"
NUMERO = re.compile("[0-9]{4,9}")


class SalidaInutil(RuntimeError):
    """The output folder cannot be used; the message says which and why, in Spanish."""


@contextmanager
def candado(salida: Path) -> Iterator[None]:
    """Only one cut at a time in `salida`; raises SalidaInutil when there is one. The lock dies with its process."""
    try:
        (salida / CORTES).mkdir(parents=True, exist_ok=True)
        descriptor = os.open(salida / CANDADO, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(descriptor, 0o600)  # whoever may only read it could take it, and keep every cut waiting
    except OSError as error:
        raise SalidaInutil(f"No se puede escribir en {salida}: {error.strerror}.") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise SalidaInutil(f"Ya se está haciendo un corte en {salida}. Espere a que termine.") from error
    try:
        yield
    finally:
        os.close(descriptor)


def limpiar(salida: Path, ultimo: int) -> list[Path]:
    """Removes what a killed cut left: parts, and whole folders after cut `ultimo`, which nobody was ever shown."""
    sobrantes = [
        ruta
        for ruta in (salida / CORTES).iterdir()
        if ruta.name.startswith(PARCIAL) or (NUMERO.fullmatch(ruta.name) and int(ruta.name) > ultimo)
    ]
    for ruta in sobrantes:
        if ruta.is_dir() and not ruta.is_symlink():
            shutil.rmtree(ruta)
        else:  # no cut leaves a file or a link there: whoever put it would keep the next one from being made
            ruta.unlink()
    return sobrantes


def posteriores(salida: Path, numero: int) -> list[Path]:
    """What has the number of a cut that comes after `numero`, by name."""
    hay = (r for r in (salida / CORTES).iterdir() if NUMERO.fullmatch(r.name) and int(r.name) > numero)
    return sorted(hay, key=lambda ruta: int(ruta.name))


def en_el_enlace(salida: Path) -> list[Path]:
    """What stands where the link to the last cut goes, or where it is made, and is no link: nothing replaces it."""
    return [ruta for ruta in (salida / ACTUAL, salida / NUEVO) if os.path.lexists(ruta) and not ruta.is_symlink()]


def apartar(ruta: Path) -> Path:
    """Puts what is no cut out of the way of the cuts, beside them and whole; where it is now."""
    for n in range(1, 1_000):
        nueva = ruta.with_name(f"{AJENO}{ruta.name}-{n}")
        if not os.path.lexists(nueva):
            return ruta.rename(nueva)
    raise SalidaInutil(f"En {ruta.parent} hay demasiadas cosas que no son cortes. Quítelas.")


def carpeta_de(salida: Path, numero: int) -> Path:
    return salida / CORTES / f"{numero:04d}"


@contextmanager
def parcial(salida: Path, numero: int) -> Iterator[Path]:
    """A new folder to write cut `numero` in. If the block fails, or does not `fijar` it, nothing of it stays."""
    ruta = salida / CORTES / f"{PARCIAL}{numero:04d}"
    ruta.mkdir()
    try:
        yield ruta
    finally:
        shutil.rmtree(ruta, ignore_errors=True)


def escribir(ruta: Path, contenido: bytes) -> None:
    """`contenido` on the disk, not only in its cache."""
    with ruta.open("wb") as archivo:
        archivo.write(contenido)
        archivo.flush()
        os.fsync(archivo.fileno())


def fijar(temporal: Path, salida: Path, numero: int) -> Path:
    """Gives the finished `temporal` its number; raises FileExistsError rather than replace a cut."""
    destino = carpeta_de(salida, numero)
    asentar(temporal)
    if destino.exists():
        raise FileExistsError(f"Ya existe {destino}")
    temporal.rename(destino)
    asentar(destino.parent)
    return destino


def apuntar(salida: Path, numero: int) -> None:
    """`actual` shows cut `numero` from this instant: a reader sees the old cut or the new one, never neither."""
    nuevo = salida / NUEVO
    nuevo.unlink(missing_ok=True)
    nuevo.symlink_to(Path(CORTES) / f"{numero:04d}", target_is_directory=True)
    nuevo.replace(salida / ACTUAL)
    asentar(salida)


def apuntado(salida: Path) -> int | None:
    """The number of the cut that `actual` shows; None when there is none."""
    enlace = salida / ACTUAL
    nombre = enlace.readlink().name if enlace.is_symlink() else ""
    return int(nombre) if NUMERO.fullmatch(nombre) else None


def asentar(carpeta: Path) -> None:
    """The names inside `carpeta` on the disk."""
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
