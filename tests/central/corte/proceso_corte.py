"""A program that makes one cut and stops for good at a stage, so that a test can kill it there."""

import sys
import threading
from datetime import datetime
from pathlib import Path

from central.corte.corte import hacer_corte
from central.marco.conexion import NodoAbierto
from prep.store.conexion import motor

AQUI = "AQUÍ"


def principal(datos: str, salida: str, etapa: str, hora: str) -> None:
    """The connection string comes by the standard input: it holds a password."""

    def progreso(texto: str) -> None:
        if texto.startswith(etapa):
            print(AQUI, flush=True)
            threading.Event().wait()

    maquina = motor(sys.stdin.readline().strip())
    hacer_corte(NodoAbierto(Path(datos), maquina), Path(salida), datetime.fromisoformat(hora), False, progreso)


if __name__ == "__main__":
    principal(*sys.argv[1:])
