"""`prep verificar ARCHIVO|CARPETA|ZIP|URL [--json]`: a results file re-added, or all that is published of a site.

Exit 0 all agrees, 3 something differs or could not be read, 2 not a PREP file, 4 all
agrees by the key that stands in the site itself.
"""

import argparse

from central.firmado.envolturas import Verificar
from central.verificar.orden import con_argumentos, verificar_lugar


def registrar(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `verificar`."""
    con_argumentos(parser)
    parser.set_defaults(ejecutar=ejecutar)


def ejecutar(args: argparse.Namespace) -> int:
    """Verifies, prints and returns the exit code."""
    return verificar_lugar(args, _firmas)


def _firmas() -> Verificar:
    from prep.net.identidad import verificar  # here: each zip of a cut is verified by a process that needs no key

    return verificar
