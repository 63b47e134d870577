"""A node in mid-night whose station is to be killed: people with keys, an acta half captured, another disputed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Any

import psycopg

from central.arbitro.contexto import Contexto
from central.arbitro.lote import procesar
from central.nodo import roles
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from prep.domain.hechos.hechos import Acopio, Captura, Cuerpo, Fuente, Imagen
from prep.net import identidad
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.nodo.cliente import NodoCliente
from prep.store.conexion import motor
from prep.store.spool.tipos import ImagenNueva
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from tests.caidas.hijo import CIFRAS, CONTRASENA, DISPUTADA, ESTACION, OPERADOR, SEGUNDA
from tests.central.arbitro.escena import TOMA
from tests.conftest import Nodo
from tests.services.arbitro import centinela
from tests.store import ejemplos

OFICIOS = ("acopio", "digitalizacion", "captura", "mesa", "coordinacion")
OTROS = ("beto", "caro", "dani", "eva")
BASE = "caidas"


@cache
def _llave(operador: str) -> identidad.Llave:
    return identidad.nueva()


def gente() -> list[OperadorNuevo]:
    """The operator of the station that dies, with a sealed key as anybody has, and four colleagues."""
    sellada = identidad.sellar(_llave(OPERADOR), CONTRASENA, costo="prueba")
    return [
        OperadorNuevo(o, o.title(), _llave(o).publica, sellada if o == OPERADOR else "", OFICIOS, "01")
        for o in (OPERADOR, *OTROS)
    ]


def puestos() -> list[EstacionNueva]:
    return [EstacionNueva(nombre, "01") for nombre in (ESTACION, *(_de(o) for o in OTROS))]


def sembrar(cluster: Cluster) -> Nodo:
    """The base that each fall gets a copy of: an acta waits for its second captura, another for the desk."""
    preparar(cluster, ejemplos.catalogo(), gente(), puestos(), base=BASE)
    nodo = Nodo(cluster, BASE)
    for clave, capturas in ((DISPUTADA, (1, 2, 3, CIFRAS[0])), (SEGUNDA, (CIFRAS[0],))):
        hoja = dibujar(Papel(clave, tuple(CIFRAS), "ACTA PREP"), ejemplos.catalogo(), 1, etiqueta=False)
        imagen = ImagenNueva(sha256(hoja).hexdigest(), clave, hoja)
        with NodoCliente(nodo.dsn(_de("beto"))) as estacion:
            estacion.entregar_imagen(imagen)
        _hacer(nodo, "beto", clave, Acopio("01", "D"))
        _hacer(nodo, "beto", clave, Imagen(imagen.huella, "ESCANER", "01"))
        for quien, votos in zip(OTROS, capturas, strict=False):
            nodo.dueno(f"{TOMA} VALUES (%s, 'CATD', 1, %s, %s, gen_random_uuid())", clave, quien, _de(quien))
            _hacer(nodo, quien, clave, Captura(1, imagen.huella, (votos, *CIFRAS[1:]), "ACTA PREP", clave))
    with arbitro(nodo):
        return nodo


@contextmanager
def arbitro(nodo: Nodo) -> Iterator[None]:
    """The árbitro's batches in their order, and its centinela, beside the stations' work; all is folded at the end."""
    parar, fallas = threading.Event(), list[BaseException]()

    def trabajar() -> None:
        base = motor(nodo.dsn(roles.ARBITRO))
        try:
            with nodo.conectar(roles.ARBITRO) as conexion:
                contexto = Contexto(base, conexion)
                while not parar.wait(0.02):
                    _vaciar(conexion, contexto)
                _vaciar(conexion, contexto)  # what came between the last look and the order to stop
        except BaseException as falla:
            fallas.append(falla)
        finally:
            base.dispose()

    hilo = threading.Thread(target=trabajar, name="árbitro")
    hilo.start()
    try:
        with centinela(nodo):
            yield
    finally:
        parar.set()
        hilo.join()
    if fallas:
        raise fallas[0]


def _vaciar(conexion: psycopg.Connection[Any], contexto: Contexto) -> None:
    while procesar(conexion, contexto):
        pass


def _hacer(nodo: Nodo, quien: str, acta: str, cuerpo: Cuerpo) -> None:
    firmado = FirmaDeSesion(quien, _de(quien), ejemplos.PROCESO, _llave(quien)).hecho(acta, Fuente.CATD, cuerpo)
    with NodoCliente(nodo.dsn(_de(quien))) as estacion:
        assert estacion.entregar(firmado) == "nuevo"


def _de(operador: str) -> str:
    return f"est-01-{operador}"
