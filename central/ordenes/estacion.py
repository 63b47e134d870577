"""`central estacion alta|baja|lista|ficha`: the stations, registered at the centre; their node learns by itself.

Exit code 0 done; 2 something given cannot be used, and then none was registered, nor any card written.
"""

import argparse
from pathlib import Path

from central.gente import fichas
from central.gente.alta import leer_lugar, sitios_con_ccv
from central.marco.base import al_centro, exigir_conocidos
from central.marco.conexion import BIEN, con_datos
from central.marco.tabla import tabla
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, Gente
from central.nodo.registro import registrar as guardar_gente
from central.ordenes.sitio import con_centro
from prep.domain.catalogo.catalogo import CCV

ESTACIONES = "SELECT estacion, sitio, activo FROM prep.estacion ORDER BY sitio, estacion"


def registrar(analizador: argparse.ArgumentParser) -> None:
    acciones = analizador.add_subparsers(dest="accion", required=True, metavar="ACCIÓN")
    alta = acciones.add_parser("alta", help="da de alta estaciones de un sitio")
    con_datos(alta)
    alta.add_argument("estaciones", nargs="+", metavar="ESTACIÓN", help="nombre, en minúsculas: e07-1")
    alta.add_argument("--sitio", required=True, metavar="NN", help="dónde está: de 01 a 33, o CCV")
    alta.set_defaults(ejecutar=con_centro(_alta))
    baja = acciones.add_parser("baja", help="desde ahora su nodo no la atiende")
    con_datos(baja)
    baja.add_argument("estaciones", nargs="+", metavar="ESTACIÓN")
    baja.add_argument("--revertir", action="store_true", help="su nodo la vuelve a atender")
    baja.set_defaults(ejecutar=con_centro(_baja))
    lista = acciones.add_parser("lista", help="qué estaciones hay y dónde")
    con_datos(lista)
    lista.add_argument("--sitio", default="", metavar="NN", help="sólo las de un sitio")
    lista.set_defaults(ejecutar=con_centro(_lista))
    ficha = acciones.add_parser("ficha", help="escribe la ficha con que una estación encuentra su nodo y entra")
    con_datos(ficha)
    ficha.add_argument("estaciones", nargs="+", metavar="ESTACIÓN")
    ficha.add_argument("--salida", type=Path, required=True, metavar="CARPETA", help="una carpeta por estación")
    ficha.set_defaults(ejecutar=con_centro(_ficha))


def _alta(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    sitio, nombres = leer_lugar(argumentos.sitio), list(dict.fromkeys(argumentos.estaciones))
    with al_centro(cluster) as conn:
        sitios = sitios_con_ccv(c for (c,) in conn.execute("SELECT DISTINCT centro FROM prep.acta"))
        hay = {e: s for e, s, _ in conn.execute(ESTACIONES)}
    if sitio not in sitios:
        raise ErrorNodo(f"{sitio[:40]!r} no es un centro de este proceso; hay: {', '.join(sorted(sitios))}.")
    for nombre in nombres:
        roles.validar_estacion(nombre)
    if ya := [f"{n} (sitio {hay[n]})" for n in nombres if n in hay]:
        raise ErrorNodo(f"Ya están dadas de alta: {', '.join(ya)}. No se dio de alta ninguna.")
    guardar_gente(cluster, Gente(estaciones=[EstacionNueva(n, sitio) for n in nombres]))
    print(f"Estaciones dadas de alta: {len(nombres)}. Sitio: {sitio}.")
    print("La contraseña de cada una está en claves.json, en la carpeta del nodo con que trabaja.")
    return BIEN


def _baja(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    with al_centro(cluster) as conn:
        hay = {e: s for e, s, _ in conn.execute(ESTACIONES)}
    exigir_conocidos(argumentos.estaciones, hay, "estación")
    nombres = dict.fromkeys(argumentos.estaciones)
    nuevas = [EstacionNueva(n, hay[n], argumentos.revertir) for n in nombres]
    cambiadas = guardar_gente(cluster, Gente(estaciones=nuevas))
    estado = "de alta otra vez" if argumentos.revertir else "dadas de baja"
    print(f"Estaciones {estado}: {cambiadas}. Ya lo estaban: {len(nombres) - cambiadas}.")
    return BIEN


def _lista(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    with al_centro(cluster) as conn:
        sitio = leer_lugar(argumentos.sitio) if argumentos.sitio else ""
        filas = [(e, s, "sí" if a else "BAJA") for e, s, a in conn.execute(ESTACIONES) if not sitio or s == sitio]
    print(tabla(["Estación", "Sitio", "Alta"], filas))
    print(f"Estaciones: {len(filas)}.")
    return BIEN


def _ficha(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    hechas = fichas.escribir(cluster, argumentos.estaciones, argumentos.salida)
    print(f"Fichas escritas: {len(hechas)}. Llevan contraseñas; entréguelas por un medio seguro.")
    print("En la máquina de cada estación, con su carpeta:")
    for carpeta, ficha in hechas.items():
        print(f"  python -m {'ccv' if ficha.sitio == CCV else 'catd'} --datos {carpeta}")
    return BIEN
