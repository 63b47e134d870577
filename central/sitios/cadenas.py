"""Each node's chain, made again at the centre from the facts that are there: a manifest signs no head on a node's word.

The node is asked for its links and for what only it knows of each fact: its own time of reception and, of one that
came to the centre by another node, its own stamp. All the rest is taken from the centre's own facts. What does not
agree alarms, and stays where it was.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection

from central.arbitro import cadena
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.nombres import NombreNodo
from central.sitios.acceso import al_nodo
from prep.store.hechos import RECIBIDAS, a_recibido, lista

RONDA_S = 10.0
TROZO = 2_000
NODOS = (
    "SELECT catd, generacion, servidor, puerto, comprobada_n, comprobada FROM prep.nodo"
    " WHERE estado <> 'CERCADO' AND servidor <> '' AND latido > clock_timestamp() - interval '10 seconds'"
)
ESLABONES = (
    "SELECT c.n::bigint, c.hecho::uuid, c.version::integer, c.eslabon::bytea, h.recibido::timestamptz,"
    " left(h.nodo::text, 40), h.sec::bigint, left(h.toma::text, 100), h.ronda::integer"
    " FROM prep.cadena c LEFT JOIN prep.hecho h ON h.id = c.hecho"
    " WHERE c.n > %s ORDER BY c.n LIMIT %s"
)
HECHOS = f"SELECT {lista(RECIBIDAS)} FROM prep.hecho WHERE id = ANY(%s)"  # noqa: S608 -- our columns
ANOTAR = (
    "UPDATE prep.nodo SET comprobada_n = %(n)s, comprobada = %(eslabon)s,"
    " comprobada_en = CASE WHEN %(al_dia)s THEN clock_timestamp() ELSE comprobada_en END WHERE nodo = %(nodo)s"
)
NODO, TOMA = RECIBIDAS.index("nodo"), RECIBIDAS.index("toma")
REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CadenaComprobada:
    """How far a node's chain is what the centre's facts give; `al_dia`: to its end. `falla`: why it goes no further."""

    n: int
    eslabon: bytes
    al_dia: bool = False
    falla: str = ""


@dataclass(slots=True)
class Comprobador:
    """Runs in a thread of the centre's program until `parar`."""

    cluster: Cluster
    parar: threading.Event

    def correr(self) -> None:
        while not self.parar.wait(RONDA_S):
            try:
                with psycopg.connect(self.cluster.dsn(ADMIN), autocommit=True) as admin:
                    self.ronda(admin)
            except psycopg.OperationalError as error:
                REGISTRO.warning("No se pudieron comprobar las cadenas de los nodos: %s", error)

    def ronda(self, admin: Connection[Any]) -> None:
        """Every node that beats; one that does not answer is left for the next."""
        for catd, generacion, servidor, puerto, n, eslabon in admin.execute(NODOS).fetchall():
            nombre = NombreNodo(catd, generacion)
            desde = CadenaComprobada(n, bytes(eslabon) if n else cadena.ORIGEN)
            try:
                dsn = al_nodo(
                    self.cluster.datos, nombre, servidor, puerto,
                    connect_timeout=2, tcp_user_timeout=2000, options="-c statement_timeout=5s",
                )  # fmt: skip
                with psycopg.connect(dsn, autocommit=True) as suyo:
                    hasta = comprobar(admin, suyo, desde, nombre.nodo)
            except (psycopg.Error, ErrorNodo, OSError, TypeError, ValueError, OverflowError) as error:
                # the last three: whatever server answers there, its rows are somebody else's
                REGISTRO.info("No se comprobó la cadena de %s: %s", nombre.nodo, str(error).partition("\n")[0])
                continue
            admin.execute(ANOTAR, {"n": hasta.n, "eslabon": hasta.eslabon, "al_dia": hasta.al_dia, "nodo": nombre.nodo})
            if hasta.falla:
                texto = f"La cadena de {nombre.nodo} no concuerda: {hasta.falla}."
                admin.execute("SELECT prep.alarmar('CADENA_NODO', %s, '', %s)", (nombre.nodo, texto))


def comprobar(centro: Connection[Any], suyo: Connection[Any], desde: CadenaComprobada, nodo: str) -> CadenaComprobada:
    """How far the chain of the node `suyo`, called `nodo`, agrees after `desde`; raises psycopg.Error."""
    hasta = desde
    while filas := suyo.execute(ESLABONES, (hasta.n, TROZO)).fetchall():
        hasta = _seguir(centro, filas, hasta, nodo)
        if hasta.falla:
            return hasta
        if hasta.n < filas[-1][0]:
            return hasta  # the rest has not come up yet
    return _al_dia(suyo, hasta)


def _seguir(
    centro: Connection[Any], filas: Sequence[Sequence[Any]], desde: CadenaComprobada, nodo: str
) -> CadenaComprobada:
    """The chain as far as these links are what the centre's facts give, up to the first whose fact has not come."""
    ids = [hecho for _, hecho, *_ in filas]
    hay = {fila[0]: fila for fila in centro.execute(HECHOS, (ids,)).fetchall()}
    n, anterior = desde.n, desde.eslabon
    for siguiente, hecho, version, eslabon, recibido, *sello in filas:
        if siguiente != n + 1:
            return CadenaComprobada(n, anterior, falla=f"falta el eslabón {n + 1}")
        if recibido is None:
            return CadenaComprobada(n, anterior, falla=f"el hecho del eslabón {siguiente} ya no está en el nodo")
        if not 1 <= version <= cadena.VERSION:
            return CadenaComprobada(n, anterior, falla=f"el eslabón {siguiente} es de otra versión")
        if hecho not in hay:
            break
        propio = cadena.eslabon(anterior, a_recibido((*_sellado(hay[hecho], sello, nodo), recibido)), version)
        if propio != bytes(eslabon):
            texto = f"el eslabón {siguiente} no es el que dan los hechos del centro"
            return CadenaComprobada(n, anterior, falla=texto)
        n, anterior = siguiente, propio
    return CadenaComprobada(n, anterior)


def _sellado(fila: Sequence[Any], sello: Sequence[Any], nodo: str) -> list[Any]:
    """The centre's row of a fact, without its time; with the node's own stamp where its station gave it there again.

    To the centre it had come by the node that `nodo` replaced: what is signed is the same, and each stamped it.
    """
    *leida, ronda, _ = fila
    *suyo, su_ronda = sello
    if suyo[0] == nodo != leida[NODO]:
        return [*leida[:NODO], *suyo, *leida[TOMA + 1 :], su_ronda]
    return [*leida, ronda]


def _al_dia(suyo: Connection[Any], hasta: CadenaComprobada) -> CadenaComprobada:
    """To its end; unless it is now shorter, or another, than the one that was made again before."""
    n, eslabon = cadena.cabeza(suyo.execute(cadena.CABEZA).fetchone())
    if n < hasta.n:
        return CadenaComprobada(hasta.n, hasta.eslabon, falla=f"llegaba al eslabón {hasta.n} y ahora al {n}")
    if n == hasta.n and eslabon != hasta.eslabon:
        return CadenaComprobada(hasta.n, hasta.eslabon, falla=f"el eslabón {n} es otro que el que ya se comprobó")
    return CadenaComprobada(hasta.n, hasta.eslabon, al_dia=True)
