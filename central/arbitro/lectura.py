"""Facts as the árbitro reads them: by queue, by acta, with the text that was signed."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from itertools import chain
from typing import Any
from uuid import UUID

from psycopg import Connection

from central.arbitro.detenidas import Caidas, legibles
from prep.domain.hechos.hechos import Fuente, Hecho, Publicado
from prep.store.hechos import LEIDAS, RECIBIDAS, HechoLeido, a_recibido, lista

CAMPOS = lista(LEIDAS, "h")
CON_RECIBO = lista(RECIBIDAS, "h")
NUEVOS = (
    f"SELECT {CON_RECIBO} FROM prep.hecho h WHERE h.id = ANY(%s)"  # noqa: S608 -- a constant list of columns
    " AND NOT EXISTS (SELECT FROM prep.cadena c WHERE c.hecho = h.id)"
    " AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id)"
)
VERIFICADOS = (
    f"SELECT {CAMPOS} FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id"  # noqa: S608 -- constant columns
    " WHERE h.acta = ANY(%s) ORDER BY h.acta, h.sec"
)
# The head of a Publicado's fact, never its body, which lists every acta of its cut.
PUBLICADOS = """
SELECT p.acta, p.corte, p.fuente, p.huella, h.id, h.proceso, h.operador, h.estacion, h.momento
FROM prep.publicado p JOIN prep.hecho h ON h.id = p.hecho WHERE p.acta = ANY(%s)
"""


def nuevos(filas: Iterable[Sequence[Any]], ids: Sequence[UUID]) -> list[HechoLeido]:
    """Of the rows of NUEVOS, the facts `ids` that the chain does not have yet nor quarantine holds, in their order."""
    orden = {id_: i for i, id_ in enumerate(ids)}
    return sorted((a_recibido(f) for f in filas), key=lambda leido: orden[leido.id])


def de_actas(conexion: Connection, actas: Iterable[str], caidas: Caidas) -> dict[str, list[Hecho]]:
    """All the verified facts (those in the chain) of each acta, with its own Publicado, in the order of `sec`.

    An acta with one that can no longer be read is added to `caidas`.
    """
    claves = list(actas)
    verificados = conexion.execute(VERIFICADOS, (claves,)).fetchall()
    return reunir(claves, legibles(verificados, caidas), conexion.execute(PUBLICADOS, (claves,)))


def reunir(
    claves: Iterable[str], hechos: Iterable[Hecho], publicados: Iterable[Sequence[Any]]
) -> dict[str, list[Hecho]]:
    """The facts of each acta of `claves`, with the Publicado of the rows of PUBLICADOS after its other ones."""
    por_acta: dict[str, list[Hecho]] = {clave: [] for clave in claves}
    for hecho in chain(hechos, map(a_publicado, publicados)):
        por_acta[hecho.acta].append(hecho)
    return por_acta


def a_publicado(fila: Sequence[Any]) -> Hecho:
    """The acta's own Publicado, taken from the centre's list (R-06)."""
    acta, corte, fuente, huella, id_, proceso, operador, estacion, momento = fila
    cuerpo = Publicado(corte, ((acta, Fuente(fuente), huella),))
    return Hecho(id_, proceso, acta, Fuente.CENTRO, operador, estacion, momento.astimezone(UTC), cuerpo)
