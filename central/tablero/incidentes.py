"""The incidents of the whole night, of every centre of work, and which of them nobody sees to (R-34)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from prep.domain.reglas.incidentes import CLASE_DE, EstadoDeIncidente, Incidente, incidentes
from prep.store.conexion import cruda
from prep.store.hechos import LEIDAS, a_hecho, lista

CUANTOS = 2_000
HECHOS = f"SELECT {lista(LEIDAS, 'h')} FROM prep.incidentes_de('', %s, %s) h"  # noqa: S608 -- constant columns
SITIOS = "SELECT estacion, sitio FROM prep.estacion WHERE estacion = ANY (%s)"


@dataclass(frozen=True, slots=True)
class IncidenteDeCentro:
    """One of them, and the centre of work of the station where it was written down; "" at the control room."""

    incidente: Incidente
    centro: str

    @property
    def abierto(self) -> bool:
        return self.incidente.estado is not EstadoDeIncidente.CERRADO


def leer(conn: Connection) -> list[IncidenteDeCentro]:
    """What nobody sees to first, then the oldest; the newest CUANTOS of the night."""
    propia = cruda(conn)
    vistos = incidentes(map(a_hecho, propia.execute(HECHOS, (list(CLASE_DE), CUANTOS)).fetchall()))
    sitios = dict(propia.execute(SITIOS, (list({i.estacion for i in vistos}),)).fetchall())
    return [IncidenteDeCentro(i, sitios.get(i.estacion, "")) for i in vistos]


def piden(todos: Sequence[IncidenteDeCentro], centro: str) -> int:
    """How many of that centre ask for somebody, and nobody goes."""
    return sum(i.centro == centro and i.incidente.urge for i in todos)
