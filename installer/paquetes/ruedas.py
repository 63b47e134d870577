"""The wheels of the libraries: brought by their hashes, or taken from a folder, and opened as when installed."""

import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from installer.paquetes.distribucion import Distribucion, NoSePuede, correr

# What an installed library does not need: notes of pip, what editors read, and programs, which none of ours calls.
SIN = (".pyi", ".pyc", "/py.typed", ".dist-info/RECORD", ".dist-info/entry_points.txt", ".dist-info/REQUESTED")


def reunir(de_uso: Mapping[str, str], destino: Distribucion, a: Path, carpeta: Path | None) -> dict[str, Path]:
    """The wheel of each library, by its name in the lock: from `carpeta`, without the network, or by pip's settings.

    pip refuses a wheel whose hash is not in the lock. Raises NoSePuede.
    """
    lista = a / "cerradura.txt"
    lista.write_text("".join(de_uso.values()), encoding="utf-8")
    de_donde = ("--no-index", "--find-links", str(carpeta)) if carpeta else ()
    orden = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(destino.interprete),
        "--disable-pip-version-check",
        "download",
    )
    correr(
        *orden, *de_donde, "-q", "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(lista), "-d", str(a)
    )
    halladas = {_normal(ruta.name.partition("-")[0]): ruta for ruta in sorted(a.glob("*.whl"))}
    return {nombre: halladas[_normal(nombre)] for nombre in de_uso if _normal(nombre) in halladas}


def abrir(rueda: Path, a: Path) -> None:
    """Opens one in the folder of libraries `a`. Raises NoSePuede for a path that leaves it."""
    with zipfile.ZipFile(rueda) as zip_:
        for miembro in zip_.infolist():
            nombre = miembro.filename
            if miembro.is_dir() or nombre.endswith(SIN):
                continue
            if ".data/" in nombre:
                _, _, dentro = nombre.partition(".data/")
                clase, _, nombre = dentro.partition("/")
                if clase not in ("purelib", "platlib"):  # programs, pages of manual, headers
                    continue
            ruta = a / nombre
            if not ruta.resolve().is_relative_to(a.resolve()):
                raise NoSePuede(f"{rueda.name} trae un archivo fuera de lugar: {nombre}")
            ruta.parent.mkdir(parents=True, exist_ok=True)
            ruta.write_bytes(zip_.read(miembro))


def _normal(nombre: str) -> str:
    return nombre.lower().replace("_", "-").replace(".", "-")
