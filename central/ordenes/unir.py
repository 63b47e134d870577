"""`prep unir KIT`: opens a kit where it belongs, and makes of it the folder of that node or station.

Exit code 0 done; 2 it cannot be opened or is of another place, and then nothing was written.
"""

import argparse
from pathlib import Path

from central.kits.lugar import poner
from central.marco.conexion import con_frases
from central.marco.quien import leer_contrasena
from prep.net import kit as kits
from prep.net import kit_usado
from prep.orden.opciones import con_datos
from prep.orden.secretos import con_permiso, exigir_fuera


def registrar(analizador: argparse.ArgumentParser) -> None:
    analizador.add_argument("kit", type=Path, metavar="KIT", help="el archivo .kit de este nodo o de esta estación")
    con_datos(analizador)
    analizador.add_argument(
        "--contrasena", type=Path, metavar="ARCHIVO", help="archivo con la frase de su papel; sin él, se pregunta"
    )
    con_permiso(analizador)
    analizador.set_defaults(ejecutar=con_frases(_unir, ValueError))


def _unir(argumentos: argparse.Namespace) -> None:
    exigir_fuera(argumentos.datos, argumentos.aunque)
    kits.leer(argumentos.kit)  # what is wrong with the file is said before anybody types
    kit_usado.exigir_sin_usar(argumentos.kit, argumentos.datos)
    frase = leer_contrasena(argumentos.contrasena, "Frase del papel de este kit: ")
    for linea in poner(kits.abrir(argumentos.kit, frase), argumentos.datos):
        print(linea)
    kit_usado.marcar(argumentos.kit, argumentos.datos)
