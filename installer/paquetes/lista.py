"""The list of every file of a package, bytecode included, as `sha256sum -c` reads it (R-31)."""

import hashlib
import os
from pathlib import Path

LISTAS = Path("opt/prep/listas")


def dejar_lista(raiz: Path, paquete: str) -> Path:
    """Writes in the tree of a package the list of all its files, by the path where each will be; returns its path."""
    ruta = raiz / LISTAS / f"{paquete}.sha256"
    ruta.parent.mkdir(parents=True, exist_ok=True)
    archivos = sorted(uno for uno in raiz.rglob("*") if uno.is_file() and not uno.is_symlink())
    lineas = (f"{_huella(uno)}  /{uno.relative_to(raiz).as_posix()}\n" for uno in archivos)
    ruta.write_text("".join(lineas), encoding="utf-8")
    return ruta


def igualar(raiz: Path, hora: int) -> None:
    """Every file of a tree with one hour and the mode of its kind, whoever builds it and when."""
    for ruta in sorted(raiz.rglob("*"), reverse=True):
        if not ruta.is_symlink():
            es_programa = ruta.is_dir() or (ruta.parent.name in ("bin", "DEBIAN") and ruta.name != "control")
            ruta.chmod(0o755 if es_programa else 0o644)
        os.utime(ruta, (hora, hora), follow_symlinks=False)
    raiz.chmod(0o755)
    os.utime(raiz, (hora, hora))


def _huella(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()
