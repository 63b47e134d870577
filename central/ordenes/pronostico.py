"""`prep pronostico`: when the night will be at 90, 95 and 100 %, what holds it back, and which CATD ends last."""

import argparse
import math
from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.proceso import leer_encabezado
from central.marco.tabla import hora, tabla
from central.tablero import tablero
from central.tablero.noche import palabras
from central.tablero.noche.lectura import NocheSeguida, leer
from central.tablero.noche.peores import Peor, peores
from prep.orden.opciones import con_datos, con_json, decir_json


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_pronostico))


def _pronostico(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        noche, visto, nombre = leer(conn), tablero.leer(conn), leer_encabezado(conn).ajustes.zona
    malos = peores(noche, visto)
    if argumentos.json:
        decir_json(_a_json(noche, malos))
        return BIEN
    zona = ZoneInfo(nombre)
    print(f"{hora(noche.momento, nombre)} ({nombre})\n")
    print("\n".join(palabras.lineas(noche, zona)))
    if malos:
        print(f"\n{tabla(palabras.PEORES, palabras.filas_de_peores(malos))}")
    if noche.apertura:
        print(f"\n{tabla(palabras.TRECHOS, palabras.filas_de_trechos(noche), len(palabras.TRECHOS) - 1)}")
        print(f"\n{tabla(palabras.CENTROS, palabras.filas_de_centros(noche, zona), len(palabras.CENTROS) - 1)}")
    return BIEN


def _a_json(noche: NocheSeguida, malos: Sequence[Peor]) -> dict[str, object]:
    """Hours in UTC, ISO 8601; null where it is more than three days away."""
    p = noche.pronostico

    def cuando(minuto: float) -> str | None:
        if noche.apertura is None or math.isinf(minuto):
            return None
        return (noche.apertura + timedelta(minutes=minuto)).isoformat(timespec="seconds")

    return {
        "momento": noche.momento.isoformat(),
        "apertura": noche.apertura.isoformat() if noche.apertura else None,
        "esperadas": noche.todas,
        "recibidas": noche.ciudad[-1].recibidas if noche.ciudad else 0,
        "registradas": noche.ciudad[-1].registradas if noche.ciudad else 0,
        "curva": p.curva if p else None,
        "veces_su_tiempo": round(p.lenta, 3) if p else None,
        "por_hora": p.por_hora if p else None,
        "metas": [
            {"por_ciento": m.por_ciento, "momento": cuando(m.minuto),
             "desde": cuando(m.desde), "hasta": cuando(m.hasta)}
            for m in (p.metas if p else ())
        ],
        "etapas": [
            {"etapa": t.nombre, "esperan": t.esperan, "por_hora": round(t.por_hora, 1), "personas": t.personas,
             "minutos": None if math.isinf(t.minutos) else round(t.minutos), "faltan": t.faltan}
            for t in noche.trechos
        ],
        "peores": [
            {"centro": p.centro, "asunto": p.asunto, "atiende": p.atiende or None,
             "retrasa_minutos": None if p.retrasa is None or math.isinf(p.retrasa) else round(p.retrasa)}
            for p in malos
        ],
        "centros": {centro: cuando(minuto) for centro, minuto in p.centros.items()} if p else {},
    }  # fmt: skip
