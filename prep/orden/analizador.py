"""The command line in Spanish: argparse's own words for help and errors, said as the rest of the suite says them."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

# The functions that read a number, which argparse tells by name.
NUMERO = "(?:int|float|_positivo|_fraccion|_cuantas|leer_escala)"
# argparse's sentence, and ours.
ERRORES = (
    (r"the following arguments are required: (.+)", r"falta indicar: \1"),
    (r"one of the arguments (.+) is required", r"falta indicar una de éstas: \1"),
    (r"unrecognized arguments: (.+)", r"no se reconoce: \1"),
    (r"unexpected option string: (.+)", r"no se reconoce: \1"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 puede ser \2: escríbala completa"),
    (r"(?:argument (.+?): )?expected (?:one|at least one) argument", r"\1: falta su valor"),
    (r"(?:argument (.+?): )?expected at most one argument", r"\1: lleva un solo valor"),
    (r"(?:argument (.+?): )?expected (\d+) arguments?", r"\1: lleva \2 valores"),
    (r"(?:argument (.+?): )?ignored explicit argument (.+)", r"\1: no lleva valor, y se le dio \2"),
    (r"(?:argument (.+?): )?not allowed with argument (.+)", r"\1 no va junto con \2"),
    (r"(?:argument (.+?): )?invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 no vale; elija entre \3"),
    (r"(?:argument (.+?): )?unknown parser (.+) \(choices: (.+)\)", r"\1: \2 no vale; elija entre \3"),
    (rf"(?:argument (.+?): )?invalid {NUMERO} value: (.+)", r"\1: \2 no es un número"),
    (r"(?:argument (.+?): )?invalid \S+ value: (.+)", r"\1: \2 no vale"),
    (r"(?:argument (.+?): )?can't open '(.+)': (.+)", r"\1: no se puede abrir «\2»: \3"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


Registrar = Callable[[argparse.ArgumentParser], None]


class FormatoDeAyuda(argparse.HelpFormatter):
    """The help's layout, with «uso» where argparse says «usage»."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "uso: " if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):  # only those that can follow: their title is said above
            return "".join(self._format_action(suya) for suya in action._get_subactions())
        return super()._format_action(action)


class Analizador(argparse.ArgumentParser):
    """An ArgumentParser that speaks Spanish; its sub-commands too. Exit code 2 for bad use, as always.

    An option is written whole: what abbreviates one today is ambiguous, or another, when one more is added.
    """

    def __init__(self, *args: Any, **opciones: Any) -> None:
        super().__init__(
            *args, **{"formatter_class": FormatoDeAyuda, "allow_abbrev": False, **opciones, "add_help": False}
        )
        self._positionals.title, self._optionals.title = "argumentos", "opciones"
        self._por_llenar: Registrar | None = None
        self.add_argument(
            "-h", "--help", "--ayuda", action="help", default=argparse.SUPPRESS, help="muestra esta ayuda y termina"
        )

    def llenar_con(self, registrar: Registrar) -> None:
        """`registrar` will add its arguments when they are first needed: importing what they take may be dear."""
        self._por_llenar = registrar

    def llenar(self) -> None:
        """Its arguments are needed now."""
        registrar, self._por_llenar = self._por_llenar, None
        if registrar is not None:
            registrar(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self.llenar()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{traducir(message)}.\n")


def traducir(mensaje: str) -> str:
    """argparse's `mensaje` in Spanish; as it is when it is none of the known ones."""
    for patron, nuestro in ERRORES:
        if hallado := re.fullmatch(patron, mensaje, re.DOTALL):
            return hallado.expand(nuestro).removeprefix(": ")
    return mensaje
