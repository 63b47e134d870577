"""The kinds of incident that a person writes down, and what becomes of each: who sees to it and how it ended (R-34)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from prep.domain.hechos.hechos import Hecho, Incidencia, PasoDeIncidente, Seguimiento


@dataclass(frozen=True, slots=True)
class ClaseDeIncidente:
    """One kind. `tecla`: the figure that chooses it; `urge`: somebody must go now; `explica`: it says nothing alone."""

    codigo: str
    tecla: str
    nombre: str
    urge: bool = False
    explica: bool = False


AYUDA = ClaseDeIncidente("AYUDA", "1", "Pido ayuda", urge=True)
FEDERAL = ClaseDeIncidente("SOBRE_FEDERAL", "2", "Sobre o acta de otra elección (federal)")
OTRO_CATD = ClaseDeIncidente("SOBRE_OTRO_CATD", "3", "Sobre de otro CATD")
ROTO = ClaseDeIncidente("SOBRE_ROTO", "4", "Sobre roto, abierto o mojado")
SIN_CATALOGO = ClaseDeIncidente("SOBRE_SIN_CATALOGO", "5", "Sobre de casilla que no está en el catálogo")
EQUIPO = ClaseDeIncidente("EQUIPO", "6", "Falla de equipo")
LUZ_O_RED = ClaseDeIncidente("LUZ_O_RED", "7", "Luz o red", urge=True)
PERSONA = ClaseDeIncidente("PERSONA", "8", "Persona: salud, seguridad o ausencia", urge=True)
AUDITORIA = ClaseDeIncidente("HALLAZGO_AUDITORIA", "9", "Hallazgo de la auditoría", explica=True)
OTRO = ClaseDeIncidente("OTRO_INCIDENTE", "0", "Otra cosa", explica=True)
# Told by the station itself (prep/ui/aparatos): it has no figure on the sheet that people fill in.
MEMORIA = ClaseDeIncidente("MEMORIA_CONECTADA", "", "Memoria, disco o teléfono conectado a una estación")
CLASES = (AYUDA, FEDERAL, OTRO_CATD, ROTO, SIN_CATALOGO, EQUIPO, LUZ_O_RED, PERSONA, AUDITORIA, OTRO)
CLASE_DE: Mapping[str, ClaseDeIncidente] = {clase.codigo: clase for clase in (*CLASES, MEMORIA)}


class EstadoDeIncidente(StrEnum):
    """As it is told; in this order it is looked at."""

    ABIERTO = "Nadie lo atiende"
    EN_CURSO = "Se atiende"
    CERRADO = "Cerrado"


@dataclass(frozen=True, slots=True)
class PasoDado:
    """One thing that was done about it, by the node's clock."""

    paso: PasoDeIncidente
    quien: str
    cuando: datetime
    texto: str


@dataclass(frozen=True, slots=True)
class Incidente:
    """What was written down, and what became of it: `dueno` sees to it, "" when nobody does."""

    id: UUID
    clase: ClaseDeIncidente
    acta: str
    lugar: str
    texto: str
    operador: str
    estacion: str
    cuando: datetime
    dueno: str = ""
    estado: EstadoDeIncidente = EstadoDeIncidente.ABIERTO
    pasos: tuple[PasoDado, ...] = ()

    @property
    def cierre(self) -> PasoDado | None:
        """How it ended; None while it has not."""
        return self.pasos[-1] if self.estado is EstadoDeIncidente.CERRADO else None

    @property
    def urge(self) -> bool:
        """Somebody asks, and nobody goes."""
        return self.clase.urge and self.estado is EstadoDeIncidente.ABIERTO


def incidentes(hechos: Iterable[Hecho]) -> list[Incidente]:
    """What `hechos` say, in whatever order they come and however often: what nobody sees to first, then the oldest.

    The incidents that a program writes down (a work that was taken away, an order of the room) are none of these.
    """
    unicos = {hecho.id: hecho for hecho in hechos}
    todos: dict[UUID, Incidente] = {}
    pasos: list[tuple[datetime, UUID, Hecho, Seguimiento]] = []
    for hecho in unicos.values():
        cuando = hecho.momento + timedelta(milliseconds=hecho.desfase_ms)
        cuerpo = hecho.cuerpo
        if isinstance(cuerpo, Incidencia) and cuerpo.codigo in CLASE_DE:
            todos[hecho.id] = Incidente(
                hecho.id, CLASE_DE[cuerpo.codigo], hecho.acta, cuerpo.lugar, cuerpo.texto, hecho.operador,
                hecho.estacion, cuando,
            )  # fmt: skip
        elif isinstance(cuerpo, Seguimiento):
            pasos.append((cuando, hecho.id, hecho, cuerpo))
    for cuando, _, hecho, cuerpo in sorted(pasos, key=lambda p: p[:2]):
        if (suyo := todos.get(cuerpo.incidente)) is not None:
            todos[suyo.id] = _dar(suyo, PasoDado(cuerpo.paso, hecho.operador, cuando, cuerpo.texto))
    orden = list(EstadoDeIncidente)
    return sorted(todos.values(), key=lambda i: (orden.index(i.estado), not i.urge, i.cuando, i.id))


def _dar(antes: Incidente, paso: PasoDado) -> Incidente:
    """`antes` after `paso`. What is closed stays so until it is opened again: whoever took it late did not know."""
    cerrado = antes.estado is EstadoDeIncidente.CERRADO
    if cerrado is not (paso.paso is PasoDeIncidente.REABRE):
        return antes
    pasos = (*antes.pasos, paso)
    if paso.paso is PasoDeIncidente.CIERRA:
        return replace(antes, estado=EstadoDeIncidente.CERRADO, pasos=pasos)
    return replace(antes, estado=EstadoDeIncidente.EN_CURSO, dueno=paso.quien, pasos=pasos)
