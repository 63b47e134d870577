"""`prep nodo`: a node's server, its árbitro and its place among the others, until Ctrl-C or SIGTERM."""

import argparse
import contextlib
import ipaddress
import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import psycopg

from central.arbitro.centinela import Centinela
from central.arbitro.proceso import OtroArbitro, correr
from central.arbitro.puntos import CARPETA, Puntos
from central.arbitro.vigilancia import Firmante
from central.marco.tabla import rojo
from central.nodo import laboratorio, roles
from central.nodo.ajustes import exigir_ajustes
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import ARCHIVO, CENTRO
from central.nodo.cerrajero import Cerrajero
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.confianza import poner
from central.nodo.contrasenas import Contrasenas
from central.nodo.guardia import Guardia
from central.nodo.lista import exigir_firmada, publica_del_centro
from central.nodo.nombres import leer_sitio
from central.nodo.portero import Portero
from central.nodo.preparar import BASE
from central.segunda.apartador import Apartador
from central.sitios import acceso, salida, unirse
from central.sitios.bajada import Bajada
from central.sitios.cadenas import Comprobador
from central.sitios.paquete import PaqueteDeAlta
from central.sitios.supervisor import Supervisor
from central.tablero.memoria import Minutero
from central.tunel.portal import Portal
from prep.net.descubrimiento import Hallado, anunciar_en
from prep.net.identidad import LlaveInvalida, cargar
from prep.net.identificacion import CENTRO as CENTRO_DE_AUTORIDAD
from prep.orden.opciones import avisar_de_antes, con_datos, con_sitio
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.store.migrar import BaseMasNueva, cabeza, subir

Direccion = tuple[str, int]
PUERTO_MIN, PUERTOS = 1_024, 65_536
SIN_PREPARAR = "El nodo de {} no está preparado: no tiene catálogo, operadores ni estaciones."


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
    for aviso in (signal.SIGINT, signal.SIGTERM):
        signal.signal(aviso, lambda *_: parar.set())
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
            _abrir(cluster, argumentos.datos, paquete)
            quien = _quien(cluster)  # the last that needs the base: from here on a server that dies is started again
            print(_en_marcha(argumentos.datos, cluster.laboratorio, cifradas, paquete), flush=True)
            with anunciar_en(quien, cluster.direcciones[1:] or cluster.direcciones):
                reemplazado = _trabajar(cluster, argumentos.datos, paquete, parar, argumentos)
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


def _exigir_proceso(cluster: Cluster, proceso: str) -> None:
    """Raises ErrorNodo for the identification of another proceso."""
    if (confianza := cluster.confianza) and confianza.suya.proceso != proceso:
        raise ErrorNodo(f"La identificación es del proceso «{confianza.suya.proceso}» y la base de «{proceso}».")


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


def _quien(cluster: Cluster) -> Hallado:
    """What is announced to the stations of the network: who it is and where, nothing secret."""
    with psycopg.connect(cluster.dsn(roles.ARBITRO)) as conn:
        ((proceso, nodo),) = conn.execute("SELECT proceso, nodo FROM prep.proceso").fetchall()
    _exigir_proceso(cluster, proceso)
    return Hallado(proceso, nodo, cabeza(), *cluster.direccion)


def _abrir(cluster: Cluster, datos: Path, paquete: PaqueteDeAlta | None) -> None:
    """A base made and of this program's version; a node that joined before also starts without the centre."""
    if paquete:
        unirse.exigir_mismo_esquema(paquete, datos)
    if _preparada(cluster):
        subir(cluster.dsn(roles.DUENO))
        if paquete:
            unirse.ofrecer(cluster, paquete)
    elif paquete:
        unirse.unirse(cluster, paquete)
    else:
        raise ErrorNodo(SIN_PREPARAR.format(datos))
    with psycopg.connect(cluster.dsn(ADMIN)) as admin:
        exigir_ajustes(admin)
        if paquete is None:
            exigir_firmada(admin)


def _preparada(cluster: Cluster) -> bool:
    """Whether its base is there with a catalogue; one that was left half made is made again."""
    with psycopg.connect(cluster.dsn(ADMIN, "postgres")) as conn:
        if conn.execute("SELECT FROM pg_catalog.pg_database WHERE datname = %s", (BASE,)).fetchone() is None:
            return False
    with psycopg.connect(cluster.dsn(ADMIN)) as conn:
        hay = conn.execute("SELECT to_regclass('prep.proceso') IS NOT NULL").fetchone() == (True,)
        return hay and conn.execute("SELECT FROM prep.proceso").fetchone() is not None


def _trabajar(
    cluster: Cluster,
    datos: Path,
    paquete: PaqueteDeAlta | None,
    parar: threading.Event,
    argumentos: argparse.Namespace,
) -> str:
    """The árbitro here; the link with others, guard and porter in threads. Returns why it may not go on, or ""."""
    anuncia = argumentos.anuncia or (salida.anuncio(paquete) if paquete else None)
    bajada = Bajada(cluster, paquete, parar, anuncia) if paquete else None
    enlace: Callable[[], None] = bajada.correr if bajada else Supervisor(cluster, parar).correr
    contrasenas = Contrasenas(partial(acceso.contrasenas, cluster, paquete))
    guardia = Guardia(cluster.dsn(ADMIN), parar, cluster.lugar.carpeta, contrasenas)
    portero = Portero(cluster.dsn(ADMIN), parar, cluster.lugar.base)
    centinela = Centinela(cluster.dsn(roles.ARBITRO), parar, centro := publica_del_centro(datos))
    oficios = [enlace, guardia.correr, portero.correr, centinela.correr]
    if cluster.confianza:
        oficios.append(Cerrajero(cluster, parar).correr)
    hilos = [threading.Thread(target=uno, daemon=True) for uno in oficios]
    for hilo in hilos:
        hilo.start()
    if bajada is None:
        dsn = cluster.dsn(roles.ARBITRO)
        for suyo in (Comprobador(cluster, parar), Apartador(dsn, parar), Minutero(dsn, parar), Portal(cluster, parar)):
            threading.Thread(target=suyo.correr, daemon=True).start()
    try:
        turno = bajada.turno if bajada else None
        firmante = _firmante(datos, paquete)
        puntos = Puntos(argumentos.puntos or datos / CARPETA, firmante) if firmante else None
        correr(cluster.dsn(roles.ARBITRO), parar, firmante, turno, lambda: _reponer(cluster), puntos, centro)
    finally:
        parar.set()
        for hilo in hilos:
            hilo.join(timeout=10)
    return bajada.reemplazado if bajada else ""


def _reponer(cluster: Cluster) -> None:
    """The server died and the node did not: it is started again, and tried again while it cannot be."""
    try:
        cluster.reponer()
    except ErrorNodo as error:
        logging.getLogger(__name__).warning("%s", error)


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


def _firmante(datos: Path, paquete: PaqueteDeAlta | None) -> Firmante | None:
    """Who signs what the árbitro does by itself (R-04): the node, or the centre where its key is."""
    if paquete:
        return Firmante(paquete.nombre.rol, unirse.llave_de(paquete))
    ruta = datos / ARCHIVO
    return Firmante(CENTRO, cargar(ruta)) if ruta.exists() else None
