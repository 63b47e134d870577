"""`prep reconstruir`: rebuilds the derived state from the facts into a copy and compares; it changes nothing.

With what was kept elsewhere, cuts or checkpoints of the chain, also whether the base is still the one they speak of.
Exit code 0 when equal; 3 with the differences; 2 when the node cannot be used.
"""

import argparse
import sys
from dataclasses import asdict, replace
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from central.arbitro.contexto import Contexto
from central.arbitro.puntos import PuntosIlegibles, leer_puntos
from central.arbitro.reconstruir import Reconstruccion, reconstruir
from central.arbitro.testigos import EslabonDicho, de_este_nodo
from central.corte.cabezas import cabezas_de, otro_catalogo
from central.corte.comprobar import comprobar
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.lista import publica_del_centro
from central.nodo.relevo import base_de
from central.ordenes.corte import leer_publica
from prep.orden.opciones import con_datos, con_guardado, con_json, decir_json
from prep.store.catalogo_json import huella_de
from prep.store.conexion import motor

EN_SU_COPIA = "-c default_transaction_read_only=off"  # a proceso of before is only read, but for the copy
MUESTRA = 20  # differences that are shown; --json has them all


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_guardado(analizador)
    analizador.add_argument("--firmas", action="store_true", help="comprueba también cada firma y toda la cadena")
    analizador.add_argument(
        "--cortes", type=Path, metavar="CARPETA", help="y que la cadena sea la que dice cada corte de esa carpeta"
    )
    analizador.add_argument(
        "--puntos", type=Path, metavar="ARCHIVO", help="y la que dicen los puntos que otra máquina copió"
    )
    analizador.add_argument("--publica", metavar="HEX", help="llave pública del centro, recibida por otra vía")
    con_json(analizador)
    analizador.set_defaults(ejecutar=_reconstruir)


def _reconstruir(argumentos: argparse.Namespace) -> int:
    if not (argumentos.datos / "claves.json").is_file():
        print(f"En {argumentos.datos} no hay un nodo preparado. Indique su carpeta con --datos.", file=sys.stderr)
        return MAL_USO
    try:
        publica = leer_publica(argumentos.publica)
        centro = publica_del_centro(argumentos.datos)
        with Cluster(argumentos.datos) as cluster:
            dsn = make_conninfo(cluster.dsn("prep_arbitro", base_de(cluster, argumentos.guardado)), options=EN_SU_COPIA)
            base = motor(dsn)
            try:
                with psycopg.connect(dsn, autocommit=True) as conexion:
                    hallado = _hallar(argumentos, conexion, Contexto(base, conexion, centro), publica)
            finally:
                base.dispose()
    except (MalUso, PuntosIlegibles) as error:
        print(error, file=sys.stderr)
        return MAL_USO
    except OSError as error:
        print(f"No se puede leer {error.filename or argumentos.datos}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    except (ErrorNodo, psycopg.OperationalError) as error:
        print(f"No se pudo usar el nodo de {argumentos.datos}: {error}", file=sys.stderr)
        return MAL_USO
    if argumentos.json:
        decir_json({"iguales": not hallado.diferencias, "firmas": argumentos.firmas, **asdict(hallado)})
    else:
        _decir(hallado)
    return RECHAZADO if hallado.diferencias else BIEN


def _hallar(
    argumentos: argparse.Namespace, conexion: psycopg.Connection, contexto: Contexto, publica: bytes | None
) -> Reconstruccion:
    """What the facts give, and what was kept elsewhere says; raises MalUso, PuntosIlegibles, OSError."""
    testigos: list[EslabonDicho] = []
    fallas: list[str] = [*contexto.alterados.values(), *contexto.estaciones_alteradas.values()]
    if argumentos.cortes:
        comprobacion = comprobar(argumentos.cortes, publica or contexto.centro)
        if not comprobacion.cortes:
            raise MalUso(f"No hay cortes en {argumentos.cortes}.")
        suyos, malas = cabezas_de(argumentos.cortes)
        otros = otro_catalogo(argumentos.cortes, huella_de(contexto.catalogo))
        testigos, fallas = testigos + suyos, [*fallas, *comprobacion.fallas, *malas, *otros]
    if argumentos.puntos:
        suyos, malas = leer_puntos(argumentos.puntos, contexto)
        testigos, fallas = testigos + suyos, fallas + malas
    con_testigos = bool(argumentos.cortes or argumentos.puntos)
    hallado = reconstruir(conexion, contexto, argumentos.firmas or con_testigos, testigos)
    if con_testigos:
        propios = de_este_nodo(conexion, testigos)
        dicho = f"Eslabones dichos fuera de la base: {propios} de este nodo, {len(testigos) - propios} de otros."
        print(dicho, file=sys.stderr)
    return replace(hallado, diferencias=[*fallas, *hallado.diferencias])


def _decir(hallado: Reconstruccion) -> None:
    print(f"{hallado.actas} actas y {hallado.hechos} hechos reconstruidos en {hallado.segundos:.1f} s.")
    if not hallado.diferencias:
        print("Lo derivado es igual a lo que dicen los hechos.")
        return
    print(f"{len(hallado.diferencias)} diferencias:")
    print("\n".join(hallado.diferencias[:MUESTRA]))
