"""`prep fase ceros|abrir|publicar|ultimo|cerrar`: the proceso enters a phase, and its act is written in PDF.

Exit code 0; 2 for bad use; 3 when the phase cannot be entered now: out of order, a table not at zero, work pending.
"""

import argparse
from pathlib import Path

from central.mando.fase import declarar
from central.marco.conexion import BIEN, NodoAbierto, mandar
from prep.domain.hechos.hechos import NombreFase
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
    analizador.set_defaults(ejecutar=mandar(_fase))


def _fase(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    hecha = declarar(puesto, NombreFase(argumentos.fase), argumentos.forzar, argumentos.salida)
    cabecera = hecha.cabecera
    print(f"Fase «{hecha.fase}» del proceso {cabecera.proceso}{'' if cabecera.real else ' (SIMULACRO)'}: declarada.")
    print(f"Acta: {hecha.acta}")
    print(f"SHA-256: {hecha.sha256}")
    return BIEN
