"""`prep acta CLAVE`: how an acta is, who has it, its facts, what was found about it and what can be done.

Exit code 0; 2 when it names no acta, or several, with those that it may be; 3 when it has grave findings, and then
the page is whole too.
"""

import argparse

from central.marco.conexion import BIEN, RECHAZADO, NodoAbierto, mandar
from central.tablero.ficha.documento import a_json
from central.tablero.ficha.lectura import leer_ficha
from central.tablero.ficha.palabras import a_texto
from prep.orden.opciones import con_datos, con_guardado, con_json, decir_json


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_guardado(analizador)
    analizador.add_argument(
        "acta", nargs="+", metavar="ACTA", help="su clave, lo que dice su etiqueta, o su casilla y elección: 123 C2 ALC"
    )
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_acta))


def _acta(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        ficha = leer_ficha(conn, " ".join(argumentos.acta))
    if argumentos.json:
        decir_json(a_json(ficha))
    else:
        print(a_texto(ficha))
    return RECHAZADO if ficha.grave else BIEN
