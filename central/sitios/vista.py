"""What is known of each node: what the centre has of it, and what the node itself says if it answers soon."""

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import make_conninfo

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.nombres import NombreNodo
from central.nodo.preparar import BASE
from central.sitios import paquete as archivo
from central.sitios import suscripciones
from central.sitios.alta import CARPETA
from central.sitios.suscripciones import FLUJOS, Suscripcion, nombre_flujo

CERCADO = "CERCADO"
PLAZO_S = 3.0  # for all the nodes together
TABLAS = {"hechos": "hecho", "imagenes": "imagen"}
# Scans of the centre's own tables: 70 ms with 190,000 facts and 40,000 images. No index: each would cost every fact.
ULTIMOS = {f: f"SELECT nodo, max(recibido) FROM prep.{t} GROUP BY nodo" for f, t in TABLAS.items()}  # noqa: S608
FALTAN = {
    f: "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recibido)), 0)"  # noqa: S608
    f" FROM prep.{t} WHERE nodo = %s AND recibido > coalesce(%s, '-infinity'::timestamptz)"
    for f, t in TABLAS.items()
}
UN_HECHO = 512  # bytes; less than any row with its index entries: what is behind by less is behind by no row


@dataclass(frozen=True, slots=True)
class NodoVisto:
    """What the centre has of a node, in one snapshot. `ultimos`: when the node got the last row that is here."""

    nombre: NombreNodo
    estado: str
    servidor: str
    puerto: int
    alta: datetime
    latido: datetime | None
    esquema: str
    deriva_ms: int
    cola: int
    por_bajar: int
    flujos: Mapping[str, Suscripcion | None]
    ultimos: Mapping[str, datetime | None]

    @property
    def cercado(self) -> bool:
        return self.estado == CERCADO


@dataclass(frozen=True, slots=True)
class Ranura:
    """A stream as its node sees it: rows still to be sent, since when the oldest waits, and bytes of its log."""

    activa: bool
    wal_status: str
    atraso: int | None
    retenido: int | None
    faltan: int
    segundos: int


@dataclass(frozen=True, slots=True)
class RespuestaDeNodo:
    """What the node said; `razon` says why nothing, "" when it answered."""

    ranuras: Mapping[str, Ranura]
    razon: str = ""


def leer(conexion: Connection[Any], *, con_ultimos: bool = True) -> list[NodoVisto]:
    """The nodes that joined, by CATD, each before the one that it took the place of; as `prep_centro`.

    Without `con_ultimos` nothing is said of the rows that are here, which are the costly part.
    """
    filas = conexion.execute(
        "SELECT catd, generacion, estado, servidor, puerto, alta, latido, esquema, deriva_ms, cola,"
        " (SELECT count(*) FROM prep.bajada b WHERE b.nodo = n.nodo) FROM prep.nodo n ORDER BY catd, generacion DESC"
    ).fetchall()
    if not filas:
        return []
    flujos = suscripciones.flujos(conexion)
    consultas = ULTIMOS if con_ultimos else {}
    ultimos = {f: dict(conexion.execute(consulta).fetchall()) for f, consulta in consultas.items()}
    vistos = []
    for catd, generacion, *suyo, por_bajar in filas:
        nombre = NombreNodo(catd, generacion)
        suscritos = {f: flujos.get(nombre_flujo(f, nombre)) for f in FLUJOS}
        llegados = {f: ultimos.get(f, {}).get(nombre.nodo) for f in FLUJOS}
        vistos.append(NodoVisto(*(nombre, *suyo, por_bajar, suscritos, llegados)))
    return vistos


def preguntar(datos: Path, nodos: Iterable[NodoVisto], plazo_s: float = PLAZO_S) -> dict[str, RespuestaDeNodo]:
    """Asks all at once, from the centre of the folder `datos`; one that has not answered in time is left alone."""
    respuestas: dict[str, RespuestaDeNodo] = {}
    hilos = {
        n.nombre.nodo: threading.Thread(target=_apuntar, args=(datos, n, respuestas), daemon=True)
        for n in nodos
        if not n.cercado and n.servidor
    }
    limite = time.monotonic() + plazo_s
    for hilo in hilos.values():
        hilo.start()
    for hilo in hilos.values():
        hilo.join(max(0.0, limite - time.monotonic()))
    tarde = RespuestaDeNodo({}, "no contestó a tiempo")
    return {nodo: respuestas.get(nodo, tarde) for nodo in hilos}


def _apuntar(datos: Path, nodo: NodoVisto, respuestas: dict[str, RespuestaDeNodo]) -> None:
    try:
        respuestas[nodo.nombre.nodo] = RespuestaDeNodo(_preguntar(datos, nodo))
    except (psycopg.Error, ErrorNodo, OSError) as error:
        respuestas[nodo.nombre.nodo] = RespuestaDeNodo({}, str(error).strip().partition("\n")[0][:200])


def _preguntar(datos: Path, nodo: NodoVisto) -> dict[str, Ranura]:
    """By the role that replicates, which reads facts and images and nothing else of the node."""
    clave = archivo.leer(datos / CARPETA / f"{nodo.nombre.nodo}.json").clave_replica
    dsn = make_conninfo(
        host=nodo.servidor, port=nodo.puerto, user=roles.REPLICA, password=clave, dbname=BASE,
        connect_timeout=2, tcp_user_timeout=2000, options="-c statement_timeout=2s", application_name="prep estado",
    )  # fmt: skip
    with psycopg.connect(dsn, autocommit=True) as suyo:
        hay = {ranura: resto for ranura, *resto in suyo.execute("SELECT * FROM prep.ranuras()")}
        return {
            flujo: _ranura(suyo, nodo, flujo, hay[nombre_flujo(flujo, nodo.nombre)])
            for flujo in FLUJOS
            if nombre_flujo(flujo, nodo.nombre) in hay
        }


def _ranura(suyo: Connection[Any], nodo: NodoVisto, flujo: str, dicho: list[Any]) -> Ranura:
    """By the node's own clock. Rows that the centre had from another node are not behind: the log is read past them."""
    activa, wal_status, atraso, retenido = dicho
    faltan, segundos = 0, 0
    if atraso is None or atraso >= UN_HECHO:
        ((faltan, segundos),) = suyo.execute(FALTAN[flujo], (nodo.nombre.nodo, nodo.ultimos[flujo])).fetchall()
    return Ranura(activa, wal_status, atraso, retenido, faltan, max(0, round(segundos)))
