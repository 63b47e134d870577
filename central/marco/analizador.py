"""The command line in Spanish: argparse's own words for help and errors, said as the rest of the suite says them."""

import argparse
import re
import sys
from typing import NoReturn

AYUDA = (
    ("usage: ", "uso: "),
    ("positional arguments:", "argumentos:"),
    ("options:", "opciones:"),
    ("show this help message and exit", "muestra esta ayuda y termina"),
)
# argparse's sentence, and ours.
ERRORES = (
    (r"the following arguments are required: (.+)", r"falta indicar: \1"),
    (r"unrecognized arguments: (.+)", r"no se reconoce: \1"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 no vale; elija entre \3"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1: falta su valor"),
    (r"argument (.+?): invalid (?:int|float|_positivo|_fraccion) value: (.+)", r"\1: \2 no es un número"),
    (r"argument (.+?): invalid \S+ value: (.+)", r"\1: \2 no vale"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 no va junto con \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class Analizador(argparse.ArgumentParser):
    """An ArgumentParser that speaks Spanish; its sub-commands too. Exit code 2 for bad use, as always."""

    def format_help(self) -> str:
        return _decir(super().format_help())

    def format_usage(self) -> str:
        return _decir(super().format_usage())

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{traducir(message)}.\n")


def traducir(mensaje: str) -> str:
    """argparse's `mensaje` in Spanish; as it is when it is none of the known ones."""
    for patron, nuestro in ERRORES:
        if re.fullmatch(patron, mensaje):
            return re.sub(patron, nuestro, mensaje)
    return mensaje


def _decir(texto: str) -> str:
    for suyo, nuestro in AYUDA:
        texto = texto.replace(suyo, nuestro)
    return texto
