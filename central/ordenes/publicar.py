"""`prep publicar`: the publisher of the night, and what is asked of it: a cut now, pause, resume, how it goes.

Exit codes: 0 done, or everything is well; 2 bad use, or another one publishes; 3 (`estado`) something is not well.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from central.difusion.ajustes import ARCHIVO
from central.difusion.informe import InformeDePublicacion, informe
from central.difusion.publicador import Publicador, exigir_publicador
from central.difusion.puntualidad import Puntualidad, leer_puntualidad
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso
from central.marco.tabla import tabla
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.orden.verbos import con_acciones

PORQUES_DICHOS = 10  # the last ones; all of them with --json
Orden = Callable[[argparse.Namespace], int]


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
    ya.set_defaults(ejecutar=_con_frase(_ya))
    pausar = accion("pausar", "no hace más cortes, y la gente lee por qué")
    con_datos(pausar)
    pausar.add_argument("--razon", required=True, metavar="TEXTO", help="lo que leerá la gente, corto")
    pausar.set_defaults(ejecutar=_con_frase(_pausar))
    reanudar = accion("reanudar", "vuelve a hacer cortes")
    con_datos(reanudar)
    reanudar.set_defaults(ejecutar=_con_frase(_reanudar))
    estado = accion("estado", "qué corte está puesto en cada destino, y qué falla")
    con_datos(estado)
    con_json(estado)
    estado.set_defaults(ejecutar=_con_frase(_estado))


def _con_frase(orden: Orden) -> Orden:
    def ejecutar(argumentos: argparse.Namespace) -> int:
        try:
            return orden(argumentos)
        except MalUso as error:
            print(error, file=sys.stderr)
            return MAL_USO

    return ejecutar


def _empezar(argumentos: argparse.Namespace) -> int:
    return empezar(argumentos.datos, argumentos.salida, argumentos.ajustes or argumentos.datos / ARCHIVO)


def empezar(datos: Path, salida: Path, ajustes: Path) -> int:
    """Publishes until the last cut; its exit code."""
    try:
        return Publicador(datos, salida, ajustes, _progreso).correr()
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
    exigir_publicador(argumentos.datos).pausar(datetime.now(UTC), argumentos.razon)
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
        print(_texto(dicho))
    return BIEN if dicho.sano else RECHAZADO


def _texto(dicho: InformeDePublicacion) -> str:
    lineas = [f"Publicador {'en marcha' if dicho.en_marcha else 'DETENIDO'}. Corte {dicho.corte or 'ninguno'}."]
    if dicho.pausa:
        lineas.append(f"EN PAUSA desde {dicho.pausa['desde']}: {dicho.pausa['razon']}")
    if dicho.proximo:
        lineas.append(f"Siguiente corte: {dicho.proximo}")
    if dicho.dicho:
        lineas.append(dicho.dicho)
    if dicho.cortes:
        lineas += _turnos(dicho.cortes)
    filas = [
        [d["nombre"], d["clase"], d["lleva"], d["corte"] or "ninguno", d["momento"], d["falla"] or "bien"]
        for d in dicho.destinos
    ]
    if filas:
        lineas.append(tabla(["Destino", "Clase", "Lleva", "Corte", "Desde", "Cómo va"], filas))
    return "\n".join(lineas)


def _turnos(cortes: Puntualidad) -> list[str]:
    def hora(momento: datetime) -> str:
        return f"{momento.astimezone():%H:%M}"

    tarde = ", ".join(f"el de las {hora(desde)}, {n} min" for desde, n in cortes.tarde) or "ninguno"
    faltan = ", ".join(f"el de las {hora(desde)}" for desde in cortes.faltan) or "ninguno"
    return [
        f"Turnos con su corte a tiempo: {cortes.a_tiempo}. Tarde: {tarde}. Sin corte: {faltan}.",
        *(f"  {hora(cuando)}  {texto}" for cuando, texto in cortes.porques[-PORQUES_DICHOS:]),
        f"Actas registradas que todavía no están en un corte: {cortes.sin_publicar:,}.",
    ]


def _progreso(texto: str) -> None:
    print(texto, file=sys.stderr, flush=True)
