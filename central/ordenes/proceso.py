"""`prep proceso nuevo A --como B`: another proceso follows that of this centre; its nodes and stations take it alone.

Exit code 0; 2 for what cannot be used, or was ordered and is not done yet; 3 while the proceso of now goes on.
"""

import argparse
import sys
from pathlib import Path

import psycopg

from central.difusion.pedidos import Pedidos
from central.marcha import pedido
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso, NodoAbierto, OrdenRechazada, abrir, en_palabras
from central.marco.conexion import mandar as mandada
from central.marco.tabla import tabla
from central.nodo import relevo as relevos
from central.nodo.cluster import Cluster
from central.nodo.relevo import Relevo
from central.tablero import oyente
from prep.orden.opciones import con_datos
from prep.orden.verbos import con_acciones

SALA = "cierre la sala de control"
PUBLICADOR = "detenga el publicador (Ctrl-C, o «systemctl stop prep-publicar»)"


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    nuevo = accion("nuevo", "empieza otro proceso con las mismas personas, llaves, estaciones y sitios")
    nuevo.add_argument("proceso", metavar="PROCESO", help="su nombre, por ejemplo SIM-2")
    nuevo.add_argument("--como", required=True, metavar="PROCESO", help="el de ahora, que se guarda entero")
    nuevo.add_argument(
        "--publicacion", type=Path, metavar="CARPETA", help="la de sus cortes, que se guarda con él: CARPETA.PROCESO"
    )
    con_datos(nuevo)
    nuevo.set_defaults(ejecutar=_nuevo)
    lista = accion("lista", "los procesos de este centro o nodo, y en qué base está cada uno")
    con_datos(lista)
    lista.set_defaults(ejecutar=mandada(_lista))


def _nuevo(argumentos: argparse.Namespace) -> int:
    try:
        relevo = _ordenar(argumentos)
        if argumentos.publicacion:
            pedido.guardar_publicacion(relevo, argumentos.publicacion)
        hecho = pedido.cumplir(argumentos.datos, relevo, _avisar())
    except (OrdenRechazada, MalUso, OSError, psycopg.Error, ValueError) as error:
        print(en_palabras(error) or str(error).splitlines()[0], file=sys.stderr)
        return RECHAZADO if isinstance(error, OrdenRechazada) else MAL_USO
    if not hecho:
        print("Queda ordenado, y el centro no lo ha terminado: vea su bitácora y repita esta orden.", file=sys.stderr)
        return MAL_USO
    print(f"Sigue el proceso {relevo.a}. {relevo.de} queda guardado: «prep proceso lista».")
    print("Los nodos y las estaciones pasan solos. Siguiente: «prep revisar» y «prep fase ceros».")
    return BIEN


def _ordenar(argumentos: argparse.Namespace) -> Relevo:
    """Also one that was cut off, which is gone on with."""
    pedida = Relevo(argumentos.como, argumentos.proceso)
    if (antes := relevos.pendiente(argumentos.datos)) is not None:
        if antes != pedida:
            raise MalUso(f"Está a medias el paso de {antes.de} a {antes.a}: repita antes esa orden.")
        return pedida
    with abrir(argumentos.datos) as puesto:
        hay = pedido.pedir(puesto, argumentos.proceso, argumentos.como)
        _exigir_cerrados(puesto)
    if hay.ausentes:
        print(f"Sin enlace ahora, lo toman al volver: {', '.join(hay.ausentes)}.", file=sys.stderr)
    if hay.sin_llave:
        print(
            f"Su contraseña nueva no llegó al centro; délos de alta otra vez: {', '.join(hay.sin_llave)}.",
            file=sys.stderr,
        )
    relevos.ordenar(hay.relevo, argumentos.datos)  # from here on it will be done, whatever dies
    return hay.relevo


def _exigir_cerrados(puesto: NodoAbierto) -> None:
    """Both would go on with what they had of the proceso of before. Raises OrdenRechazada, with all that is open."""
    with puesto.mirar() as conn:
        abiertos = [SALA] if oyente.hay_abiertos(conn) else []
    if Pedidos(puesto.datos).en_marcha():
        abiertos.append(PUBLICADOR)
    if abiertos:
        raise OrdenRechazada(f"Antes {' y '.join(abiertos)}; después repita esta orden.")


class _avisar:
    """Says each thing once."""

    def __init__(self) -> None:
        self._dicho = ""

    def __call__(self, texto: str) -> None:
        if texto != self._dicho:
            print(texto, file=sys.stderr, flush=True)
        self._dicho = texto


def _lista(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    hay = pedido.guardados(Cluster(puesto.datos))
    filas = [(g.proceso, g.base or "no está aquí", g.fase, f"{g.hechos:,}") for g in hay]
    print(tabla(["Proceso", "Base", "Fase", "Hechos"], filas, numericas=1))
    return BIEN
