"""Which programme this is: its version and, where it runs from a checkout, the commit and whether it was changed."""

import argparse
import subprocess
from pathlib import Path
from typing import NoReturn

from prep import VERSION

RAIZ = Path(__file__).resolve().parents[2]
PLAZO_S = 5


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
    """The commit of the checkout that this runs from, «con cambios» if files differ from it; "" when not known."""
    if not (RAIZ / ".git").exists():
        return ""
    orden = ["git", "-c", "safe.directory=*", "-C", str(RAIZ), "describe", "--always", "--exclude=*", "--abbrev=12"]
    try:
        dicho = subprocess.run(  # noqa: S603 -- no shell, nothing of a user's
            [*orden, "--dirty= con cambios"], capture_output=True, text=True, timeout=PLAZO_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return dicho.stdout.strip()
