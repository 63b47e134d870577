"""The options that several commands share, each with one word: `--datos`, `--sitio`, `--json`; and their old names."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

ENTORNO_DATOS = "PREP_DATOS"
DATOS = Path("datos")
Contenedor = argparse._ActionsContainer  # a parser, or a group of one
# The version in which what is told as old is no longer understood.
SE_QUITA_EN = "0.3"


class Renombrada(argparse.Action):
    """Stores its value; written by a name of before, it says on the error output how it is called now."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        if option_string is not None and option_string not in self.option_strings:
            avisar_de_antes(option_string, self.option_strings[0])
        setattr(namespace, self.dest, values)


def con_antes(analizador: Contenedor, nombre: str, *antes: str, **resto: Any) -> None:
    """Adds the option `nombre`; the names of `antes` are understood and shown nowhere."""
    accion = analizador.add_argument(nombre, *antes, action=Renombrada, **resto)
    accion.option_strings = [nombre]  # the parser has noted them all; help, errors and completion read this list


def avisar_de_antes(antes: str, ahora: str) -> None:
    """Says how to write from now on what was written in an old way, which still works."""
    print(f"«{antes}» se escribe ahora «{ahora}»; en la versión {SE_QUITA_EN} dejará de entenderse.", file=sys.stderr)


def con_datos(analizador: argparse.ArgumentParser) -> None:
    """Adds `--datos`, the folder of the node or of the centre, which nearly every command takes."""
    analizador.add_argument(
        "--datos",
        type=Path,
        default=carpeta_de_datos(),
        metavar="CARPETA",
        help=f"carpeta del nodo o del centro (la de {ENTORNO_DATOS}, o ./datos)",
    )


def con_guardado(analizador: argparse.ArgumentParser) -> None:
    """Adds `--proceso`, one of before that is kept in that folder, for what only reads."""
    analizador.add_argument(
        "--proceso",
        dest="guardado",
        default="",
        metavar="PROCESO",
        help="uno de antes, guardado; sin ella, el de ahora",
    )


def carpeta_de_datos(si_no: Path = DATOS) -> Path:
    """The folder of the environment's PREP_DATOS; `si_no` where it is not set."""
    return Path(os.environ.get(ENTORNO_DATOS) or si_no)


def con_sitio(analizador: Contenedor, ayuda: str, *antes: str, **resto: Any) -> None:
    """Adds `--sitio`: the place where people work, by the number of its CATD, or CCV."""
    con_antes(analizador, "--sitio", *antes, metavar="NN", help=ayuda, **resto)


def con_json(analizador: argparse.ArgumentParser) -> None:
    """Adds `--json`, of every command that reads."""
    analizador.add_argument("--json", action="store_true", help="un solo documento JSON, para otros programas")


def decir_json(documento: object) -> None:
    """The document on the standard output, where nothing else goes when `--json` was asked for."""
    print(json.dumps(documento, ensure_ascii=False, indent=1))
