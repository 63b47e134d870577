"""The states of the desk, as one full table, state by event: the tray in sight, a case asked for, a case in hand."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoMesa(StrEnum):
    BANDEJA = "bandeja"
    PIDE = "pide"
    CASO = "caso"


class SucesoMesa(StrEnum):
    MIRA = "mira"  # it is time to look at the tray
    PIDE = "pide"
    LLEGA = "llega"
    LLEGA_TARDE = "llega_tarde"  # nobody is there any more
    NO_LLEGA = "no_llega"  # there is none, or the node said no
    DEJA = "deja"  # decided, or given back


class AccionMesa(StrEnum):
    NADA = "nada"
    MIRAR = "mirar"
    PEDIR = "pedir"
    ABRIR = "abrir"
    DEVOLVER = "devolver"


CeldaMesa = Transicion[EstadoMesa, AccionMesa] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaMesa:
    """What one state answers to each event; its fields are the events."""

    mira: CeldaMesa
    pide: CeldaMesa
    llega: CeldaMesa
    llega_tarde: CeldaMesa
    no_llega: CeldaMesa
    deja: CeldaMesa


def _a(estado: EstadoMesa, accion: AccionMesa = AccionMesa.NADA) -> CeldaMesa:
    return Transicion(estado, accion)


E, A = EstadoMesa, AccionMesa
_sin_pedir = Imposible("no case was asked for")
_sin_caso = Imposible("there is no case in hand")

# fmt: off
FILAS: Mapping[EstadoMesa, FilaMesa] = {
    E.BANDEJA: FilaMesa(
        mira=_a(E.BANDEJA, A.MIRAR), pide=_a(E.PIDE, A.PEDIR),
        llega=_sin_pedir, llega_tarde=_sin_pedir, no_llega=_sin_pedir, deja=_sin_caso,
    ),
    E.PIDE: FilaMesa(
        mira=_a(E.PIDE), pide=_a(E.PIDE),
        llega=_a(E.CASO, A.ABRIR), llega_tarde=_a(E.BANDEJA, A.DEVOLVER), no_llega=_a(E.BANDEJA), deja=_sin_caso,
    ),
    E.CASO: FilaMesa(
        mira=_a(E.CASO), pide=_a(E.CASO),
        llega=_sin_pedir, llega_tarde=_sin_pedir, no_llega=_sin_pedir, deja=_a(E.BANDEJA),
    ),
}
# fmt: on
TABLA: Tabla[EstadoMesa, SucesoMesa, AccionMesa] = {
    estado: {SucesoMesa(campo.name): getattr(fila, campo.name) for campo in fields(FilaMesa)}
    for estado, fila in FILAS.items()
}
