"""`prep informe`: the night so far in a PDF, with its curve in CSV and as a known night for the next profile."""

import argparse
from pathlib import Path

from central.mando.informe import exportar
from central.marco.conexion import BIEN, NodoAbierto, mandar
from prep.orden.opciones import con_datos, con_guardado


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_guardado(analizador)
    analizador.add_argument("--salida", type=Path, metavar="CARPETA", default=Path(), help="dónde se dejan (aquí)")
    analizador.set_defaults(ejecutar=mandar(_informe))


def _informe(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    dejado = exportar(puesto, argumentos.salida)
    print(f"La noche hasta ahora, en {dejado.pdf}; su curva por centro, en {dejado.hoja}.")
    if dejado.curva:
        print(f"Para comparar otra noche con ésta, agregue a su perfil lo que dice {dejado.curva}.")
    return BIEN
