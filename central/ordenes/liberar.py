"""`prep liberar ACTA`: takes an acta's work away from its holder, so that somebody else can take it at once.

Exit code 0 also when nobody held it; 2 when there is no such acta.
"""

import argparse

from central.mando.liberar import liberar
from central.marco.conexion import BIEN, NodoAbierto, mandar
from prep.orden.opciones import con_datos


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument("acta", metavar="ACTA", help="clave del acta, como la da «prep estado»")
    analizador.add_argument("--motivo", default="", help="por qué, para la bitácora de incidencias")
    analizador.set_defaults(ejecutar=mandar(_liberar))


def _liberar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    clave = argumentos.acta.strip().upper()
    lineas = liberar(puesto, clave, argumentos.motivo)
    if not lineas:
        print(f"Nadie tiene trabajo del acta {clave}; no hubo nada que liberar.")
        return BIEN
    print(f"Acta {clave}: liberada.")
    for linea in lineas:
        print(f"  {linea}")
    return BIEN
