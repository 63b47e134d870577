"""The states of keeping the counter up to date, as one full table: it is prepared, and then the node is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoPuesta(StrEnum):
    SIN_PREPARAR = "sin_preparar"
    PREPARA = "prepara"
    AL_DIA = "al_dia"
    PREGUNTA = "pregunta"  # the node, what the other stations received


class SucesoPuesta(StrEnum):
    TOCA = "toca"  # by the clock, or because the screen is shown
    PREPARADA = "preparada"
    NO_PREPARADA = "no_preparada"
    RESPONDE = "responde"  # the node said what there is, or that it cannot


class AccionPuesta(StrEnum):
    NADA = "nada"
    PREPARAR = "preparar"
    PREGUNTAR = "preguntar"


CeldaPuesta = Transicion[EstadoPuesta, AccionPuesta] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaPuesta:
    """What one state answers to each event; its fields are the events."""

    toca: CeldaPuesta
    preparada: CeldaPuesta
    no_preparada: CeldaPuesta
    responde: CeldaPuesta


def _a(estado: EstadoPuesta, accion: AccionPuesta = AccionPuesta.NADA) -> CeldaPuesta:
    return Transicion(estado, accion)


E, A = EstadoPuesta, AccionPuesta
_no_prepara = Imposible("it is not being prepared")
_no_pregunta = Imposible("the node was not asked")

# fmt: off
FILAS: Mapping[EstadoPuesta, FilaPuesta] = {
    E.SIN_PREPARAR: FilaPuesta(
        toca=_a(E.PREPARA, A.PREPARAR), preparada=_no_prepara, no_preparada=_no_prepara, responde=_no_pregunta,
    ),
    E.PREPARA: FilaPuesta(
        toca=_a(E.PREPARA), preparada=_a(E.AL_DIA), no_preparada=_a(E.SIN_PREPARAR), responde=_no_pregunta,
    ),
    E.AL_DIA: FilaPuesta(
        toca=_a(E.PREGUNTA, A.PREGUNTAR), preparada=_no_prepara, no_preparada=_no_prepara, responde=_no_pregunta,
    ),
    E.PREGUNTA: FilaPuesta(
        toca=_a(E.PREGUNTA), preparada=_no_prepara, no_preparada=_no_prepara, responde=_a(E.AL_DIA),
    ),
}
# fmt: on
TABLA: Tabla[EstadoPuesta, SucesoPuesta, AccionPuesta] = {
    estado: {SucesoPuesta(campo.name): getattr(fila, campo.name) for campo in fields(FilaPuesta)}
    for estado, fila in FILAS.items()
}
