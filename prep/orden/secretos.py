"""Secrets are not left in a folder under version control, where they are one step from being published."""

import argparse
from pathlib import Path

OPCION = "--aunque-sea-repositorio"
MARCAS = (".git", ".hg", ".svn")


class EnRepositorio(ValueError):
    """The message says what would be written where, and what to do."""


def con_permiso(analizador: argparse.ArgumentParser) -> None:
    """Adds the option by which a person insists."""
    analizador.add_argument(
        OPCION,
        dest="aunque",
        action="store_true",
        help="deja ahí los secretos aunque esa carpeta esté en un repositorio",
    )


def exigir_fuera(ruta: Path, aunque: bool) -> None:
    """Raises EnRepositorio when what would be written at `ruta` would be inside a repository, unless `aunque`."""
    if aunque:
        return
    real = ruta.resolve()
    for carpeta in (real, *real.parents):
        if marca := next((m for m in MARCAS if (carpeta / m).exists()), None):
            raise EnRepositorio(
                f"{ruta} llevaría secretos dentro de un repositorio ({carpeta / marca}). No se escribió nada: "
                f"elija una carpeta de fuera, o repita la orden con {OPCION}."
            )
