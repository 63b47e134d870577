"""`prep apertura [HORA]`: from when the period of operation counts; with an hour, proposes it to another person.

Exit code 0; 2 for an hour that is none; 3 when it cannot be set now.
"""

import argparse
from zoneinfo import ZoneInfo

from central.mando import apertura
from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.proceso import leer_cabecera
from central.ordenes.conforme import con_motivo, con_quien, proponer
from central.tablero import horario
from prep.orden.opciones import con_datos


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument(
        "hora", nargs="?", default="", metavar="HORA", help="18:00, de hoy, o «AAAA-MM-DD 18:00», en hora de la entidad"
    )
    con_quien(analizador)
    con_motivo(analizador)
    analizador.set_defaults(ejecutar=mandar(_apertura))


def _apertura(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        es, zona = horario.apertura(conn), ZoneInfo(leer_cabecera(conn).zona)
        orden = apertura.orden_de(conn, argumentos.hora) if argumentos.hora else None
    if orden is not None:
        return proponer(argumentos, puesto, orden)
    print(
        f"El periodo de operación empieza: {es.astimezone(zona):%d/%m/%Y %H:%M}." if es else "Nadie ha fijado la hora."
    )
    return BIEN
