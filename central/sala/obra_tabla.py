"""The states of what the board knows, as one full table: whether there are figures, and whether they are of now."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoSala(StrEnum):
    CALLADO = "callado"  # the centre was not heard yet
    SIN_CENTRO = "sin_centro"  # nor does it answer
    FRESCAS = "frescas"  # its figures are of now
    VIEJAS = "viejas"  # they are of the last time that it was heard


class SucesoSala(StrEnum):
    LLEGA = "llega"  # the whole board
    SE_PIERDE = "se_pierde"  # the centre does not answer
    ENVEJECE = "envejece"  # nothing was heard for too long, and nobody says why


class AccionSala(StrEnum):
    NADA = "nada"
    MOSTRAR = "mostrar"
    AVISAR = "avisar"


CeldaSala = Transicion[EstadoSala, AccionSala] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaSala:
    """What one state answers to each event; its fields are the events."""

    llega: CeldaSala
    se_pierde: CeldaSala
    envejece: CeldaSala


def _a(estado: EstadoSala, accion: AccionSala = AccionSala.NADA) -> CeldaSala:
    return Transicion(estado, accion)


E, A = EstadoSala, AccionSala
_sin_cifras = Imposible("there are no figures")

# fmt: off
FILAS: Mapping[EstadoSala, FilaSala] = {
    E.CALLADO: FilaSala(
        llega=_a(E.FRESCAS, A.MOSTRAR), se_pierde=_a(E.SIN_CENTRO, A.AVISAR), envejece=_sin_cifras,
    ),
    E.SIN_CENTRO: FilaSala(
        llega=_a(E.FRESCAS, A.MOSTRAR), se_pierde=_a(E.SIN_CENTRO, A.AVISAR), envejece=_sin_cifras,
    ),
    E.FRESCAS: FilaSala(
        llega=_a(E.FRESCAS, A.MOSTRAR), se_pierde=_a(E.VIEJAS, A.AVISAR), envejece=_a(E.VIEJAS, A.AVISAR),
    ),
    E.VIEJAS: FilaSala(
        llega=_a(E.FRESCAS, A.MOSTRAR), se_pierde=_a(E.VIEJAS, A.AVISAR), envejece=_a(E.VIEJAS),
    ),
}
# fmt: on
TABLA: Tabla[EstadoSala, SucesoSala, AccionSala] = {
    estado: {SucesoSala(campo.name): getattr(fila, campo.name) for campo in fields(FilaSala)}
    for estado, fila in FILAS.items()
}
