"""`prep retenidas [ACTA ...|--todas]`: the rows that the last cut held back; those held for their hours are let out.

Letting out is proposed, and done when another person agrees (`prep conforme`). Exit code 0; 2 for an acta that is not
held for its hours alone.
"""

import argparse

from central.mando import retenidas
from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.tabla import tabla
from central.ordenes.conforme import con_motivo, con_quien, proponer
from central.tablero.claves import claves_dichas
from prep.orden.opciones import con_datos, con_json, decir_json


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument(
        "actas",
        nargs="*",
        metavar="ACTA",
        help="las que se propone publicar con sus horas, cada una entre comillas: '123 C2 ALC'",
    )
    analizador.add_argument("--todas", action="store_true", help="todas las que esperan sólo por su hora")
    con_quien(analizador)
    con_motivo(analizador)
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_retenidas))


def _retenidas(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        hay = retenidas.leer(conn)
        claves = claves_dichas(conn, argumentos.actas)
        if argumentos.todas:
            claves = [r.acta for r in hay if r.liberable]
        orden = retenidas.orden_de(conn, claves) if claves or argumentos.todas else None
    if orden is not None:
        return proponer(argumentos, puesto, orden)
    if argumentos.json:
        decir_json({"retenidas": [{"acta": r.acta, "motivos": r.motivos, "horas": r.horas} for r in hay]})
        return BIEN
    if not hay:
        print("El último corte no retuvo ningún acta.")
        return BIEN
    filas = [(r.acta, ", ".join(r.motivos), r.horas, "sí" if r.liberable else "no") for r in hay]
    print(tabla(["Acta", "Por qué", "Acopio, captura, verificación", "Se puede liberar"], filas))
    return BIEN
