"""The folder of a drill, marked as its own when it is made: nothing is ever removed from a folder without the mark.

A real centre keeps its data in a folder like a drill's, also with a `nodo` inside, and it is asked for in the same way.
"""

import os
import shutil
from pathlib import Path

from central.nodo.cluster import Cluster
from prep import VERSION
from simulacro.red.red import CARPETA, NODO

MARCA = ".simulacro"
FIRMA = "Carpeta de un simulacro del PREP"
DICHO = f"{FIRMA}, versión {VERSION}: el siguiente simulacro que la use borra todo lo que haya. No guarde nada aquí.\n"


class CarpetaAjena(Exception):
    """The folder holds what no drill says that it wrote; the message says what to do, in Spanish."""


def limpiar(salida: Path) -> None:
    """Leaves the folder with nothing but its mark, made if it is not there. Raises CarpetaAjena, OSError.

    The servers of the drill before are stopped. The mark goes last, so that what was cut off halfway is still its own.
    """
    salida.mkdir(parents=True, exist_ok=True)
    if any(salida.iterdir()) and not _es_nuestra(salida):
        raise CarpetaAjena(
            f"{salida} tiene cosas que no son de un simulacro (no está su marca, {MARCA}) y no se borró nada. "
            "Indique con --salida otra carpeta, vacía o nueva; o, si sabe que ésa sobra, bórrela usted."
        )
    (salida / MARCA).write_text(DICHO, encoding="utf-8")
    for carpeta in (*(salida / CARPETA).glob("*/"), salida / NODO):
        if carpeta.is_dir() and not carpeta.is_symlink() and not (salida / CARPETA).is_symlink():
            Cluster(carpeta).borrar()
    for resto in salida.iterdir():
        if resto.is_dir() and not resto.is_symlink():
            shutil.rmtree(resto)
        elif resto.name != MARCA:
            resto.unlink()


def retirar(salida: Path) -> None:
    """Removes the folder whole, under the same condition."""
    limpiar(salida)
    (salida / MARCA).unlink()
    salida.rmdir()


def _es_nuestra(salida: Path) -> bool:
    try:
        descriptor = os.open(salida / MARCA, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    with os.fdopen(descriptor, encoding="utf-8", errors="replace") as marca:
        return marca.readline().startswith(FIRMA)
