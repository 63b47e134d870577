"""`prep liberar ACTA`: takes an acta's work away from its holder, so that somebody else can take it at once.

Exit code 0 also when nobody held it; 2 when there is no such acta.
"""

import argparse

from central.mando.liberar import liberar
from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.proceso import leer_encabezado
from central.tablero.claves import hallar_clave
from prep.orden.opciones import con_datos


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument("acta", nargs="+", metavar="ACTA", help="como se dice, 123 C2 ALC, su clave o su etiqueta")
    analizador.add_argument("--motivo", default="", help="por qué, para la bitácora de incidencias")
    analizador.set_defaults(ejecutar=mandar(_liberar))


def _liberar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        clave = hallar_clave(conn, " ".join(argumentos.acta), leer_encabezado(conn))
    lineas = liberar(puesto, clave, argumentos.motivo)
    if not lineas:
        print(f"Nadie tiene trabajo del acta {clave}; no hubo nada que liberar.")
        return BIEN
    print(f"Acta {clave}: liberada.")
    for linea in lineas:
        print(f"  {linea}")
    return BIEN
