"""The list of every file of a package, bytecode included, as `sha256sum -c` reads it (R-31)."""

import hashlib
from pathlib import Path

LISTAS = Path("opt/prep/listas")
DE_PAQUETES = "paquetes.sha256"


def dejar_lista(raiz: Path, paquete: str) -> Path:
    """Writes in the tree of a package the list of all its files, by the path where each will be; returns its path."""
    ruta = raiz / LISTAS / f"{paquete}.sha256"
    ruta.parent.mkdir(parents=True, exist_ok=True)
    archivos = sorted(uno for uno in raiz.rglob("*") if uno.is_file() and not uno.is_symlink())
    lineas = (f"{huella(uno)}  /{uno.relative_to(raiz).as_posix()}\n" for uno in archivos)
    ruta.write_text("".join(lineas), encoding="utf-8")
    return ruta


def dejar_paquetes(en: Path) -> None:
    """Writes the list of all that was built there, by name: `sha256sum -c` reads it in that folder."""
    lineas = [f"{huella(uno)}  {uno.name}\n" for uno in sorted(en.iterdir())]
    (en / DE_PAQUETES).write_text("".join(lineas), encoding="utf-8")


def igualar(raiz: Path) -> None:
    """Every file of a tree with the mode of its kind, whoever builds it."""
    for ruta in raiz.rglob("*"):
        if not ruta.is_symlink():
            es_programa = ruta.is_dir() or (ruta.parent.name in ("bin", "DEBIAN") and ruta.name != "control")
            ruta.chmod(0o755 if es_programa else 0o644)
    raiz.chmod(0o755)


def huella(ruta: Path) -> str:
    """The SHA-256 of a file."""
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()
