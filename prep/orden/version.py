"""Which programme this is: its version and its commit, of its package or of a checkout that may have changes."""

import argparse
import subprocess
from pathlib import Path
from typing import NoReturn

from prep import VERSION

RAIZ = Path(__file__).resolve().parents[2]
EMPACADA = "confirmacion.txt"  # beside the programme, in a package
PLAZO_S = 5
LARGO_MAX = 60


class DecirVersion(argparse.Action):
    """Of `--version`: git is asked only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"prep {version()}")
        parser.exit()


def con_version(analizador: argparse.ArgumentParser) -> None:
    """Adds `--version`."""
    analizador.add_argument(
        "--version", action=DecirVersion, nargs=0, default=argparse.SUPPRESS, help="dice qué versión es y termina"
    )


def version() -> str:
    """`0.2.0 (3152a11f0c42)`; the version alone where no commit is known."""
    hecha = confirmacion()
    return f"{VERSION} ({hecha})" if hecha else VERSION


def confirmacion() -> str:
    """The commit that this was packed from, or of the checkout, «con cambios» if files differ; "" when not known."""
    if not (RAIZ / ".git").exists():
        return empacada(RAIZ / EMPACADA)
    orden = ["git", "-c", "safe.directory=*", "-C", str(RAIZ), "describe", "--always", "--exclude=*", "--abbrev=12"]
    try:
        dicho = subprocess.run(  # noqa: S603 -- no shell, nothing of a user's
            [*orden, "--dirty= con cambios"], capture_output=True, text=True, timeout=PLAZO_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return dicho.stdout.strip()


def empacada(ruta: Path) -> str:
    """What the builder of the package wrote there; "" where this was installed otherwise."""
    try:
        with ruta.open(encoding="ascii", errors="replace") as archivo:
            return archivo.read(LARGO_MAX).strip()
    except OSError:
        return ""
