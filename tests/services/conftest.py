"""Stations of the sample catalogue: real spools, and a real node or one that is gone."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from central.nodo.cluster import ADMIN
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from prep.net import identidad
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import OperadorConocido
from prep.store.spool.spool import Spool
from tests.conftest import Nodo, copia
from tests.prestadas import prestada
from tests.services.arbitro import centinela
from tests.store import ejemplos

CONTRASENA = "Contraseña-1"
TODOS = ("acopio", "digitalizacion", "captura", "mesa")
PERSONAS = {
    "ana": (TODOS, "01"),
    "beto": (TODOS, "01"),
    "caro": (TODOS, "01"),
    "dani": (("acopio",), "01"),
    "eva": (("coordinacion",), "01"),
    "fer": (TODOS, "CCV"),
}
ESTACIONES = {"est-01-1": "01", "est-01-2": "01", "est-01-3": "01", "est-ccv-1": "CCV"}
Abrir = Callable[..., Estacion]


@cache
def llave(operador: str) -> identidad.Llave:
    return identidad.nueva()


@cache
def conocido(operador: str) -> OperadorConocido:
    roles, _ = PERSONAS[operador]
    sellada = identidad.sellar(llave(operador), CONTRASENA, costo="prueba")
    return OperadorConocido(operador, operador.title(), llave(operador).publica, sellada, roles)


def poblar(nodo: Nodo) -> None:
    """Register these people and stations in the base."""
    gente = [
        OperadorNuevo(o, o.title(), conocido(o).publica, conocido(o).sellada, roles, sitio)
        for o, (roles, sitio) in PERSONAS.items()
    ]
    puestos = [EstacionNueva(nombre, sitio) for nombre, sitio in ESTACIONES.items()]
    preparar(nodo.cluster, ejemplos.catalogo(), gente, puestos, base=nodo.base)


def sesion(operador: str, estacion: Estacion) -> Sesion:
    firma = FirmaDeSesion(operador, estacion.spool.estacion, estacion.spool.proceso, llave(operador))
    return Sesion(conocido(operador), firma)


@pytest.fixture
def sin_nodo() -> Iterator[str]:
    """A connection string to a port that nobody listens on, kept taken so that nobody does."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        yield f"host=127.0.0.1 port={enchufe.getsockname()[1]} user=nadie dbname=prep"


@pytest.fixture
def abrir(tmp_path: Path) -> Iterator[Abrir]:
    """`abrir(dsn, nombre)`: the station of that name with its spool, closed at the end."""
    with ExitStack() as pila:

        def _abrir(dsn: str, nombre: str = "est-01-1") -> Estacion:
            spool = pila.enter_context(Spool.abrir(tmp_path / f"{nombre}.db", ejemplos.PROCESO, nombre))
            nodo = pila.enter_context(NodoCliente(dsn))
            return Estacion(spool, nodo, ESTACIONES[nombre], ejemplos.catalogo())

        yield _abrir


@pytest.fixture(scope="session")
def con_gente(nodo: Nodo) -> Iterator[Nodo]:
    """A base with these people and stations, and its centinela."""
    for propia in copia(nodo):
        poblar(propia)
        with centinela(propia):
            yield propia


@pytest.fixture
def poblada(con_gente: Nodo) -> Nodo:
    """That base, with no facts and no work."""
    tablas = (
        "hecho, imagen, cola, acta_estado, trabajo, cadena, cuarentena, entrega_rara, alarma, sesion, toma"
        ", cambio, sello, miradas"
    )
    perder(con_gente, f"TRUNCATE {', '.join(f'prep.{tabla}' for tabla in tablas.split(', '))}")
    return con_gente


def perder(nodo: Nodo, orden: str) -> None:
    """Do to a node what only its disk or its superuser can do: no trigger protects the facts from it."""
    with prestada(nodo.dsn(ADMIN)) as conn, conn.transaction():
        conn.execute("SET LOCAL session_replication_role = replica")
        conn.execute(orden)


@pytest.fixture
def en_linea(poblada: Nodo, abrir: Abrir) -> Callable[[str], Estacion]:
    """`en_linea(nombre)`: a station connected to a clean node."""

    def _en_linea(nombre: str = "est-01-1") -> Estacion:
        return abrir(poblada.dsn(nombre), nombre)

    return _en_linea


@pytest.fixture
def suelta(abrir: Abrir, sin_nodo: str) -> Estacion:
    """A station of CATD 01 whose node is gone."""
    return abrir(sin_nodo)
