"""The hash of each deployed file of the programme, so that an auditor can compare it with the audited one (R-31)."""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from prep.recursos import RECURSOS

PAQUETES = ("prep", "central", "catd", "ccv")
SIN_HUELLA = frozenset({".pyc", ".pyo"})  # made by Python from the others


@dataclass(frozen=True, slots=True)
class Software:
    """`archivos`: (path from the package's parent, SHA-256), by path; `resumen`: the SHA-256 of that list."""

    archivos: tuple[tuple[str, str], ...]
    resumen: str


def huellas() -> Software:
    """The hashes of every file of every package of ours that is installed here, and of its resources.

    `resumen` is what `sha256sum` gives for the list written as `sha256sum` writes it, a line each, by path.
    """
    # Profiles and templates decide what comes out too.
    raices = [*(raiz for paquete in PAQUETES if (raiz := _raiz(paquete))), RECURSOS]
    archivos = tuple(
        (archivo.relative_to(raiz.parent).as_posix(), hashlib.sha256(archivo.read_bytes()).hexdigest())
        for raiz in raices
        for archivo in sorted(raiz.rglob("*"))
        if archivo.is_file() and archivo.suffix not in SIN_HUELLA
        if raiz is RECURSOS or not archivo.is_relative_to(RECURSOS)  # inside `prep` where a wheel was installed
    )
    en_orden = tuple(sorted(archivos))
    return Software(en_orden, resumir(en_orden))


def resumir(archivos: tuple[tuple[str, str], ...]) -> str:
    """The digest of a list of files, independent of where they lie."""
    lineas = "".join(f"{huella}  {ruta}\n" for ruta, huella in archivos)
    return hashlib.sha256(lineas.encode()).hexdigest()


def _raiz(paquete: str) -> Path | None:
    hallado = find_spec(paquete)
    return Path(hallado.origin).resolve().parent if hallado and hallado.origin else None
