"""`prep persona alta|baja|contrasena|cambiar|lista`: the people who sign facts, told at the centre to every node.

Exit code 0 done; 2 something given cannot be used, with row and column, and then nobody was registered.
"""

import argparse
import csv
import io
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import psycopg

from central.gente.alta import (
    COLUMNAS,
    Persona,
    PersonaRegistrada,
    leer_lugar,
    nueva_contrasena,
    registrar_con_llave,
    revisar,
    roles_de,
    sitios_con_ccv,
)
from central.gente.sobres import papeles
from central.mando.baja import PERSONAS
from central.mando.dos_personas import revisar as revisar_orden
from central.marco.base import al_centro, exigir_conocidos
from central.marco.conexion import BIEN, MAL_USO, NodoAbierto, mandar
from central.marco.hoja import Problema, decir_problemas, leer_hoja
from central.marco.proceso import Cabecera, leer_cabecera, leer_cabecera_de
from central.marco.quien import LUGAR
from central.marco.tabla import tabla
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import exigir_centro
from central.nodo.cluster import Cluster
from central.nodo.lista import ListaDelCentro, abrir_lista, vale
from central.nodo.personas import Gente, OperadorNuevo
from central.nodo.registro import leer_operadores, leer_personas
from central.nodo.registro import registrar as guardar_gente
from central.ordenes.conforme import con_motivo, con_quien, proponer
from central.ordenes.sitio import con_centro
from prep.documents.guardado import al_confirmar
from prep.domain.hechos.roles import DE_PERSONA
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.domain.reglas.personas import CambioDePersona
from prep.net.identidad import nueva, sellar
from prep.orden.opciones import con_datos, con_json, con_sitio, decir_json
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones

SUYA = "SELECT nombre, sitio FROM prep.persona WHERE operador = %s"
EN_PAPELES = ".pdf, en papeles que se cierran; .csv, en claro"
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
        "--contrasenas",
        type=Path,
        required=True,
        metavar="ARCHIVO",
        help=f"dónde dejar la de cada quien: {EN_PAPELES}",
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
    contrasena = accion("contrasena", "propone otra contraseña, con otra llave, para quien olvidó la suya")
    con_datos(contrasena)
    contrasena.add_argument("operador", metavar="USUARIO")
    contrasena.add_argument(
        "--contrasenas",
        type=Path,
        required=True,
        metavar="ARCHIVO",
        help=f"dónde dejarla: {EN_PAPELES}",
    )
    con_permiso(contrasena)
    cambiar = accion("cambiar", "propone otros roles u otro sitio para una persona; lo que firmó cuenta")
    con_datos(cambiar)
    cambiar.add_argument("operador", metavar="USUARIO")
    cambiar.add_argument("--roles", default="", help=f"todos los que tendrá: {', '.join(sorted(DE_PERSONA))}")
    con_sitio(cambiar, "dónde trabaja desde ahora: de 01 a 33, o CCV", default="")
    for orden, hace in ((contrasena, _contrasena), (cambiar, _cambiar)):
        con_quien(orden)
        con_motivo(orden)
        orden.set_defaults(ejecutar=mandar(hace))
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
    with al_confirmar(destino, _contrasenas(destino, registradas, leer_cabecera_de(cluster)), 0o600):
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


def _contrasenas(destino: Path, registradas: Sequence[PersonaRegistrada], cabecera: Cabecera) -> bytes:
    """As slips to be sealed when `destino` is a PDF, else as a list."""
    if destino.suffix.lower() == ".pdf":
        return papeles(registradas, cabecera)
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


def _contrasena(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    """The key is made now, and is nobody's until another person agrees."""
    destino: Path = argumentos.contrasenas
    exigir_fuera(destino, argumentos.aunque)
    if destino.exists():
        raise ErrorNodo(f"{destino} ya existe y no se sobrescribe: dé otro archivo a --contrasenas.")
    llave, contrasena = nueva(), nueva_contrasena()
    sellada = sellar(llave, contrasena, provisional=True)
    cambio = CambioDePersona(argumentos.operador, llave.publica, sha256(sellada.encode()).hexdigest())
    revisar_orden(puesto, cambio.orden)
    with psycopg.connect(puesto.dueno) as conn:
        ((nombre, sitio),) = conn.execute(SUYA, (argumentos.operador,)).fetchall()
        conn.execute("SELECT prep.guardar_sello(%s, %s)", (LUGAR, sellada))
    registrada = PersonaRegistrada(OperadorNuevo(argumentos.operador, nombre, llave.publica, "", (), sitio), contrasena)
    with puesto.mirar() as conn_de_lectura:
        cabecera = leer_cabecera(conn_de_lectura)
    with al_confirmar(destino, _contrasenas(destino, [registrada], cabecera), 0o600):
        codigo = proponer(argumentos, puesto, cambio.orden)
    print(f"Su contraseña, que sirve con el conforme, sólo para entregarla (y borrar después): {destino}")
    return codigo


def _cambiar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with psycopg.connect(puesto.dueno) as conn:
        hay = {p.operador: p for p in leer_personas(conn)}
    exigir_conocidos([argumentos.operador], hay, "persona")
    suya = hay[argumentos.operador]
    roles = roles_de(argumentos.roles) or suya.roles
    sitio = leer_lugar(argumentos.sitio) if argumentos.sitio else suya.sitio
    if (set(roles), sitio) == (set(suya.roles), suya.sitio):
        raise ErrorNodo(f"{suya.operador} ya está en {sitio} con: {' '.join(suya.roles)}. Diga --roles o --sitio.")
    return proponer(argumentos, puesto, CambioDePersona(suya.operador, roles=frozenset(roles), sitio=sitio).orden)


def _personas(conn: psycopg.Connection) -> list[OperadorNuevo]:
    return leer_operadores(conn, PERSONAS)


def _lista(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    with al_centro(cluster) as conn:
        sitio = leer_lugar(argumentos.sitio) if argumentos.sitio else ""
        lista = abrir_lista(cluster.datos, exigir_centro(conn))
        ahora = {p.operador: p for p in leer_personas(conn)}
        personas = [p for p in _personas(conn) if sitio in ("", ahora[p.operador].sitio)]
    if argumentos.json:
        decir_json({"personas": [_a_json(p, ahora[p.operador], lista) for p in personas]})
        return BIEN
    filas = [
        (p.operador, p.nombre, ahora[p.operador].sitio, " ".join(ahora[p.operador].roles), _como(p, lista))
        for p in personas
    ]
    print(tabla(["Usuario", "Nombre", "Sitio", "Roles", "Alta"], filas))
    print(f"Personas: {len(personas)}. Dadas de baja: {sum(not p.activo for p in personas)}.")
    return BIEN


def _como(p: OperadorNuevo, lista: ListaDelCentro) -> str:
    if not vale(p, lista.proceso, lista.publica):
        return "ALTERADA EN LA BASE"
    return "sí" if p.activo else "BAJA"


def _a_json(p: OperadorNuevo, ahora: OperadorNuevo, lista: ListaDelCentro) -> dict[str, object]:
    firmada = vale(p, lista.proceso, lista.publica)
    dicho = {"operador": p.operador, "nombre": p.nombre, "sitio": ahora.sitio, "roles": list(ahora.roles)}
    return {**dicho, "activa": p.activo, "firmada": firmada}
