"""`prep fase ceros|abrir|publicar|ultimo|cerrar`: the proceso enters a phase, and its act is written in PDF.

The counting of zeros is done at once; the others are proposed, for another person to agree to (`prep conforme`).
Exit code 0; 2 for bad use; 3 when the phase cannot be entered now: out of order, a table not at zero, work pending.
"""

import argparse
from pathlib import Path

from central.mando.fase import declarar
from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.ordenes.conforme import con_motivo, con_quien, proponer
from prep.domain.hechos.hechos import NombreFase
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.orden.opciones import con_datos


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument("fase", choices=[str(f) for f in NombreFase], help="la fase que sigue")
    analizador.add_argument(
        "--salida", type=Path, metavar="CARPETA", help="dónde dejar el acta en PDF (la carpeta del nodo, documentos/)"
    )
    analizador.add_argument(
        "--forzar",
        default="",
        metavar="MOTIVO",
        help="cierra aunque haya trabajo pendiente; el motivo queda en el acta",
    )
    con_quien(analizador)
    con_motivo(analizador)
    analizador.set_defaults(ejecutar=mandar(_fase))


def _fase(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    fase = NombreFase(argumentos.fase)
    if fase is NombreFase.CEROS:
        for linea in declarar(puesto, fase, argumentos.forzar, argumentos.salida).lineas:
            print(linea)
        return BIEN
    salida = str(argumentos.salida.resolve()) if argumentos.salida else ""
    datos = {"fase": str(fase), "forzar": argumentos.forzar.strip(), "salida": salida}
    return proponer(argumentos, puesto, OrdenDelCentro(NombreDeOrden.FASE, datos))
