"""`prep propuestas`: the orders that wait for another person of the coordination; who, what, why and until when."""

import argparse

from central.mando.dos_personas import OrdenPropuesta, ver
from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.tabla import tabla
from prep.orden.opciones import con_datos, con_json, decir_json


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument("--todas", action="store_true", help="también las cumplidas, rechazadas y vencidas")
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_propuestas))


def _propuestas(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    suyas = [p for p in ver(puesto) if p.abierta or argumentos.todas]
    if argumentos.json:
        decir_json({"propuestas": [_a_json(p) for p in suyas]})
        return BIEN
    if not suyas:
        print("No hay propuestas." if argumentos.todas else "No hay propuestas que esperen.")
        return BIEN
    filas = [(p.n, p.quien, p.dice, p.acuerdo.motivo, p.hasta, p.paso, p.respondio) for p in suyas]
    print(tabla(["N", "Propone", "Qué", "Por qué", "Hasta", "Cómo está", "Respondió"], filas))
    if any(p.abierta for p in suyas):
        print(f"Para dar su conforme: prep conforme N --datos {puesto.datos}")
    return BIEN


def _a_json(p: OrdenPropuesta) -> dict[str, object]:
    acuerdo = p.acuerdo
    return {
        "n": p.n,
        "quien": p.quien,
        "que": str(acuerdo.orden.nombre),
        "datos": dict(acuerdo.orden.datos),
        "dice": p.dice,
        "motivo": acuerdo.motivo,
        "momento": acuerdo.propuesta.momento.isoformat(),
        "hasta": acuerdo.hasta.isoformat(),
        "estado": str(p.paso),
        "respondio": p.respondio or None,
    }
