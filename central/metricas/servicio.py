"""A node's figures served on loopback: read when they are asked for, once for all who ask together."""

import logging
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import exc, text

from central.marco.conexion import ROL, MalUso
from central.metricas.figuras import ARRIBA, DatosDeMaquina, figuras, una
from central.nodo.binarios import ErrorNodo
from central.nodo.cerrajero import vencimientos
from central.nodo.cluster import Cluster
from central.nodo.confianza import de_carpeta
from central.nodo.laboratorio import LOCAL
from central.nodo.respaldo import ultimo
from central.sitios import salud
from central.tablero.informe import InformeDeEstado, informar
from prep.store.conexion import motor

PUERTO = 9684
VALE_S = 5.0  # who asks more often gets the same figures
PLAZO_MS = 10_000
PERDIDA = (psycopg.Error, exc.DBAPIError, ErrorNodo, OSError)
REGISTRO = logging.getLogger(__name__)


class FigurasDelNodo(Collector):
    """Never starts the node's base: one that is off is told as off."""

    def __init__(self, datos: Path) -> None:
        self._datos = datos
        self._candado = threading.Lock()
        self._dichas: list[Metric] = []
        self._hasta = 0.0

    def describe(self) -> Iterable[Metric]:
        """Nothing: it is not read before somebody asks."""
        return []

    def collect(self) -> Iterable[Metric]:
        with self._candado:
            if time.monotonic() >= self._hasta:
                self._dichas = self._leer()
                self._hasta = time.monotonic() + VALE_S
            return self._dichas

    def _leer(self) -> list[Metric]:
        desde = time.monotonic()
        try:
            informe = informe_de(self._datos)
            nodos = salud.preguntar(self._datos, informe.nodos.vistos)
            hechas = figuras(informe, nodos, maquina_de(self._datos))
        except PERDIDA as error:
            REGISTRO.warning("No hay métricas: %s", str(error).strip().partition("\n")[0])
            return [una(ARRIBA, 0)]
        return [una(ARRIBA, 1), una("prep_leido_segundos", time.monotonic() - desde), *hechas]


def informe_de(datos: Path) -> InformeDeEstado:
    """One snapshot of the node of `datos`, which is only read. Raises those of PERDIDA."""
    maquina = motor(entrada(datos))
    try:
        with maquina.connect().execution_options(isolation_level="REPEATABLE READ") as conn, conn.begin():
            conn.execute(text("SET TRANSACTION READ ONLY"))
            conn.execute(text(f"SET LOCAL statement_timeout = {PLAZO_MS}"))
            return informar(conn)
    finally:
        maquina.dispose()


def entrada(datos: Path) -> str:
    """How the base of that node is reached, on or off. Raises ErrorNodo."""
    return Cluster(datos).dsn(ROL)


def maquina_de(datos: Path) -> DatosDeMaquina:
    """Raises ErrorNodo, OSError."""
    disco, confianza = shutil.disk_usage(datos), de_carpeta(datos)
    vencen = list(vencimientos(confianza, datetime.now(UTC))) if confianza else []
    return DatosDeMaquina(disco.free, disco.total, vencen, ultimo(datos))


@contextmanager
def servidas(datos: Path, puerto: int) -> Iterator[int]:
    """The figures of the node of `datos` at http://127.0.0.1:PUERTO/metrics; gives the port. Raises MalUso."""
    if not (datos / "claves.json").is_file():
        raise MalUso(f"En {datos} no hay un nodo preparado. Indique su carpeta con --datos, o prepárelo antes.")
    registro = CollectorRegistry(auto_describe=False)
    registro.register(FigurasDelNodo(datos))
    try:
        servidor, hilo = start_http_server(puerto, addr=LOCAL, registry=registro)
    except (OSError, OverflowError) as error:
        raise MalUso(f"No se puede escuchar en {LOCAL}:{puerto} ({error}). Indique otro con --puerto.") from error
    try:
        yield int(servidor.server_port)
    finally:
        servidor.shutdown()
        servidor.server_close()
        hilo.join()
