"""`prep centro crear CIUDAD`: a whole city from its file: all of it or nothing, and again what is missing.

Exit code 0 done; 2 something in any of its files cannot be used, and then nothing was made.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from central.autoridad import guardada
from central.autoridad.autoridad import abrir
from central.autoridad.guardada import ErrorDeAutoridad
from central.ciudad.crear import CiudadHecha, crear
from central.ciudad.plan import CiudadInvalida, PlanDeCiudad, leer_plan
from central.gente.alta import PersonaRegistrada
from central.gente.sobres import papeles
from central.marco.conexion import BIEN, MAL_USO, MalUso
from central.marco.proceso import cabecera_de
from central.marco.quien import leer_contrasena
from central.nodo.binarios import ErrorNodo
from central.ordenes.autoridad import PREGUNTA
from prep.net.identificacion import IdentificacionDeLugar
from prep.orden.opciones import con_datos
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones

SE_DICEN = 200


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    hacer = accion("crear", "hace en el centro todo lo que dice el archivo de una ciudad")
    hacer.add_argument("ciudad", type=Path, metavar="CIUDAD", help="su archivo, ciudad.toml")
    con_datos(hacer)
    hacer.add_argument(
        "--contrasenas", type=Path, required=True, metavar="PDF", help="dónde dejar la de cada quien, en papeles"
    )
    hacer.add_argument("--autoridad", type=Path, metavar="CARPETA", help="la de los certificados; sin ella, sin cifrar")
    hacer.add_argument("--contrasena", type=Path, metavar="ARCHIVO", help="archivo con la frase de la autoridad")
    con_permiso(hacer)
    hacer.set_defaults(ejecutar=_crear)


def _crear(argumentos: argparse.Namespace) -> int:
    try:
        for ruta in (argumentos.contrasenas, argumentos.datos):
            exigir_fuera(ruta, argumentos.aunque)
        if argumentos.contrasenas.exists():
            raise ErrorNodo(f"{argumentos.contrasenas} ya existe y no se sobrescribe: dé otro a --contrasenas.")
        plan = leer_plan(argumentos.ciudad)
        suya = _identificacion(argumentos, plan) if argumentos.autoridad else None
        segundos = len(plan.personas) // 2
        print(f"Personas: {len(plan.personas)}; sus llaves toman hasta {segundos} s.", file=sys.stderr, flush=True)
        hecha = crear(plan, argumentos.datos, argumentos.contrasenas, lambda r: _sobres(plan, r), suya)
    except CiudadInvalida as error:
        print("\n".join(error.lineas[:SE_DICEN]), file=sys.stderr)
        if len(error.lineas) > SE_DICEN:
            print(f"… y {len(error.lineas) - SE_DICEN} más", file=sys.stderr)
        print(f"No se hizo nada: hay {len(error.lineas)} errores. Corríjalos y repita la orden.", file=sys.stderr)
        return MAL_USO
    except OSError as error:
        print(f"No se puede usar {error.filename or 'un archivo'}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    except (ErrorNodo, MalUso, ValueError, psycopg.Error, SQLAlchemyError, ErrorDeAutoridad) as error:
        print(str(error).splitlines()[0], file=sys.stderr)
        return MAL_USO
    _decir(hecha, argumentos)
    return BIEN


def _identificacion(argumentos: argparse.Namespace, plan: PlanDeCiudad) -> IdentificacionDeLugar:
    hay = guardada.leer(argumentos.autoridad)
    proceso = plan.importado.catalogo.proceso
    if hay.proceso != proceso:
        raise ErrorNodo(f"La autoridad de {argumentos.autoridad} es de {hay.proceso}, y la ciudad es de {proceso}.")
    sitios = {a.centro for a in plan.importado.catalogo.actas.values()}
    if faltan := sorted(sitios - {"CCV"} - set(hay.autoridades)):
        raise ErrorNodo(f"La autoridad no se hizo para estos sitios: {', '.join(faltan)}.")
    return abrir(argumentos.autoridad, leer_contrasena(argumentos.contrasena, PREGUNTA)).del_centro(datetime.now(UTC))


def _sobres(plan: PlanDeCiudad, registradas: Sequence[PersonaRegistrada]) -> bytes:
    return papeles(registradas, cabecera_de(plan.importado.catalogo))


def _decir(hecha: CiudadHecha, argumentos: argparse.Namespace) -> None:
    print(
        f"Ciudad hecha en {argumentos.datos}: {hecha.actas} actas. Nuevos: {hecha.personas} personas, "
        f"{hecha.estaciones} estaciones, {hecha.nodos} nodos."
    )
    if hecha.personas:
        print(f"Sus contraseñas, sólo para entregarlas a cada quien (y borrar después): {argumentos.contrasenas}")
    print("Siguiente: encienda el centro, y «prep kits».")
