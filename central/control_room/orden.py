"""`central sala`: the coordinators' board in a window; nothing of Qt is imported until it is asked for.

Exit code 0 when its window is closed; 2 when the centre or the screen is not there.
"""

import argparse
import os
import sys

from central.mando.conexion import MalUso, Puesto, con_datos, mandar
from prep.ui.opciones import leer_escala, leer_medida

PANTALLAS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument(
        "--solo-lectura", action="store_true", help="para un muro: sin órdenes ni sesión, a toda la pantalla"
    )
    analizador.add_argument("--escala", type=leer_escala, default=1.0, metavar="N", help="tamaño de la letra, de 1 a 2")
    analizador.add_argument("--ventana", type=leer_medida, metavar="ANCHOxALTO", help="en una ventana de ese tamaño")
    analizador.set_defaults(ejecutar=mandar(_sala))


def _sala(argumentos: argparse.Namespace, puesto: Puesto) -> int:
    if sys.platform.startswith("linux") and not any(os.environ.get(p) for p in PANTALLAS):
        raise MalUso("No hay una pantalla donde abrir la sala. Ábrala en el escritorio del centro.")
    from central.control_room.app import correr

    return correr(puesto, argumentos.solo_lectura, argumentos.escala, argumentos.ventana)
