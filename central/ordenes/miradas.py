"""`prep miradas`: what the second look offers, what was looked at, and what it found against what it expected."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.proceso import leer_encabezado
from central.marco.tabla import tabla
from central.segunda import palabras
from central.segunda.cuenta import CuentaDeMiradas, contar, de_la_noche
from prep.documents.celdas import en_celdas
from prep.documents.guardado import guardar
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.store.conexion import cruda


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument("--salida", type=Path, metavar="CARPETA", help="deja ahí, en CSV, cada acta y su resultado")
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_miradas))


def _miradas(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        noche, ajustes = de_la_noche(cruda(conn)), leer_encabezado(conn).ajustes
    zona = ZoneInfo(ajustes.zona)
    if argumentos.json:
        decir_json({"miradas": [_a_json(c) for c in contar(noche)]})
    else:
        print(tabla(palabras.CLASES, palabras.por_clase(noche), len(palabras.CLASES) - 1))
        for cabeza, filas in (
            (palabras.CALIBRACION, palabras.calibracion(noche)),
            (palabras.HORAS, palabras.por_hora(noche, zona)),
            (palabras.SITIOS, palabras.por_sitio(noche)),
        ):
            if filas:
                print(f"\n{tabla(cabeza, filas, len(cabeza) - 1)}")
        print("", *palabras.resumen(noche, ajustes.miradas_por_mil), sep="\n")
    if argumentos.salida is not None:
        hoja = argumentos.salida / f"miradas-{datetime.now(UTC):%Y%m%d-%H%M%S}.csv"
        filas = palabras.relacion(noche, zona)
        guardar(hoja, en_celdas(palabras.RELACION, filas))
        if not argumentos.json:
            print(f"Relación de {len(filas)} actas en {hoja}.")
    return BIEN


def _a_json(c: CuentaDeMiradas) -> dict[str, object]:
    return {
        "sospecha": str(c.sospecha),
        "ofrecidas": c.ofrecidas,
        "vistas": c.vistas,
        **{str(fin).replace(" ", "_"): n for fin, n in c.fines.items()},
        "esperadas": round(c.esperados, 3),
        "votos": c.votos,
    }
