"""The command line of the drill: `python -m simulacro noche|imagenes|pueblo …`, each a module of simulacro/ordenes."""

import sys
from importlib import import_module

from central.marco.analizador import Analizador
from central.marco.parada import con_parada

VERBOS = {  # command: one line of help. A module is imported only when its command is asked for.
    "noche": "juega una noche entera con robots y la compara con el papel",
    "imagenes": "dibuja una muestra de las actas del simulacro",
    "pueblo": "escribe los archivos de una elección inventada",
}


def principal(argumentos: list[str] | None = None) -> int:
    """Runs one command and returns its exit code (each command documents its own; 2 = bad use or bad input)."""
    dichos = sys.argv[1:] if argumentos is None else argumentos
    analizador = Analizador(prog="python -m simulacro", description="PREP: el simulacro.")
    ordenes = analizador.add_subparsers(dest="orden", required=True, metavar="ORDEN")
    for nombre, ayuda in VERBOS.items():
        orden = ordenes.add_parser(nombre, help=ayuda, description=ayuda)
        if nombre in dichos[:1]:
            import_module(f"simulacro.ordenes.{nombre}").registrar(orden)
    leidos = analizador.parse_args(dichos)
    return int(leidos.ejecutar(leidos))


if __name__ == "__main__":
    sys.exit(con_parada(principal))
