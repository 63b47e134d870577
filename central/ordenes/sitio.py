"""`prep sitio alta|identificacion|revocados`: joins the node of a CATD to the centre, proposes another in the place of
one that died, gives a server other certificates, or takes in who may come in no more."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from central.mando.reemplazo import en_palabras
from central.marco.conexion import BIEN, NodoAbierto, con_frases, mandar
from central.nodo import confianza, roles
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import exigir_centro
from central.nodo.cluster import Cluster
from central.nodo.nombres import leer_sitio
from central.ordenes.conforme import con_motivo, con_quien, proponer
from central.sitios.alta import dar_de_alta
from central.sitios.revocacion import poner
from central.tunel.lugares import leer_direccion
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.orden.opciones import con_datos, con_sitio
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    alta = accion("alta", "da de alta el nodo de un CATD y escribe su paquete")
    con_datos(alta)
    con_sitio(alta, "número del CATD, de 01 a 33", "--catd", required=True)
    alta.add_argument("--paquete", type=Path, metavar="ARCHIVO", help="sin certificados, dónde dejar el del nodo")
    alta.add_argument(
        "--reemplazar", action="store_true", help="propone cercar el nodo que hay, que murió, y poner otro"
    )
    alta.add_argument(
        "--direccion", type=_direccion, metavar="IP", help="la de la máquina del nodo, si es otra, o «tunel»"
    )
    con_permiso(alta)
    con_quien(alta)
    con_motivo(alta)
    alta.set_defaults(ejecutar=_alta)
    otra = accion("identificacion", "pone otra identificación en un nodo o en el centro, también en marcha")
    otra.add_argument("archivo", type=Path, metavar="ARCHIVO", help="la que hizo «prep autoridad expedir»")
    con_datos(otra)
    con_permiso(otra)
    otra.set_defaults(ejecutar=con_centro(_identificacion))
    quitar = accion("revocados", "pone en el centro las listas de «prep autoridad revocar», y cada nodo toma la suya")
    quitar.add_argument("archivo", type=Path, metavar="ARCHIVO", help="el que dejó «prep autoridad revocar»")
    con_datos(quitar)
    quitar.set_defaults(ejecutar=con_centro(_revocados))


def _direccion(texto: str) -> str:
    try:
        return leer_direccion(texto)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{texto[:60]}» no es una dirección, como 10.0.0.7, ni «tunel»") from None


def con_centro(orden: Callable[[argparse.Namespace, Cluster], int]) -> Callable[[argparse.Namespace], int]:
    """The command on the centre of `--datos`; what an administrator can put right comes out as a sentence."""

    def en_su_centro(argumentos: argparse.Namespace) -> int:
        if not (argumentos.datos / "claves.json").is_file():
            raise ErrorNodo(
                f"En {argumentos.datos} no hay un centro ni un nodo preparado. Indique su carpeta con --datos."
            )
        with Cluster(argumentos.datos) as cluster:
            return orden(argumentos, cluster)

    return con_frases(en_su_centro, ValueError)


def _alta(argumentos: argparse.Namespace) -> int:
    return (mandar(_reemplazar) if argumentos.reemplazar else con_centro(_unir))(argumentos)


def _unir(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    _exigir_paquete(argumentos, cluster)
    alta = dar_de_alta(cluster, leer_sitio(argumentos.sitio), direccion=argumentos.direccion or "")
    for linea in en_palabras(alta, argumentos.paquete):
        print(linea)
    return BIEN


def _exigir_paquete(argumentos: argparse.Namespace, cluster: Cluster) -> None:
    """Raises ErrorNodo, EnRepositorio for one in clear where there are kits, or inside a repository."""
    if argumentos.paquete is None:
        return
    if cluster.confianza:
        raise ErrorNodo("Este centro tiene certificados: lo que un nodo necesita va en su kit. Quite --paquete.")
    exigir_fuera(argumentos.paquete, argumentos.aunque)


def _identificacion(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    exigir_fuera(argumentos.datos, argumentos.aunque)
    if cluster.confianza is None:
        raise ErrorNodo("Esta carpeta no tenía certificados: la primera se pone con «prep nodo --identificacion».")
    confianza.poner(argumentos.archivo, argumentos.datos)
    print("Identificación puesta. Si el nodo está en marcha, la toma en segundos; si no, al arrancar.")
    return BIEN


def _revocados(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    propia = cluster.confianza
    if propia is None:
        raise ErrorNodo("Este centro no tiene certificados: no hay listas que poner.")
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        exigir_centro(conn)
        puestas = poner(conn, propia, argumentos.archivo, datetime.now(UTC))
    print(f"Listas de revocados nuevas: {puestas}. Cada servidor con enlace toma la suya en segundos.")
    return BIEN


def _reemplazar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    _exigir_paquete(argumentos, Cluster(puesto.datos))
    paquete = str(argumentos.paquete.resolve()) if argumentos.paquete else ""
    datos = {"catd": leer_sitio(argumentos.sitio), "direccion": argumentos.direccion or "", "paquete": paquete}
    return proponer(argumentos, puesto, OrdenDelCentro(NombreDeOrden.REEMPLAZO, datos))
