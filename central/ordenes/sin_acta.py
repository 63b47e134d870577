"""`prep sin-acta lista|declarar|revertir`: SIN ACTA in bulk, by a list that a person looks through (R-35).

Both are proposed, and done when another person agrees (`prep conforme`). Exit code 0; 2 when the list or a key is
wrong, and then nothing was proposed.
"""

import argparse
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text

from central.gente.alta import leer_lugar
from central.mando import declaracion, revision
from central.mando.declaracion import ActaPorDeclarar
from central.mando.sin_acta import orden_de
from central.marco.conexion import BIEN, MAL_USO, MalUso, NodoAbierto, mandar
from central.marco.hoja import ListaIlegible, decir_problemas
from central.marco.proceso import Cabecera, leer_cabecera
from central.ordenes.conforme import con_motivo, con_quien, proponer
from central.tablero.claves import claves_dichas
from central.tablero.consulta import ahora
from prep.documents.cuadro import ColumnaDeCuadro
from prep.documents.guardado import al_confirmar, guardar
from prep.documents.lista import Lista, lista
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.orden.opciones import con_antes, con_datos, con_json, con_sitio, decir_json
from prep.orden.verbos import con_acciones

FIRMANTES = ("Elaboró", "Revisó")


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    hacer = accion("lista", "escribe la lista de revisión, en CSV y en PDF")
    con_datos(hacer)
    con_antes(hacer, "--causa", "--motivo", required=True, choices=sorted(revision.MOTIVOS), help="por qué no hay acta")
    con_sitio(hacer, "sólo las de un sitio: de 01 a 33, o CCV", "--centro", default="")
    hacer.add_argument("--eleccion", default="", help="sólo las de una elección: GUB, DIP_LOC, ALC")
    con_antes(hacer, "--archivo", "--salida", type=Path, default=Path("lista.csv"), metavar="ARCHIVO", help="lista.csv")
    con_json(hacer)
    hacer.set_defaults(ejecutar=mandar(_lista))
    poner = accion("declarar", "propone declarar SIN ACTA las que digan «si» en la lista")
    con_datos(poner)
    poner.add_argument("lista", type=Path, metavar="LISTA", help="la lista ya revisada, en CSV")
    con_quien(poner)
    con_motivo(poner)
    poner.set_defaults(ejecutar=mandar(_declarar))
    quitar = accion("revertir", "propone anular la declaración: el acta vuelve a esperarse")
    con_datos(quitar)
    quitar.add_argument("actas", nargs="+", metavar="ACTA", help="cada una entre comillas, '123 C2 ALC', o su clave")
    con_quien(quitar)
    con_motivo(quitar)
    quitar.set_defaults(ejecutar=mandar(_revertir))


def _lista(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    salida: Path = argumentos.archivo
    if salida.suffix.casefold() != ".csv":
        raise MalUso(f"La lista se escribe en CSV: dé a --archivo un nombre que termine en .csv, no {salida.name!r}.")
    sitio = leer_lugar(argumentos.sitio) if argumentos.sitio else ""
    with puesto.mirar() as conn:
        cabecera, momento = leer_cabecera(conn), ahora(conn)
        _exigir(conn, "centro", sitio)
        _exigir(conn, "eleccion", argumentos.eleccion)
        causa = revision.MOTIVOS[argumentos.causa]
        candidatas = declaracion.elegibles(conn, causa, sitio, argumentos.eleccion)
    filas = [
        (cabecera.proceso, c.clave, c.casilla, c.centro, c.eleccion, str(c.etapa), argumentos.causa, "no")
        for c in candidatas
    ]
    impresa = salida.with_suffix(".pdf")
    with al_confirmar(salida, revision.escribir(filas)):
        guardar(impresa, documento(cabecera, momento, argumentos.causa, candidatas))
    if argumentos.json:
        decir_json({"lista": str(salida), "impresa": str(impresa), "actas": [_a_json(c) for c in candidatas]})
        return BIEN
    print(f"{len(filas)} actas en la lista: {salida} (para imprimir: {impresa})")
    if filas:
        print("Escriba «si» en la columna «declarar» de las que proceda, y después: prep sin-acta declarar", salida)
    return BIEN


def _a_json(c: ActaPorDeclarar) -> dict[str, object]:
    return {"acta": c.clave, "casilla": c.casilla, "sitio": c.centro, "eleccion": c.eleccion, "etapa": str(c.etapa)}


def _exigir(conn: Connection, columna: str, valor: str) -> None:
    hay = [v for (v,) in conn.execute(text(f"SELECT DISTINCT {columna} FROM prep.acta ORDER BY 1"))]  # noqa: S608
    if valor and valor not in hay:
        raise MalUso(f"No hay actas con {columna} {valor[:40]!r}. Hay: {', '.join(hay)}.")


def documento(cabecera: Cabecera, momento: datetime, motivo: str, candidatas: list[ActaPorDeclarar]) -> bytes:
    """The review list on paper, with a box to mark beside each acta."""
    hoja = cabecera.hoja("Lista de revisión: SIN ACTA", momento)
    parrafos = (
        f"Causa por revisar: {revision.MOTIVOS[motivo].value}.",
        f"Actas que podrían declararse así {hoja.fecha_larga}: {len(candidatas)}. Marque las que deban declararse. "
        "Una declaración se puede revertir si el paquete llega después.",
    )
    columnas = (
        ColumnaDeCuadro("Clave del acta", 4.2),
        ColumnaDeCuadro("Casilla", 1.8),
        ColumnaDeCuadro("Centro", 0.9),
        ColumnaDeCuadro("Elección", 1.2),
        ColumnaDeCuadro("Declarar", 1.8),
    )
    filas = tuple((c.clave, c.casilla, c.centro, c.eleccion, "sí ____ · no ____") for c in candidatas)
    return lista(Lista(hoja, parrafos, columnas, filas, FIRMANTES))


def _declarar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    try:
        renglones, problemas = revision.leer(argumentos.lista)
    except ListaIlegible as error:
        raise MalUso(f"{argumentos.lista}: {error}.") from error
    if len(renglones) > declaracion.DECLARADAS_MAX:
        raise MalUso(
            f"{argumentos.lista}: dice «si» en {len(renglones)} renglones; el máximo de una vez es "
            f"{declaracion.DECLARADAS_MAX}. Declare por partes, por centro o por elección."
        )
    with puesto.mirar() as conn:
        problemas += declaracion.revisar(conn, leer_cabecera(conn).proceso, renglones)
    if problemas:
        decir_problemas(argumentos.lista, problemas, "No se declaró ninguna")
        return MAL_USO
    if not renglones:
        raise MalUso(f"{argumentos.lista}: ningún renglón dice «si» en la columna «declarar»; no se declaró nada.")
    return proponer(argumentos, puesto, orden_de(renglones))


def _revertir(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    if len(argumentos.actas) > declaracion.DECLARADAS_MAX:
        raise MalUso(f"Son {len(argumentos.actas)} actas; el máximo de una vez es {declaracion.DECLARADAS_MAX}.")
    with puesto.mirar() as conn:
        claves = claves_dichas(conn, argumentos.actas)
    return proponer(argumentos, puesto, OrdenDelCentro(NombreDeOrden.REVERTIR, {"actas": claves}))
