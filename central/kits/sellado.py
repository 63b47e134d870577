"""All the kits sealed into one folder, and their passphrases on paper elsewhere: both whole, or neither."""

import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

from central.kits.ciudad import Avance, KitNuevo
from central.nodo.binarios import ErrorNodo
from prep.documents.guardado import al_confirmar
from prep.net.kit import sellar

A_LA_VEZ_MAX = 4  # each takes 32 MB


def exigir_libres(salida: Path, papeles: Path) -> None:
    """Raises ErrorNodo unless both are to be made, and the paper not beside what it opens."""
    if salida.exists():
        raise ErrorNodo(f"{salida} ya existe y no se escribe encima: dé a --salida una carpeta nueva.")
    if papeles.exists():
        raise ErrorNodo(f"{papeles} ya existe y no se sobrescribe: dé otro archivo a --papeles.")
    if papeles.resolve().is_relative_to(salida.resolve().parent):
        raise ErrorNodo(
            f"{papeles} quedaría junto a los kits que abre: quien lo hallara los tendría todos. Déjelo fuera de "
            f"{salida.resolve().parent}."
        )


def escribir(kits: Sequence[KitNuevo], salida: Path, papeles: Path, pdf: bytes, avance: Avance) -> None:
    """Raises OSError; then, and when it is interrupted, nothing is left."""
    with al_confirmar(papeles, pdf, 0o600), _a_medias(salida) as carpeta, _manos() as manos:
        en_curso = {manos.submit(sellar, uno.kit, uno.frase): uno for uno in kits}
        try:
            for hechos, futuro in enumerate(as_completed(en_curso), start=1):
                _dejar(futuro.result(), carpeta / en_curso[futuro].archivo)
                avance(hechos, len(kits))
        except BaseException:
            manos.shutdown(wait=False, cancel_futures=True)
            raise


def _manos() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(A_LA_VEZ_MAX, len(os.sched_getaffinity(0))), "kits")


@contextmanager
def _a_medias(salida: Path) -> Iterator[Path]:
    """A folder that becomes `salida` when the block ends well; what another run left half made goes."""
    carpeta = salida.with_name(f".{salida.name}.parcial")
    shutil.rmtree(carpeta, ignore_errors=True)
    carpeta.mkdir(mode=0o700, parents=True)
    try:
        yield carpeta
        carpeta.rename(salida)
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _dejar(sellado: bytes, ruta: Path) -> None:
    ruta.parent.mkdir(mode=0o700, exist_ok=True)
    with ruta.open("xb") as archivo:
        archivo.write(sellado)
        archivo.flush()
        os.fsync(archivo.fileno())
