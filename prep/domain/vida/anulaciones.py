"""Which facts still count once the anulaciones are heard, in whatever order they came (R-08, R-35)."""

from collections.abc import Mapping
from uuid import UUID

from prep.domain.hechos.hechos import Anulacion, Hecho
from prep.domain.hechos.tipos import TIPOS
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import Hallazgo


def vigentes(hechos: Mapping[UUID, Hecho], hallazgos: list[Hallazgo]) -> list[Hecho]:
    """The facts that no standing anulación takes away; an anulación can be annulled, and then its fact is back.

    What was published cannot be annulled (R-06), nor do anulaciones in a circle take anything away. One of a fact
    that is not here yet waits for it. The findings of all these are added to `hallazgos`.
    """
    anula = {id: h.cuerpo.hecho for id, h in hechos.items() if isinstance(h.cuerpo, Anulacion)}
    if not anula:
        return list(hechos.values())
    firmes = _firmes(anula, hechos, hallazgos)
    hallazgos += [Hallazgo(CodigoHallazgo.ANULACION_EN_ESPERA, id) for id in firmes if anula[id] not in hechos]
    quitados = {anula[id] for id in firmes}
    return [h for id, h in hechos.items() if id not in quitados]


def _firmes(anula: Mapping[UUID, UUID], hechos: Mapping[UUID, Hecho], hallazgos: list[Hallazgo]) -> set[UUID]:
    """The anulaciones that stand: first those that nobody annuls, then what these leave standing, and so on."""
    indebidas = {id for id, objeto in anula.items() if objeto in hechos and not TIPOS[hechos[objeto].tipo].anulable}
    por_ver = set(anula) - indebidas
    firmes: set[UUID] = set()
    for _ in anula:  # each round settles one at least, or all that is left goes in circles
        amenazadas = {anula[id] for id in por_ver}
        libres = por_ver - amenazadas
        firmes |= libres
        caidas = {anula[id] for id in libres}
        por_ver -= libres | caidas
    hallazgos += [Hallazgo(CodigoHallazgo.ANULACION_INDEBIDA, id) for id in indebidas | por_ver]
    return firmes
