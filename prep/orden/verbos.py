"""The verbs of the command line, in groups: what there is, without importing it; each is imported when it is asked for.

A verb is a module with `registrar(analizador)`, which adds its arguments and sets `ejecutar`: the function that takes
what was read and returns the exit code.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from prep.orden.analizador import Analizador, Registrar
from prep.orden.version import con_version

MAL_USO = 2
SIN_LECTOR = 141  # the reader of our output has gone; as a shell tells it


@dataclass(frozen=True, slots=True)
class Verbo:
    """`nombre` is what is typed; `ayuda` its line in the help of all, under `grupo`."""

    nombre: str
    grupo: str
    ayuda: str
    modulo: str


def del_cuarto(cuarto: str) -> list[Verbo]:
    """The verbs of a room, none where its role is not installed: `x-y` is its module `x_y`, by rule.

    The room's ORDENES gives the group and the line of help of each: {group: {verb: help}}.
    """
    if find_spec(cuarto.partition(".")[0]) is None:
        return []
    return [
        Verbo(nombre, grupo, ayuda, f"{cuarto}.{nombre.replace('-', '_')}")
        for grupo, suyos in import_module(cuarto).ORDENES.items()
        for nombre, ayuda in suyos.items()
    ]


class Indice(Analizador):
    """The parser of all the verbs; its help shows them by groups, in the order of `grupos`."""

    def __init__(self, verbos: Iterable[Verbo], grupos: Sequence[str], **opciones: str) -> None:
        super().__init__(**opciones)
        self.verbos, self.grupos = {v.nombre: v for v in verbos}, grupos
        ayudar(self)
        self._acciones = self.add_subparsers(dest="verbo", metavar="VERBO", parser_class=Analizador)
        for verbo in self.verbos.values():
            suyo = self._acciones.add_parser(verbo.nombre, help=verbo.ayuda, description=verbo.ayuda)
            suyo.llenar_con(del_modulo(verbo.modulo))

    def format_help(self) -> str:
        formato = self._get_formatter()
        formato.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formato.add_text(self.description)
        lineas = {a.dest: a for a in self._acciones._get_subactions()}
        for grupo in self.grupos:
            if suyas := [lineas[v.nombre] for v in self.verbos.values() if v.grupo == grupo]:
                formato.start_section(grupo)
                formato.add_arguments(suyas)
                formato.end_section()
        formato.start_section(self._optionals.title)
        formato.add_arguments(self._optionals._group_actions)
        formato.end_section()
        formato.add_text(self.epilog)
        return formato.format_help()


def del_modulo(modulo: str) -> Registrar:
    """The `registrar` of a module that is imported then."""

    def registrar(analizador: argparse.ArgumentParser) -> None:
        with _sin_recoger():
            suyo = import_module(modulo)
        suyo.registrar(analizador)

    return registrar


@contextmanager
def _sin_recoger() -> Iterator[None]:
    """Python's collector rests: what is imported stays, and to look for garbage in it takes a tenth of the time."""
    if not gc.isenabled():  # somebody else's choice, to be left so
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def con_acciones(analizador: argparse.ArgumentParser) -> Callable[[str, str], Analizador]:
    """For a verb that does nothing by itself: what adds each of its actions, with its name and its line of help."""
    ayudar(analizador)
    acciones = analizador.add_subparsers(dest="accion", metavar="ACCIÓN", title="acciones", parser_class=Analizador)
    return lambda nombre, ayuda: acciones.add_parser(nombre, help=ayuda, description=ayuda)


def ayudar(analizador: argparse.ArgumentParser) -> None:
    """Alone, without what should follow, the command shows its help and ends with code 2."""

    def ejecutar(_: argparse.Namespace) -> int:
        analizador.print_help(sys.stderr)
        return MAL_USO

    analizador.set_defaults(ejecutar=ejecutar)


def correr(analizador: Analizador, argumentos: Sequence[str]) -> int:
    """Reads `argumentos`, runs the command and returns its exit code (each documents its own; 2 = bad use or input)."""
    leidos = analizador.parse_args(argumentos)
    try:
        codigo = int(leidos.ejecutar(leidos))
        sys.stdout.flush()
    except BrokenPipeError:  # say no more, also at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SIN_LECTOR
    return codigo


def solo(
    nombre: str,
    descripcion: str,
    registrar: Registrar,
    argumentos: Sequence[str] | None = None,
) -> int:
    """One verb as a program of its own, `python -m NOMBRE`."""
    analizador = Analizador(prog=f"prep {nombre}", description=descripcion)
    con_version(analizador)
    registrar(analizador)
    return correr(analizador, sys.argv[1:] if argumentos is None else argumentos)
