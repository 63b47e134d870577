"""`prep simulacro noche|imagenes|telefono|pueblo|practica`: each a module of simulacro/ordenes."""

import argparse
import sys

from prep.orden.parada import con_parada
from prep.orden.verbos import con_acciones, del_modulo, solo

VERBOS = {
    "noche": "juega una noche entera con robots y la compara con el papel",
    "imagenes": "dibuja una muestra de las actas del simulacro",
    "telefono": "abre en este equipo la página del CAE, para probarla",
    "pueblo": "escribe los archivos de una elección inventada",
    "practica": "dibuja las hojas con que se practica la captura",
}


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    for nombre, ayuda in VERBOS.items():
        accion(nombre, ayuda).llenar_con(del_modulo(f"simulacro.ordenes.{nombre}"))


def principal(argumentos: list[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    return solo("simulacro", "PREP: el simulacro.", registrar, argumentos)


if __name__ == "__main__":
    sys.exit(con_parada(principal))
