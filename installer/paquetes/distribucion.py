"""For which distribution and Python the packages are made, of which commit, and what hour their files say."""

import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path

PYTHON = Path("/usr/bin/python3")
VERSIONES = {("debian", "12"): "deb12", ("debian", "13"): "deb13", ("ubuntu", "24.04"): "ubuntu24.04"}


class NoSePuede(Exception):
    """The packages cannot be made here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Distribucion:
    """`sufijo`: what the packages' version says of it; `python`: its `3.11`; `arquitectura`: as dpkg calls it."""

    sufijo: str
    python: str
    arquitectura: str

    @property
    def interprete(self) -> Path:
        return Path(f"/usr/bin/python{self.python}")


@dataclass(frozen=True, slots=True)
class Confirmacion:
    """What is packed: a commit, and its hour in seconds since 1970, which each file of a package gets."""

    nombre: str
    hora: int


def este_equipo() -> Distribucion:
    """Raises NoSePuede where there is none of ours, or without Debian's own Python."""
    dicho = platform.freedesktop_os_release()
    cual = (dicho.get("ID", ""), dicho.get("VERSION_ID", ""))
    if cual not in VERSIONES:
        para = ", ".join(f"{nombre} {version}" for nombre, version in VERSIONES)
        raise NoSePuede(f"Este equipo es {' '.join(cual)}: los paquetes se hacen en {para}.")
    if not PYTHON.exists():
        raise NoSePuede("Falta el Python de la distribución: instale python3.")
    version = correr(str(PYTHON), "-c", "import sys; print('%d.%d' % sys.version_info[:2])").strip()
    return Distribucion(VERSIONES[cual], version, correr("dpkg", "--print-architecture").strip())


def de_git(raiz: Path) -> Confirmacion:
    """The commit of the checkout; SOURCE_DATE_EPOCH of the environment goes before its hour."""
    if not (raiz / ".git").exists():
        raise NoSePuede("Los paquetes se hacen desde un repositorio de git: llevan lo confirmado, y dicen cuál.")
    hora = os.environ.get("SOURCE_DATE_EPOCH") or correr(*git(raiz), "log", "-1", "--format=%ct")
    return Confirmacion(correr(*git(raiz), "rev-parse", "--short=12", "HEAD").strip(), int(hora))


def sacar(raiz: Path, carpetas: tuple[str, ...], a: Path) -> None:
    """Leaves in `a` those folders as they were committed."""
    nombre = a / "confirmado.tar"
    correr(*git(raiz), "archive", "-o", str(nombre), "HEAD", *carpetas)
    correr("tar", "-xf", str(nombre), "-C", str(a))
    nombre.unlink()


def git(raiz: Path) -> tuple[str, ...]:
    return ("git", "-c", "safe.directory=*", "-C", str(raiz))


def correr(*orden: str, **entorno: str) -> str:
    """What a program of the system says; raises NoSePuede with what it complains of."""
    try:
        hecho = subprocess.run(  # noqa: S603 -- our own arguments, no shell
            orden, env=os.environ | entorno, capture_output=True, encoding="utf-8", check=False
        )
    except FileNotFoundError as error:
        raise NoSePuede(f"Falta el programa «{orden[0]}».") from error
    if hecho.returncode:
        raise NoSePuede(f"«{orden[0]}» no pudo:\n{hecho.stderr.strip() or hecho.stdout.strip()}")
    return hecho.stdout
