"""`prep publicar`: the publisher of the night, and what is asked of it: a cut now, pause, resume, how it goes.

Exit codes: 0 done, or everything is well; 2 bad use, or another one publishes; 3 (`estado`) something is not well.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from central.difusion.ajustes import ARCHIVO
from central.difusion.informe import informe
from central.difusion.palabras import CABEZA, filas, lineas
from central.difusion.publicador import Publicador, exigir_publicador
from central.difusion.puntualidad import leer_puntualidad
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso, con_frases
from central.marco.tabla import tabla
from prep.orden.opciones import con_antes, con_datos, con_json, decir_json
from prep.orden.parada import a_su_tiempo, dormir
from prep.orden.verbos import con_acciones


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    correr = accion("empezar", "hace el corte de cada turno y lo lleva a sus destinos, hasta el último o Ctrl-C")
    con_datos(correr)
    correr.add_argument(
        "--salida", type=Path, default=Path("salida"), metavar="CARPETA", help="carpeta de los cortes (./salida)"
    )
    correr.add_argument(
        "--ajustes", type=Path, metavar="ARCHIVO", help=f"a dónde y cuándo ({ARCHIVO} de la carpeta del centro)"
    )
    correr.set_defaults(ejecutar=_empezar)
    ya = accion("ya", "pide un corte ahora, además de los de cada turno")
    con_datos(ya)
    ya.set_defaults(ejecutar=con_frases(_ya))
    pausar = accion("pausar", "no hace más cortes, y la gente lee por qué")
    con_datos(pausar)
    con_antes(pausar, "--motivo", "--razon", required=True, metavar="TEXTO", help="lo que leerá la gente, corto")
    pausar.set_defaults(ejecutar=con_frases(_pausar))
    reanudar = accion("reanudar", "vuelve a hacer cortes")
    con_datos(reanudar)
    reanudar.set_defaults(ejecutar=con_frases(_reanudar))
    estado = accion("estado", "qué corte está puesto en cada destino, y qué falla")
    con_datos(estado)
    con_json(estado)
    estado.set_defaults(ejecutar=con_frases(_estado))


def _empezar(argumentos: argparse.Namespace) -> int:
    return empezar(argumentos.datos, argumentos.salida, argumentos.ajustes or argumentos.datos / ARCHIVO)


def empezar(datos: Path, salida: Path, ajustes: Path) -> int:
    """Publishes until the last cut; its exit code."""
    try:
        with a_su_tiempo():
            return Publicador(datos, salida, ajustes, _progreso, dormir=dormir).correr()
    except MalUso as error:
        print(error, file=sys.stderr)
        return MAL_USO


def _ya(argumentos: argparse.Namespace) -> int:
    pedidos = exigir_publicador(argumentos.datos)
    if not pedidos.en_marcha():
        raise MalUso("El publicador no está en marcha: enciéndalo con «prep publicar empezar».")
    pedidos.pedir_ya()
    print("Pedido. El corte sale en unos segundos, o dice por qué no.")
    return BIEN


def _pausar(argumentos: argparse.Namespace) -> int:
    exigir_publicador(argumentos.datos).pausar(datetime.now(UTC), argumentos.motivo)
    print("En pausa: no hay cortes hasta «prep publicar reanudar». El último sigue puesto.")
    return BIEN


def _reanudar(argumentos: argparse.Namespace) -> int:
    habia = exigir_publicador(argumentos.datos).reanudar()
    print("Se reanudó la publicación." if habia else "No estaba en pausa.")
    return BIEN


def _estado(argumentos: argparse.Namespace) -> int:
    pedidos, ahora = exigir_publicador(argumentos.datos), datetime.now(UTC)
    dicho = informe(pedidos, leer_puntualidad(argumentos.datos, argumentos.datos / ARCHIVO, ahora))
    if argumentos.json:
        decir_json(dicho.documento())
    else:
        print("\n".join([*lineas(dicho), *([tabla(CABEZA, filas(dicho))] if dicho.destinos else [])]))
    return BIEN if dicho.sano else RECHAZADO


def _progreso(texto: str) -> None:
    print(texto, file=sys.stderr, flush=True)
