"""`prep persona alta|baja|lista`: the people who sign facts, registered at the centre; nodes learn by themselves.

Exit code 0 done; 2 something given cannot be used, with row and column, and then nobody was registered.
"""

import argparse
import csv
import io
from collections.abc import Sequence
from pathlib import Path

import psycopg

from central.gente.alta import (
    COLUMNAS,
    Persona,
    PersonaRegistrada,
    leer_lugar,
    registrar_con_llave,
    revisar,
    sitios_con_ccv,
)
from central.mando.baja import PERSONAS
from central.marco.base import al_centro
from central.marco.conexion import BIEN, MAL_USO, NodoAbierto, mandar
from central.marco.hoja import Problema, decir_problemas, leer_hoja
from central.marco.tabla import tabla
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import exigir_centro
from central.nodo.cluster import Cluster
from central.nodo.lista import ListaDelCentro, abrir_lista, vale
from central.nodo.personas import Gente, OperadorNuevo
from central.nodo.registro import leer_operadores
from central.nodo.registro import registrar as guardar_gente
from central.ordenes.conforme import con_motivo, con_quien, proponer
from central.ordenes.sitio import con_centro
from prep.documents.guardado import al_confirmar
from prep.domain.hechos.roles import DE_PERSONA
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.orden.opciones import con_datos, con_json, con_sitio, decir_json
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones

CABEZA = ("operador", "nombre", "sitio", "contrasena")


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    alta = accion("alta", "da de alta a una persona, o a todas las de un archivo CSV")
    con_datos(alta)
    alta.add_argument("operador", nargs="?", metavar="USUARIO", help="nombre de usuario, en minúsculas: ana.lopez")
    alta.add_argument("--nombre", default="", help="nombre completo")
    alta.add_argument("--roles", default="", help=", ".join(sorted(DE_PERSONA)))
    con_sitio(alta, "dónde trabaja: de 01 a 33, o CCV", default="")
    alta.add_argument("--archivo", type=Path, metavar="CSV", help=f"con las columnas {', '.join(COLUMNAS)}")
    alta.add_argument(
        "--contrasenas", type=Path, required=True, metavar="ARCHIVO", help="dónde dejar la contraseña de cada quien"
    )
    con_permiso(alta)
    alta.set_defaults(ejecutar=con_centro(_alta))
    baja = accion("baja", "propone que nada de lo que firmen entre ya")
    con_datos(baja)
    baja.add_argument("operadores", nargs="+", metavar="USUARIO")
    baja.add_argument("--revertir", action="store_true", help="vuelven a poder firmar, con su llave de antes")
    con_quien(baja)
    con_motivo(baja)
    baja.set_defaults(ejecutar=mandar(_baja))
    lista = accion("lista", "quién está dado de alta, dónde y con qué roles")
    con_datos(lista)
    con_sitio(lista, "sólo los de un sitio", default="")
    con_json(lista)
    lista.set_defaults(ejecutar=con_centro(_lista))


def _alta(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    destino: Path = argumentos.contrasenas
    exigir_fuera(destino, argumentos.aunque)
    if destino.exists():
        raise ErrorNodo(f"{destino} ya existe y no se sobrescribe: dé otro archivo a --contrasenas.")
    filas = _filas(argumentos)
    with al_centro(cluster) as conn:
        sitios = sitios_con_ccv(c for (c,) in conn.execute("SELECT DISTINCT centro FROM prep.acta"))
        hay = dict(conn.execute("SELECT operador, activo FROM prep.operador").fetchall())
    personas, problemas = revisar(filas, sitios, hay)
    if problemas and argumentos.archivo:
        decir_problemas(argumentos.archivo, problemas, "No se dio de alta a nadie")
        return MAL_USO
    if problemas or not personas:
        raise ErrorNodo(_sin_renglon(problemas) or f"{argumentos.archivo}: no tiene a nadie.")
    registradas = registrar_con_llave(personas)
    with al_confirmar(destino, _contrasenas(registradas), 0o600):
        guardar_gente(cluster, Gente([r.operador for r in registradas]))
    print(_dicho(personas))
    print(f"Sus contraseñas, sólo para entregarlas a cada quien (y borrar después): {destino}")
    return BIEN


def _filas(argumentos: argparse.Namespace) -> list[tuple[int, dict[str, str]]]:
    una = {c: getattr(argumentos, c) or "" for c in COLUMNAS}
    if argumentos.archivo is None:
        if not all(una.values()):
            raise ErrorNodo(
                "Diga USUARIO, --nombre, --roles y --sitio; o un archivo con todas las personas: --archivo."
            )
        return [(0, {c: v.strip() for c, v in una.items()})]
    if any(una.values()):
        raise ErrorNodo(
            "Con --archivo, las personas son las del archivo: no dé además USUARIO, --nombre, --roles ni --sitio."
        )
    return leer_hoja(argumentos.archivo, COLUMNAS, f"lleva las columnas {', '.join(COLUMNAS)}")


def _sin_renglon(problemas: Sequence[Problema]) -> str:
    return "\n".join(f"{p.columna}: {p.texto}." for p in problemas)


def _contrasenas(registradas: Sequence[PersonaRegistrada]) -> bytes:
    texto = io.StringIO()
    escritor = csv.writer(texto)
    escritor.writerow(CABEZA)
    escritor.writerows((r.operador.operador, r.operador.nombre, r.operador.sitio, r.contrasena) for r in registradas)
    return texto.getvalue().encode("utf-8-sig")


def _dicho(personas: Sequence[Persona]) -> str:
    sitios = sorted({p.sitio for p in personas})
    return f"Personas dadas de alta: {len(personas)}. Sitios: {', '.join(sitios)}."


def _baja(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    datos = {"personas": list(dict.fromkeys(argumentos.operadores)), "revertir": argumentos.revertir}
    return proponer(argumentos, puesto, OrdenDelCentro(NombreDeOrden.BAJA, datos))


def _personas(conn: psycopg.Connection) -> list[OperadorNuevo]:
    return leer_operadores(conn, PERSONAS)


def _lista(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    with al_centro(cluster) as conn:
        sitio = leer_lugar(argumentos.sitio) if argumentos.sitio else ""
        lista = abrir_lista(cluster.datos, exigir_centro(conn))
        personas = [p for p in _personas(conn) if not sitio or p.sitio == sitio]
    if argumentos.json:
        decir_json({"personas": [_a_json(p, lista) for p in personas]})
        return BIEN
    filas = [(p.operador, p.nombre, p.sitio, " ".join(p.roles), _como(p, lista)) for p in personas]
    print(tabla(["Usuario", "Nombre", "Sitio", "Roles", "Alta"], filas))
    print(f"Personas: {len(personas)}. Dadas de baja: {sum(not p.activo for p in personas)}.")
    return BIEN


def _como(p: OperadorNuevo, lista: ListaDelCentro) -> str:
    if not vale(p, lista.proceso, lista.publica):
        return "ALTERADA EN LA BASE"
    return "sí" if p.activo else "BAJA"


def _a_json(p: OperadorNuevo, lista: ListaDelCentro) -> dict[str, object]:
    firmada = vale(p, lista.proceso, lista.publica)
    dicho = {"operador": p.operador, "nombre": p.nombre, "sitio": p.sitio, "roles": list(p.roles)}
    return {**dicho, "activa": p.activo, "firmada": firmada}
