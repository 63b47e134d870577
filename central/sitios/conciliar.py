"""`prep conciliar`: the sets of ids of a node and of the centre, side by side, and what is missing is brought.

After a promotion, a replacement, or whenever in doubt (P-7): replication tells no one what it did not bring.
"""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.nombres import NombreNodo
from central.sitios.acceso import al_nodo
from prep.domain.catalogo.imprimible import imprimible
from prep.store.hechos import COLUMNAS, EN_CAMINO, huecos

TROZO = 1_000
RAZON_MAX = 200  # characters of why a node could not be compared
EN_CAMINO_S, PAUSA_S = 3.0, 0.25  # what replication is bringing arrives within this
TRAER = f"SELECT prep.traer(%s, {huecos(COLUMNAS)})"
LEER = f"SELECT {EN_CAMINO} FROM prep.hecho WHERE id = ANY(%s)"  # noqa: S608 -- our columns
LE_TOCAN = (
    "SELECT h.id FROM prep.hecho h JOIN prep.nodo n ON n.nodo = %s AND h.nodo <> n.nodo"
    " WHERE prep.le_toca(n.catd, h.acta, h.fuente) AND NOT EXISTS"
    " (SELECT FROM prep.bajada b WHERE b.nodo = n.nodo AND b.hecho = h.id)"
)


@dataclass(frozen=True, slots=True)
class Conciliacion:
    """What was found at one node. `perdidos`: facts of its own that the centre has and it no longer does.

    `falla`: why it could not be compared, a sentence with what to do; nothing else is known of it then.
    """

    nodo: str
    hechos: int = 0
    subidos: int = 0
    imagenes: int = 0
    bajados: int = 0
    perdidos: int = 0
    falla: str = ""

    @property
    def entera(self) -> bool:
        return not (self.falla or self.subidos or self.imagenes or self.bajados or self.perdidos)


def conciliar(cluster: Cluster, catd: str | None = None) -> list[Conciliacion]:
    """Each node of the running centre `cluster`, or that of `catd`: one that fails stops none of the others."""
    with psycopg.connect(cluster.dsn(roles.DUENO), autocommit=True) as centro:  # what one node gave stays
        nodos = centro.execute(
            "SELECT catd, generacion, servidor, puerto FROM prep.nodo WHERE estado <> 'CERCADO'"
            " AND (catd = %s OR %s::text IS NULL) ORDER BY nodo",
            (catd, catd),
        ).fetchall()
        return [_uno(cluster, centro, NombreNodo(c, g), servidor, puerto) for c, g, servidor, puerto in nodos]


def _uno(cluster: Cluster, centro: Connection[Any], nombre: NombreNodo, servidor: str, puerto: int) -> Conciliacion:
    nodo = nombre.nodo
    if not servidor:
        return Conciliacion(nodo, falla="todavía no se presenta: únalo con su kit y arránquelo")
    try:
        dsn = al_nodo(cluster.datos, nombre, servidor, puerto, connect_timeout=5)
        with psycopg.connect(dsn) as suyo, suyo.transaction():
            suyo.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return _comparar(centro, suyo, nombre)
    except (ErrorNodo, psycopg.Error, ValueError, TypeError, OSError) as error:  # another machine may answer anything
        centro.execute("SELECT 1")  # to lose ours is no fault of that node
        razon = imprimible((str(error).strip() or type(error).__name__).splitlines()[0])[:RAZON_MAX].rstrip(".")
        return Conciliacion(nodo, falla=f"no se pudo comparar con el de {servidor}:{puerto}: {razon}")


def _comparar(centro: Connection[Any], suyo: Connection[Any], nombre: NombreNodo) -> Conciliacion:
    """What the node must have is read at the centre before the node; what came up is looked for there after it.

    So nothing that moves meanwhile looks missing at the place that it left and at the one that it has not reached.
    """
    nodo = nombre.nodo
    por_bajar = [id_ for (id_,) in centro.execute(LE_TOCAN, (nodo,)).fetchall()]
    en_centro = {id_ for (id_,) in centro.execute("SELECT id FROM prep.hecho WHERE nodo = %s", (nodo,))}
    todos: dict[UUID, str] = dict(suyo.execute("SELECT id, nodo FROM prep.hecho").fetchall())
    propios = {id_ for id_, de in todos.items() if de == nodo}
    faltan = sorted(_ausentes(centro, propios - en_centro))
    for i in range(0, len(faltan), TROZO):
        filas = suyo.execute(LEER, (faltan[i : i + TROZO],)).fetchall()
        with centro.transaction(), centro.cursor() as cursor:  # judged by what this reading says, not the other
            cursor.executemany(TRAER, [(nombre.suscriptor, *fila) for fila in filas])
    imagenes = _imagenes(centro, suyo, nombre)
    por_bajar = [id_ for id_ in por_bajar if id_ not in todos]
    with centro.transaction():
        centro.execute(
            "INSERT INTO prep.bajada (nodo, hecho) SELECT %s, unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
            (nodo, por_bajar),
        )
    return Conciliacion(nodo, len(propios), len(faltan), imagenes, len(por_bajar), len(en_centro - propios))


def _ausentes(centro: Connection[Any], ids: set[UUID]) -> set[UUID]:
    """Those of `ids` that the centre has from no node, once what was on its way has had the time to arrive."""
    limite = time.monotonic() + EN_CAMINO_S
    while ids:
        filas = centro.execute("SELECT id FROM prep.hecho WHERE id = ANY(%s)", (list(ids),)).fetchall()
        ids = ids - {id_ for (id_,) in filas}
        if time.monotonic() >= limite:
            break
        time.sleep(PAUSA_S)
    return ids


def _imagenes(centro: Connection[Any], suyo: Connection[Any], nombre: NombreNodo) -> int:
    nodo = nombre.nodo
    propias = {h for (h,) in suyo.execute("SELECT huella FROM prep.imagen WHERE nodo = %s", (nodo,))}
    limite = time.monotonic() + EN_CAMINO_S
    while True:
        hay = {h for (h,) in centro.execute("SELECT huella FROM prep.imagen WHERE huella = ANY(%s)", (list(propias),))}
        if hay == propias or time.monotonic() >= limite:
            break
        time.sleep(PAUSA_S)
    for huella in sorted(propias - hay):
        filas = suyo.execute("SELECT acta, bytes, estacion FROM prep.imagen WHERE huella = %s", (huella,)).fetchall()
        for acta, contenido, estacion in filas:
            suya = (nombre.suscriptor, huella, acta, contenido, estacion, nodo)
            centro.execute("SELECT prep.traer_imagen(%s, %s, %s, %s, %s, %s)", suya)
    return len(propias - hay)
