"""`prep unir KIT`: opens a kit where it belongs, and makes of it the folder of that node or station.

Exit code 0 done; 2 it cannot be opened or is of another place, and then nothing was written.
"""

import argparse
import sys
from pathlib import Path

from central.kits.lugar import poner
from central.marco.conexion import BIEN, MAL_USO, MalUso
from central.marco.quien import leer_contrasena
from central.nodo.binarios import ErrorNodo
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
    analizador.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    try:
        exigir_fuera(argumentos.datos, argumentos.aunque)
        kits.leer(argumentos.kit)  # what is wrong with the file is said before anybody types
        kit_usado.exigir_sin_usar(argumentos.kit, argumentos.datos)
        frase = leer_contrasena(argumentos.contrasena, "Frase del papel de este kit: ")
        for linea in poner(kits.abrir(argumentos.kit, frase), argumentos.datos):
            print(linea)
        kit_usado.marcar(argumentos.kit, argumentos.datos)
    except (MalUso, ErrorNodo, ValueError) as error:
        print(error, file=sys.stderr)
        return MAL_USO
    except OSError as error:
        print(f"No se puede usar {error.filename or 'un archivo'}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    return BIEN
