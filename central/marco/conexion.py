"""How a command of the centre reaches its node: opens its cluster, signs as the centre, fails with a sentence."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from central.nodo.binarios import ErrorNodo
from central.nodo.centro import ARCHIVO, CENTRO
from central.nodo.cluster import Cluster
from central.nodo.relevo import base_de, pendiente
from central.nodo.roles import DUENO
from prep.net.identidad import Llave, LlaveInvalida, cargar
from prep.orden.secretos import EnRepositorio
from prep.services.estacion.firma import FirmaDeSesion
from prep.store import candados
from prep.store.conexion import motor

ROL = "prep_centro"
BIEN, MAL_USO, RECHAZADO = 0, 2, 3

# What is written in an order's own transaction of its author; from the shell, nobody.
Testigo = Callable[[Connection], object]
Orden = Callable[[argparse.Namespace], int]


def nadie(conn: Connection) -> None:
    """No witness."""


class MalUso(Exception):
    """What was asked cannot be read or names nothing; the message is one or more sentences in Spanish. Exit code 2."""


class OrdenRechazada(Exception):
    """It was understood, and a rule refuses it; the message says which and what to do. Exit code 3."""


@dataclass(frozen=True, slots=True)
class NodoAbierto:
    """An open node: its folder, an engine as the centre, and how its owner connects, who alone reads sealed keys."""

    datos: Path
    motor: Engine
    dueno: str = field(default="", repr=False)

    def llave(self, conn: Connection) -> Llave:
        """The centre's key, from the folder's `centro.key`; raises MalUso unless it is the one that the node knows.

        With any other, what it signs would be set aside in quarantine after the order had said that it was done.
        """
        llave = cargar(self.datos / ARCHIVO)
        publica = conn.execute(
            text("SELECT publica FROM prep.operador WHERE operador = :centro AND activo"), {"centro": CENTRO}
        ).scalar()
        if publica is None or bytes(publica) != llave.publica:
            raise MalUso(f"{self.datos / 'centro.key'} no es la llave del centro que este nodo tiene registrada.")
        return llave

    def firma(self, conn: Connection, proceso: str, lugar: str = CENTRO) -> FirmaDeSesion:
        """The centre's signature; `lugar`: the order that two people agreed on, if it signs by one."""
        return FirmaDeSesion(CENTRO, lugar, proceso, self.llave(conn))

    @contextmanager
    def ordenar(self) -> Iterator[Connection]:
        """One transaction of one order: nothing half done, and no other order of the centre in between."""
        with self.motor.begin() as conn:
            conn.execute(text("SELECT pg_advisory_xact_lock(:candado)"), {"candado": candados.ORDEN})
            yield conn

    @contextmanager
    def mirar(self) -> Iterator[Connection]:
        """One snapshot to read from, so that the figures of a report agree with each other."""
        with self.motor.connect().execution_options(isolation_level="REPEATABLE READ") as conn, conn.begin():
            conn.execute(text("SET TRANSACTION READ ONLY"))
            yield conn


@contextmanager
def abrir(datos: Path, proceso: str = "") -> Iterator[NodoAbierto]:
    """The node of the folder `datos`; starts its cluster if it is not running, and then stops it at the end.

    `proceso`: one of before that is kept there, to be read; the one of now if none is said.

    Raises MalUso when there is no prepared node there.
    """
    if not (datos / "claves.json").is_file():
        raise MalUso(f"En {datos} no hay un nodo preparado. Indique su carpeta con --datos, o prepárelo antes.")
    if (relevo := pendiente(datos)) is not None:
        raise MalUso(
            f"El paso de {relevo.de} a {relevo.a} está a medias: encienda el nodo («prep nodo»), o en el centro repita "
            f"«prep proceso nuevo {relevo.a} --como {relevo.de}», y después esta orden."
        )
    with Cluster(datos) as cluster:
        base = base_de(cluster, proceso)
        maquina = motor(cluster.dsn(ROL, base))
        try:
            yield NodoAbierto(datos, maquina, cluster.dsn(DUENO, base))
        finally:
            maquina.dispose()


def mandar(orden: Callable[[argparse.Namespace, NodoAbierto], int]) -> Orden:
    """The command on its open node; its exit code."""

    def en_su_nodo(argumentos: argparse.Namespace) -> int:
        with abrir(argumentos.datos, getattr(argumentos, "guardado", "")) as puesto:
            return orden(argumentos, puesto)

    return con_frases(en_su_nodo)


def con_frases(
    orden: Callable[[argparse.Namespace], int | None], *suyas: type[Exception], niegan: tuple[type[Exception], ...] = ()
) -> Orden:
    """The command, with whatever an administrator can put right as a sentence and an exit code.

    `suyas`: what else says so itself, as bad use; `niegan`: as a rule that refuses.
    """

    def ejecutar(argumentos: argparse.Namespace) -> int:
        try:
            return orden(argumentos) or BIEN
        except Exception as error:
            dicho = str(error) if isinstance(error, (*suyas, *niegan)) else en_palabras(error)
            if not dicho:
                raise
            print(dicho, file=sys.stderr)
            return RECHAZADO if isinstance(error, (OrdenRechazada, *niegan)) else MAL_USO

    return ejecutar


def en_palabras(error: Exception) -> str:
    """What an administrator can put right, as a sentence; "" for a fault of ours."""
    if isinstance(error, OrdenRechazada | MalUso | ErrorNodo | LlaveInvalida | EnRepositorio):
        return str(error)
    if isinstance(error, OperationalError | psycopg.OperationalError):
        return f"La base del nodo no contesta: {_primera_linea(error)}"
    if isinstance(error, DBAPIError) and str(getattr(error.orig, "sqlstate", "")).startswith("PR"):
        return f"La base no aceptó el hecho: {_primera_linea(error)}"
    if isinstance(error, OSError):
        return f"No se puede usar {error.filename or 'un archivo'}: {error.strerror}."
    return ""


def _primera_linea(error: DBAPIError | psycopg.Error) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
