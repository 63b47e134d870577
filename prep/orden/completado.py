"""`--completar bash|zsh`: the script by which a shell completes `prep`; pressing a key then starts no Python."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from prep.orden.analizador import Analizador
from prep.orden.verbos import Indice

INTERPRETES = ("bash", "zsh")
CARPETAS = ("CARPETA", "DIR")  # the metavar of a folder; other paths are files


class Completar(argparse.Action):
    """Prints the script and ends. Every verb is imported for it, once: the shell reads the script, not this program."""

    def __call__(
        self, parser: argparse.ArgumentParser, _: argparse.Namespace, cual: str | Sequence[object] | None, *__: object
    ) -> NoReturn:
        assert isinstance(parser, Indice) and isinstance(cual, str)
        print(guion(parser, cual))
        parser.exit()


def con_completado(indice: Indice) -> None:
    """Adds `--completar`."""
    indice.add_argument(
        "--completar",
        action=Completar,
        choices=INTERPRETES,
        metavar="SHELL",
        default=argparse.SUPPRESS,
        help="escribe el guion con que bash o zsh completan «prep»",
    )


def guion(indice: Indice, cual: str) -> str:
    """The script of the shell `cual` for all the verbs of `indice`."""
    import shtab  # here: no other command needs it

    _completar(indice, shtab.FILE, shtab.DIRECTORY)
    return str(shtab.complete(indice, cual))


def _completar(analizador: Analizador, archivo: object, carpeta: object) -> None:
    """Its arguments and those of what can follow; where a path goes, the shell offers paths."""
    analizador.llenar()
    for accion in analizador._actions:
        if isinstance(accion, argparse._SubParsersAction):
            for suyo in accion.choices.values():
                _completar(suyo, archivo, carpeta)
        elif accion.type is Path:
            setattr(accion, "complete", carpeta if accion.metavar in CARPETAS else archivo)  # noqa: B010 -- shtab's own
