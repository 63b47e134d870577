"""`prep reconstruir`: rebuilds the derived state from the facts into a copy and compares; it changes nothing.

Exit code 0 when equal; 3 with the differences; 2 when the node cannot be used.
"""

import argparse
import sys
from dataclasses import asdict

import psycopg

from central.arbitro.contexto import Contexto
from central.arbitro.reconstruir import Reconstruccion, reconstruir
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.store.conexion import motor

MUESTRA = 20  # differences that are shown; --json has them all


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument("--firmas", action="store_true", help="comprueba también cada firma y toda la cadena")
    con_json(analizador)
    analizador.set_defaults(ejecutar=_reconstruir)


def _reconstruir(argumentos: argparse.Namespace) -> int:
    if not (argumentos.datos / "claves.json").is_file():
        print(f"En {argumentos.datos} no hay un nodo preparado. Indique su carpeta con --datos.", file=sys.stderr)
        return MAL_USO
    try:
        with Cluster(argumentos.datos) as cluster:
            dsn = cluster.dsn("prep_arbitro")
            base = motor(dsn)
            try:
                with psycopg.connect(dsn, autocommit=True) as conexion:
                    hallado = reconstruir(conexion, Contexto(base, conexion), argumentos.firmas)
            finally:
                base.dispose()
    except (ErrorNodo, psycopg.OperationalError) as error:
        print(f"No se pudo usar el nodo de {argumentos.datos}: {error}", file=sys.stderr)
        return MAL_USO
    if argumentos.json:
        decir_json({"iguales": not hallado.diferencias, "firmas": argumentos.firmas, **asdict(hallado)})
    else:
        _decir(hallado)
    return RECHAZADO if hallado.diferencias else BIEN


def _decir(hallado: Reconstruccion) -> None:
    print(f"{hallado.actas} actas y {hallado.hechos} hechos reconstruidos en {hallado.segundos:.1f} s.")
    if not hallado.diferencias:
        print("Lo derivado es igual a lo que dicen los hechos.")
        return
    print(f"{len(hallado.diferencias)} diferencias:")
    print("\n".join(hallado.diferencias[:MUESTRA]))
