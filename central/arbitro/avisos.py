"""What the árbitro tells at once of the facts of a batch that were taken in and do nothing."""

from collections.abc import Iterable, Mapping
from itertools import chain

from psycopg import Connection

from prep.domain.hechos.hechos import Hecho
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import EstadoActa, Hallazgo

# What the fold leaves aside of a fact, the alarm it is, and what is said of who signed it.
DICE: Mapping[str, str] = {
    CodigoHallazgo.SIN_DERECHO: "de un acta que no está a cargo de su sitio: no cuenta.",
    CodigoHallazgo.DE_UNO_SOLO: "que cambia o quita lo registrado, sin otra persona: no cuenta.",
    CodigoHallazgo.CONFORME_DE_OTRO_TEXTO: "que contesta otro texto que el propuesto: no cuenta; revise ese nodo.",
}


def sin_efecto(conexion: Connection, estados: Mapping[str, tuple[EstadoActa, int]], nuevos: Iterable[Hecho]) -> None:
    """An alarm of who says what they may not, or not alone (P-10): one for each person, with a count of their facts."""
    codigos = {h.hecho: h.codigo for e, _ in estados.values() for h in de_toda(e) if h.codigo in DICE}
    for hecho in nuevos:
        if codigo := codigos.get(hecho.id):
            texto = f"{hecho.operador} firmó {hecho.tipo} {DICE[codigo]}"
            suya = (CodigoHallazgo(codigo).name, hecho.operador, hecho.acta, texto)
            conexion.execute("SELECT prep.alarmar(%s, %s, %s, %s)", suya)


def de_toda(estado: EstadoActa) -> Iterable[Hallazgo]:
    """What was found of the acta and of each source."""
    return chain(estado.hallazgos, *(f.hallazgos for f in estado.fuentes))
