"""`prep metricas`: a node's figures for Prometheus, on this machine alone, until it is told to stop.

Exit code 0 told to stop; 2 there is no node there, or the port is taken.
"""

import argparse
import sys

from central.marco.conexion import MAL_USO, MalUso
from central.metricas.servicio import PUERTO, servidas
from prep.orden.opciones import con_datos
from prep.orden.parada import dormir

DIA_S = 86_400.0


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument(
        "--puerto", type=int, default=PUERTO, metavar="N", help=f"de 127.0.0.1, donde se leen ({PUERTO}; 0, uno libre)"
    )
    analizador.set_defaults(ejecutar=_metricas)


def _metricas(argumentos: argparse.Namespace) -> int:
    try:
        with servidas(argumentos.datos.absolute(), argumentos.puerto) as puerto:
            print(f"Métricas en http://127.0.0.1:{puerto}/metrics (Ctrl-C para terminar).", flush=True)
            while True:
                dormir(DIA_S)
    except MalUso as error:
        print(error, file=sys.stderr)
        return MAL_USO
