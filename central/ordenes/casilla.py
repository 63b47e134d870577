"""`prep casilla recibir CARPETA`: takes the phone images of a folder into the centre (R-02, R-09).

Exit code 0 all in; 2 it could not start; 3 something was set aside, each with its reason, or the phase forbids it.
"""

import argparse
import sys
from pathlib import Path

from central.casilla.recepcion import recibir
from central.marco.conexion import BIEN, RECHAZADO, NodoAbierto, mandar
from prep.orden.opciones import con_datos
from prep.orden.verbos import con_acciones


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    entrada = accion("recibir", "recibe las imágenes de una carpeta: JPEG y JSON, por pares")
    con_datos(entrada)
    entrada.add_argument("carpeta", type=Path, metavar="CARPETA", help="la carpeta de envíos")
    entrada.set_defaults(ejecutar=mandar(_recibir))


def _recibir(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    resumen = recibir(puesto, argumentos.carpeta, lambda linea: print(linea, file=sys.stderr))
    recibidas = resumen.nuevas + resumen.ya_estaban
    print(
        f"{recibidas} imágenes recibidas ({resumen.ya_estaban} ya estaban), {resumen.apartadas} apartadas,"
        f" {resumen.en_espera} en espera de su pareja."
    )
    if resumen.trasladadas:
        print(f"{resumen.trasladadas} pasaron al acta que la mesa identificó; se capturan ahí.")
    return RECHAZADO if resumen.apartadas else BIEN
