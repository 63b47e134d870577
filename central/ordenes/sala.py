"""`prep sala`: the coordinators' board in a window; nothing of Qt is imported until it is asked for.

Exit code 0 when its window is closed; 2 when the centre or the screen is not there.
"""

import argparse

from central.marco.conexion import MalUso, NodoAbierto, mandar
from prep.orden.opciones import con_antes, con_datos
from prep.ui.escritorio import impedimento
from prep.ui.opciones import leer_escala, leer_medida


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument(
        "--solo-lectura", action="store_true", help="para un muro: sin órdenes ni sesión, a toda la pantalla"
    )
    con_antes(
        analizador,
        "--letra",
        "--escala",
        type=leer_escala,
        default=1.0,
        metavar="N",
        help="tamaño de la letra, de 1 a 2",
    )
    analizador.add_argument("--mudo", action="store_true", help="sin el timbre de lo que nadie atiende")
    analizador.add_argument("--ventana", type=leer_medida, metavar="ANCHOxALTO", help="en una ventana de ese tamaño")
    analizador.set_defaults(ejecutar=mandar(_sala))


def _sala(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    if motivo := impedimento("la sala"):
        raise MalUso(motivo)
    from central.sala.app import correr

    return correr(puesto, argumentos.solo_lectura, argumentos.letra, argumentos.ventana, mudo=argumentos.mudo)
