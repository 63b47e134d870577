"""`prep nodo`: a node's server, its árbitro and its place among the others, until Ctrl-C or SIGTERM."""

import argparse
import contextlib
import ipaddress
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import psycopg

from central.arbitro.proceso import OtroArbitro
from central.marcha.abrir import SIN_PREPARAR
from central.marcha.marcha import MarchaDelNodo
from central.marco.tabla import rojo
from central.nodo import laboratorio
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.confianza import poner
from central.nodo.nombres import leer_sitio
from central.sitios import acceso, salida, unirse
from central.sitios.paquete import PaqueteDeAlta
from prep.net.identidad import LlaveInvalida
from prep.net.identificacion import CENTRO as CENTRO_DE_AUTORIDAD
from prep.orden.opciones import avisar_de_antes, con_datos, con_sitio
from prep.orden.parada import al_detener
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.store.migrar import BaseMasNueva

Direccion = tuple[str, int]
PUERTO_MIN, PUERTOS = 1_024, 65_536


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    cual = analizador.add_mutually_exclusive_group()
    con_sitio(cual, "es el nodo de ese CATD, de 01 a 33; sin ella, lo que la carpeta diga", "--catd")
    cual.add_argument("--central", action="store_true", help=argparse.SUPPRESS)  # of before: checks what it says
    analizador.add_argument(
        "--alta", type=Path, metavar="ARCHIVO", help="la primera vez: el paquete de «prep sitio alta»"
    )
    analizador.add_argument(
        "--identificacion", type=Path, metavar="ARCHIVO", help="la primera vez: la que hizo «prep autoridad expedir»"
    )
    analizador.add_argument(
        "--escucha",
        action="append",
        default=[],
        metavar="IP",
        help="escucha también en esa dirección, cifrado, a quien traiga certificado; se puede repetir",
    )
    analizador.add_argument(
        "--puerto", type=_puerto, metavar="N", help="ese y ningún otro, desde ahora; sin ella, el de antes o uno libre"
    )
    analizador.add_argument(
        "--laboratorio", metavar="IP", help="escucha también en esa dirección, SIN CIFRAR; sólo para practicar"
    )
    analizador.add_argument(
        "--anuncia",
        type=_direccion,
        metavar="IP:PUERTO",
        help="dónde lo halla el centro, si hay un puerto reenviado de por medio",
    )
    analizador.add_argument(
        "--puntos",
        type=Path,
        metavar="CARPETA",
        help="dónde dejar cada minuto un punto firmado de la cadena, para que otra máquina lo copie (DATOS/puntos)",
    )
    con_permiso(analizador)
    analizador.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    """0 when it was told to stop; 2 when it could not start, or was replaced, saying why."""
    if argumentos.central:
        avisar_de_antes("nodo --central", "nodo")
    parar = threading.Event()
    with al_detener(parar.set):
        return _correr(argumentos, parar)


