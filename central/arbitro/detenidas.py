"""Actas whose facts cannot be folded: marked, alarmed once, tried again by their next fact and when the árbitro starts.

Their facts stay in the chain and their state as it was; a cut holds them back (R-26).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection

from central.arbitro.tropiezos import anotar, avisar
from prep.domain.hechos.hechos import Hecho
from prep.domain.hechos.texto import HechoInvalido
from prep.store.hechos import LEIDAS, a_hecho

CODIGO = "ACTA_DETENIDA"
NINGUNO = UUID(int=0)  # a queue row of no fact: the acta is only folded again
MARCAR = (
    "INSERT INTO prep.detenida AS d (acta, razon) VALUES (%s, %s)"
    " ON CONFLICT (acta) DO UPDATE SET razon = excluded.razon WHERE d.razon <> excluded.razon"
)
_ACTA = LEIDAS.index("acta")
Caidas = dict[str, Exception]  # the actas of a batch that could not be folded, and what stopped them


def legibles(filas: Iterable[Sequence[Any]], caidas: Caidas) -> Iterator[Hecho]:
    """The verified facts of the rows of LEIDAS; one that can no longer be read adds its acta to `caidas`."""
    for fila in filas:
        try:
            yield a_hecho(fila)
        except HechoInvalido as error:
            caidas[fila[_ACTA]] = error


def marcar(conexion: Connection[Any], caidas: Mapping[str, Exception]) -> None:
    for acta, error in caidas.items():
        anotar(f"No se pudo plegar el acta {acta}", error)
        conexion.execute(MARCAR, (acta, type(error).__name__))
        texto = f"Los hechos de {acta} no se pudieron plegar ({type(error).__name__}): no sale en los cortes."
        avisar(conexion, CODIGO, acta, f"{texto} Para soporte: «prep diagnostico».")


def soltar(conexion: Connection[Any], actas: Iterable[str]) -> None:
    """They could be folded."""
    conexion.execute("DELETE FROM prep.detenida WHERE acta = ANY(%s)", (list(actas),))


def reintentar(conexion: Connection[Any]) -> None:
    """All of them are to be folded again: this program may be a newer one."""
    conexion.execute(
        "INSERT INTO prep.cola (hecho, acta, despues) SELECT %s, acta, true FROM prep.detenida", (NINGUNO,)
    )
