"""What was said outside of the base about its chain, against the chain that it has now: whoever kept it can tell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from psycopg import Connection

SUELTOS = """
SELECT h.id, c.hecho IS NOT NULL, q.hecho IS NOT NULL FROM prep.hecho h
LEFT JOIN prep.cadena c ON c.hecho = h.id LEFT JOIN prep.cuarentena q ON q.hecho = h.id
WHERE (c.hecho IS NULL) = (q.hecho IS NULL) AND (c.hecho IS NOT NULL OR h.id NOT IN (SELECT hecho FROM prep.cola))
ORDER BY h.id
"""


@dataclass(frozen=True, slots=True)
class EslabonDicho:
    """That the chain of `nodo` had the link `eslabon` at `n`; `donde` says who says it, as a sentence begins."""

    donde: str
    nodo: str
    n: int
    eslabon: bytes


def desmentidos(conexion: Connection, testigos: Sequence[EslabonDicho]) -> Iterator[str]:
    """Those about this base's own chain that it does not bear out: facts were taken away, or the chain made again."""
    ((nodo,),) = conexion.execute("SELECT nodo FROM prep.proceso").fetchall()
    propios = [t for t in testigos if t.nodo == nodo]
    hay: dict[int, bytes] = {
        n: bytes(valor)
        for n, valor in conexion.execute(
            "SELECT n, eslabon FROM prep.cadena WHERE n = ANY(%s)", ([t.n for t in propios],)
        )
    }
    for testigo in propios:
        if testigo.n not in hay:
            yield f"{testigo.donde}: la cadena llegaba al eslabón {testigo.n} y ahora no lo tiene: se quitaron hechos"
        elif hay[testigo.n] != testigo.eslabon:
            yield f"{testigo.donde}: el eslabón {testigo.n} era otro: la cadena se rehízo"


def de_este_nodo(conexion: Connection, testigos: Iterable[EslabonDicho]) -> int:
    """How many are about this base's own chain."""
    ((nodo,),) = conexion.execute("SELECT nodo FROM prep.proceso").fetchall()
    return sum(t.nodo == nodo for t in testigos)


def sueltos(conexion: Connection) -> Iterator[str]:
    """Facts of which nothing became, or two things: the árbitro chains each fact or sets it aside, once it sees it."""
    for id_, encadenado, _ in conexion.execute(SUELTOS):
        if encadenado:
            yield f"hecho {id_}: está en la cadena y también en cuarentena"
        else:
            yield f"hecho {id_}: ni está en la cadena, ni espera en la cola, ni en cuarentena: no se tomó en cuenta"
