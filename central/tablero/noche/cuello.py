"""What holds the night back: how long each stage would work on what waits for it, and how many people it lacks."""

import math
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection, text

from prep.domain.hechos.hechos import Tipo
from prep.domain.vida.estado import Etapa

LAPSO = timedelta(minutes=30)
POR_HORA = timedelta(hours=1) / LAPSO
ULTIMOS_HECHOS = 24_000  # the facts of half an hour at the peak of a night are fewer
POCAS = 10  # actas that wait, under which a stage holds nobody back
GENTE = (
    "SELECT s.sitio, h.tipo, count(*), count(DISTINCT h.operador)"
    " FROM (SELECT c.hecho FROM prep.cadena c ORDER BY c.n DESC LIMIT :ultimos) u JOIN prep.hecho h ON h.id = u.hecho"
    " JOIN prep.estacion s ON s.estacion = h.estacion"
    " WHERE h.recibido > clock_timestamp() - :lapso AND h.tipo = ANY(:tipos) GROUP BY 1, 2"
)


Hechos = dict[str, tuple[int, int]]


class Faena(NamedTuple):
    """A stage of the work: its name, where actas wait for it, what is done there, and the fact that says so."""

    nombre: str
    esperan: tuple[Etapa, ...]
    hace: str
    tipo: Tipo
    por_acta: int = 1  # how many of those facts an acta takes


MESA = "mesa"  # where few actas come
FAENAS = (
    Faena("digitalización", (Etapa.ACOPIADA, Etapa.POR_REDIGITALIZAR), "digitaliza", Tipo.IMAGEN),
    Faena("captura", (Etapa.DIGITALIZADA, Etapa.EN_CAPTURA, Etapa.EN_DISPUTA), "captura", Tipo.CAPTURA, 2),
    Faena(MESA, (Etapa.EN_MESA, Etapa.POR_VALIDAR), "decide en la mesa", Tipo.DICTAMEN),
)


class Trecho(NamedTuple):
    """How one stage is: actas that wait for it, that it does in an hour, and people who did any lately."""

    nombre: str
    esperan: int
    por_hora: float
    personas: int
    hace: str = ""

    @property
    def minutos(self) -> float:
        """Of work on what waits, as it goes; infinite where nobody works on it."""
        if not self.esperan:
            return 0.0
        return 60 * self.esperan / self.por_hora if self.por_hora else math.inf

    @property
    def faltan(self) -> int | None:
        """People to do in an hour what waits beside what comes; None where nobody shows how much one does."""
        if not self.personas or not self.por_hora:
            return None
        return math.ceil(self.personas * self.esperan / self.por_hora)


def trechos(conteo: Mapping[str, int], hechos: Hechos) -> list[Trecho]:
    """Each stage; `hechos`: by kind, how many in half an hour and by how many people."""
    hechas = []
    for faena in FAENAS:
        cuantos, personas = hechos.get(str(faena.tipo), (0, 0))
        esperan = sum(conteo.get(etapa, 0) for etapa in faena.esperan)
        hechas.append(Trecho(faena.nombre, esperan, cuantos / faena.por_acta * POR_HORA, personas, faena.hace))
    return hechas


def detiene(todos: Iterable[Trecho]) -> Trecho | None:
    """The one with the most work before it, if any has enough to hold the night back."""
    return max((t for t in todos if t.esperan >= POCAS), key=lambda t: (t.minutos, t.esperan), default=None)


def leer_hechos(conn: Connection) -> dict[str, Hechos]:
    """By site of who did them, and by kind: how many facts came in the last half hour, and of how many people."""
    tipos = [str(faena.tipo) for faena in FAENAS]
    sitios: dict[str, Hechos] = {}
    for sitio, tipo, cuantos, personas in conn.execute(
        text(GENTE), {"ultimos": ULTIMOS_HECHOS, "lapso": LAPSO, "tipos": tipos}
    ):
        sitios.setdefault(sitio, {})[tipo] = (int(cuantos), int(personas))
    return sitios


def sumar_hechos(todos: Iterable[Hechos]) -> Hechos:
    """Of several sites together: nobody works at two."""
    suma: Hechos = {}
    for suyos in todos:
        for tipo, (cuantos, personas) in suyos.items():
            antes = suma.get(tipo, (0, 0))
            suma[tipo] = (antes[0] + cuantos, antes[1] + personas)
    return suma