def _correr(argumentos: argparse.Namespace, parar: threading.Event) -> int:
    try:
        paquete, abierto = _paquete(argumentos), _laboratorio(argumentos)
        cifradas = laboratorio.leer_cifradas(argumentos.escucha)
        if paquete is None and not (argumentos.datos / "claves.json").is_file():  # before anything is made there
            raise ErrorNodo(SIN_PREPARAR.format(argumentos.datos))
        cluster = Cluster(argumentos.datos)
        _exigir_certificados(argumentos, cluster, paquete)
        cluster.escuchar_en(abierto, *cifradas)
        if argumentos.puerto:
            cluster.fijar(argumentos.puerto)
        cluster.dimensionar(catd=paquete is not None)
        with cluster, salida.abierta(cluster, paquete, parar):

            def decir(sigue: str) -> None:
                en_marcha = _en_marcha(argumentos.datos, cluster.laboratorio, cifradas, paquete)
                print(f"Sigue el proceso {sigue}." if sigue else en_marcha, flush=True)

            datos, puntos = argumentos.datos, argumentos.puntos
            reemplazado = MarchaDelNodo(cluster, datos, paquete, parar, decir, argumentos.anuncia, puntos).correr()
    except (ErrorNodo, BaseMasNueva, OtroArbitro, LlaveInvalida, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except psycopg.OperationalError as error:
        cual = "El centro" if argumentos.sitio else "La base del nodo"
        print(f"{cual} no contesta: {str(error).strip().splitlines()[0]}", file=sys.stderr)
        return 2
    if reemplazado:
        print(reemplazado, file=sys.stderr)
        return 2
    print("El nodo se detuvo.")
    return 0


def _paquete(argumentos: argparse.Namespace) -> PaqueteDeAlta | None:
    """What makes this folder a CATD's node; None at the centre."""
    datos, catd = argumentos.datos, leer_sitio(argumentos.sitio) if argumentos.sitio else None
    if argumentos.alta:
        if catd is None:
            raise ErrorNodo("Con --alta indique también de qué CATD es el nodo: --sitio NN.")
        exigir_fuera(datos, argumentos.aunque)
        return unirse.guardar_paquete(datos, argumentos.alta, catd)
    if catd is not None:
        paquete = unirse.paquete_de(datos)
        if paquete.catd != catd:
            raise ErrorNodo(f"La carpeta {datos} es del CATD {paquete.catd}, no del {catd}.")
        return paquete
    hay = (datos / unirse.ARCHIVO).exists()
    if hay and argumentos.central:
        raise ErrorNodo(f"La carpeta {datos} es del nodo de un CATD, no del centro.")
    return unirse.paquete_de(datos) if hay else None


def _laboratorio(argumentos: argparse.Namespace) -> laboratorio.Laboratorio | None:
    """What is asked for at each start: without it, loopback only, whatever was asked for the last time."""
    if argumentos.laboratorio is None:
        return None
    pedido = laboratorio.leer(argumentos.laboratorio)
    pedido.exigir()
    return pedido


def _exigir_certificados(argumentos: argparse.Namespace, cluster: Cluster, paquete: PaqueteDeAlta | None) -> None:
    """Keeps the identification that is given; refuses one of another place, and what would be in clear beside it."""
    if argumentos.identificacion:
        exigir_fuera(argumentos.datos, argumentos.aunque)
        poner(argumentos.identificacion, argumentos.datos)
    confianza = cluster.confianza
    if confianza is None:
        if argumentos.escucha:
            raise ErrorNodo("Para escuchar fuera de esta máquina dé su identificación: --identificacion ARCHIVO.")
        return
    if argumentos.laboratorio:
        raise ErrorNodo("Este nodo tiene certificados: en lugar de --laboratorio use --escucha, que cifra.")
    if paquete:
        acceso.exigir_de(confianza.suya, paquete)
    elif confianza.suya.sitio != CENTRO_DE_AUTORIDAD:
        raise ErrorNodo(f"La identificación es del nodo del sitio {confianza.suya.sitio}, no del centro.")


def _en_marcha(
    datos: Path, abierto: laboratorio.Laboratorio | None, cifradas: Sequence[str], paquete: PaqueteDeAlta | None
) -> str:
    quien = f"El nodo {paquete.nombre.nodo}" if paquete else "El nodo"
    if abierto is None:
        donde = f" y escucha cifrado en {' y '.join(cifradas)}" if cifradas else ""
        return f"{quien} está en marcha sobre {datos}{donde}. Para detenerlo: Ctrl-C."
    return rojo(
        f"LABORATORIO · {quien} está en marcha sobre {datos} y escucha SIN CIFRAR en {abierto.direccion}, "
        f"para la red {abierto.red}. Para detenerlo: Ctrl-C.",
        sys.stdout.isatty(),
    )


def _direccion(texto: str) -> Direccion:
    servidor, _, puerto = texto.rpartition(":")
    with contextlib.suppress(ValueError):  # said below, as the other ways of being none
        ip = str(ipaddress.ip_address(servidor.strip("[]")))
        if 0 < int(puerto) < PUERTOS:
            return ip, int(puerto)
    raise argparse.ArgumentTypeError(f"«{texto[:60]}» no es una dirección con su puerto, como 10.0.0.7:6543")


def _puerto(texto: str) -> int:
    if not texto.isdecimal() or not PUERTO_MIN <= int(texto) < PUERTOS:
        raise argparse.ArgumentTypeError(f"«{texto[:20]}» no es un puerto: de {PUERTO_MIN} a {PUERTOS - 1}")
    return int(texto)
