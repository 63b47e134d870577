"""`prep revisar`: whether the city is ready for its night, a line for each thing, and what to do where it is not.

Exit code 0 ready; 3 something is missing, and then it says what to do; 2 the node cannot be reached.
"""

import argparse
import sys
from datetime import UTC, datetime

from central.mando.requisito import Requisito
from central.mando.requisitos import CiudadRevisada, revisar_ciudad
from central.marco.conexion import BIEN, RECHAZADO, NodoAbierto, mandar
from central.marco.tabla import rojo, tabla
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.orden.version import version

ANCHO = 90  # of how a thing is; --json has it whole


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_revisar))


def _revisar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    revisada = revisar_ciudad(puesto, version(), datetime.now(UTC))
    if argumentos.json:
        decir_json(a_json(revisada))
    else:
        print(a_texto(revisada, sys.stdout.isatty()))
    return RECHAZADO if revisada.faltan else BIEN


def a_json(revisada: CiudadRevisada) -> dict[str, object]:
    return {
        "proceso": revisada.proceso,
        "nodo": revisada.este,
        "momento": revisada.momento.isoformat(),
        "lista": not revisada.faltan,
        "requisitos": [
            {"que": r.que, "donde": r.donde, "dicho": r.dicho, "falta": bool(r.hacer), "hacer": r.hacer or None}
            for r in revisada.requisitos
        ],
    }


def a_texto(revisada: CiudadRevisada, terminal: bool = False) -> str:
    filas = [["FALTA" if r.hacer else "bien", r.que, r.donde, _corto(r.dicho)] for r in revisada.requisitos]
    partes = [
        f"PREP · {revisada.proceso} · {revisada.este}",
        tabla(["", "Qué", "Dónde", "Cómo está"], filas),
        _por_hacer(revisada.faltan, terminal),
    ]
    return "\n\n".join(partes)


def _por_hacer(faltan: tuple[Requisito, ...], terminal: bool) -> str:
    if not faltan:
        return "Lista: no falta nada de lo que se puede ver desde aquí."
    lineas = [f"- {r.donde}, {r.que.lower()}: {r.hacer}" for r in faltan]
    return "\n".join([rojo(f"NO ESTÁ LISTA. Por hacer: {len(faltan)}", terminal), *lineas])


def _corto(texto: str) -> str:
    return texto if len(texto) <= ANCHO else f"{texto[: ANCHO - 1]}…"
