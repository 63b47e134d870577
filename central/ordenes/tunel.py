"""`prep tunel preparar|servir`: where the centre takes in the nodes that can only go out, and the taking in.

Exit code 0 done, or told to stop; 2 something that was given cannot be used, or it cannot begin.
"""

import argparse
import logging
import os
import pwd
import sys
import tempfile
import threading
from pathlib import Path

from central.marco.conexion import BIEN, MAL_USO
from central.nodo.binarios import ErrorNodo
from central.nodo.confianza import de_carpeta
from central.tunel import ajustes
from central.tunel.ajustes import EntradaDeTuneles
from central.tunel.servidor import ServidorDeTuneles, usuario
from prep.orden.opciones import con_datos
from prep.orden.parada import al_detener
from prep.orden.verbos import con_acciones

PUERTO = 5422


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    hacer = accion("preparar", "dice dónde recibe el centro los túneles; los kits que se hagan después lo llevan")
    con_datos(hacer)
    hacer.add_argument("--escucha", required=True, metavar="IP", help="dirección de esta máquina donde se reciben")
    hacer.add_argument(
        "--puerto", type=int, default=PUERTO, metavar="N", help=f"el único al que salen los nodos ({PUERTO})"
    )
    hacer.add_argument(
        "--fuera", nargs="+", metavar="IP", help="por qué direcciones se llega desde los CATD, si son otras"
    )
    hacer.add_argument("--usuario", metavar="NOMBRE", help="con el que corre «prep tunel servir», si es otro que éste")
    hacer.add_argument("--carpeta", type=Path, metavar="CARPETA", help="la que lee «prep tunel servir» (DATOS/tunel)")
    hacer.set_defaults(ejecutar=_preparar)
    servir = accion("servir", "recibe los túneles hasta Ctrl-C, con el centro en marcha")
    servir.add_argument("carpeta", type=Path, metavar="CARPETA", help="la de «prep tunel preparar»")
    servir.set_defaults(ejecutar=_servir)


def _preparar(argumentos: argparse.Namespace) -> int:
    try:
        confianza = de_carpeta(argumentos.datos)
        if confianza is None or confianza.suya.tunel is None:
            raise ErrorNodo(
                f"En {argumentos.datos} no está la identificación del centro, o se hizo sin túnel: expídala con "
                "«prep autoridad expedir centro» y póngala antes."
            )
        entrada = _leida(argumentos)
        ajustes.guardar(entrada, argumentos.datos)
    except ErrorNodo as error:
        print(error, file=sys.stderr)
        return MAL_USO
    except OSError as error:
        print(f"No se puede usar {error.filename or 'un archivo'}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    salida = entrada.salida
    print(f"Los nodos saldrán a {' o '.join(salida.direcciones)}, puerto {salida.puerto}, y a nada más.")
    print(f"Con el centro en marcha: prep tunel servir {entrada.carpeta_de(argumentos.datos)}")
    print("En los nodos que vayan por túnel, dé como dirección la palabra «tunel», y haga su kit.")
    return BIEN


def _leida(argumentos: argparse.Namespace) -> EntradaDeTuneles:
    """By its own grammar. Raises ErrorNodo."""
    quien = usuario() if argumentos.usuario is None else None
    nombre = argumentos.usuario or (quien.nombre if quien else pwd.getpwuid(os.geteuid()).pw_name)
    salida = {"direcciones": argumentos.fuera or [argumentos.escucha], "puerto": argumentos.puerto, "usuario": nombre}
    carpeta = str(argumentos.carpeta.absolute()) if argumentos.carpeta else ""
    return ajustes.de(version=1, escucha=argumentos.escucha, salida=salida, carpeta=carpeta)


def _servir(argumentos: argparse.Namespace) -> int:
    parar = threading.Event()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        with al_detener(parar.set), tempfile.TemporaryDirectory(prefix="prep-tunel-") as obra:
            ServidorDeTuneles(argumentos.carpeta, Path(obra)).correr(parar)
    except ErrorNodo as error:
        print(error, file=sys.stderr)
        return MAL_USO
    except OSError as error:
        print(f"No se pueden recibir túneles: {error.strerror or error}.", file=sys.stderr)
        return MAL_USO
    print("Ya no se reciben túneles.")
    return BIEN
