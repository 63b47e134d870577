"""The states of the desk, as one full table, state by event: the tray, a case asked for, in hand, its decision kept.

Each of the four has its twin in which nobody is there: the tray is not looked at, and a case that comes goes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoMesa(StrEnum):
    BANDEJA = "bandeja"
    PIDE = "pide"
    CASO = "caso"
    GUARDA = "guarda"  # what was decided is on its way to the disk
    AUSENTE = "ausente"
    AUSENTE_PIDE = "ausente_pide"
    AUSENTE_CASO = "ausente_caso"
    AUSENTE_GUARDA = "ausente_guarda"


class SucesoMesa(StrEnum):
    ASOMA = "asoma"  # the screen is in sight
    SE_VA = "se_va"  # it is not any more: locked, another screen, or the session ends
    MIRA = "mira"  # it is time to look at the tray
    PIDE = "pide"
    LLEGA = "llega"
    NO_LLEGA = "no_llega"  # there is none, or the node said no
    GUARDA = "guarda"
    GUARDADA = "guardada"
    NO_GUARDADA = "no_guardada"
    DEJA = "deja"  # given back undecided


class AccionMesa(StrEnum):
    NADA = "nada"
    MIRAR = "mirar"
    PEDIR = "pedir"
    ABRIR = "abrir"
    GUARDAR = "guardar"
    CERRAR = "cerrar"
    DEVOLVER = "devolver"


CeldaMesa = Transicion[EstadoMesa, AccionMesa] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaMesa:
    """What one state answers to each event; its fields are the events."""

    asoma: CeldaMesa
    se_va: CeldaMesa
    mira: CeldaMesa
    pide: CeldaMesa
    llega: CeldaMesa
    no_llega: CeldaMesa
    guarda: CeldaMesa
    guardada: CeldaMesa
    no_guardada: CeldaMesa
    deja: CeldaMesa


def _a(estado: EstadoMesa, accion: AccionMesa = AccionMesa.NADA) -> CeldaMesa:
    return Transicion(estado, accion)


E, A = EstadoMesa, AccionMesa
_sin_pedir = Imposible("no case was asked for")
_sin_caso = Imposible("there is no case in hand")
_sin_guardar = Imposible("nothing is being kept")

# fmt: off
FILAS: Mapping[EstadoMesa, FilaMesa] = {
    E.BANDEJA: FilaMesa(
        asoma=_a(E.BANDEJA, A.MIRAR), se_va=_a(E.AUSENTE), mira=_a(E.BANDEJA, A.MIRAR), pide=_a(E.PIDE, A.PEDIR),
        llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_sin_caso, guardada=_sin_guardar, no_guardada=_sin_guardar, deja=_sin_caso,
    ),
    E.PIDE: FilaMesa(
        asoma=_a(E.PIDE), se_va=_a(E.AUSENTE_PIDE), mira=_a(E.PIDE), pide=_a(E.PIDE),
        llega=_a(E.CASO, A.ABRIR), no_llega=_a(E.BANDEJA),
        guarda=_sin_caso, guardada=_sin_guardar, no_guardada=_sin_guardar, deja=_sin_caso,
    ),
    E.CASO: FilaMesa(
        asoma=_a(E.CASO), se_va=_a(E.AUSENTE_CASO), mira=_a(E.CASO), pide=_a(E.CASO),
        llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.GUARDA, A.GUARDAR), guardada=_sin_guardar, no_guardada=_sin_guardar,
        deja=_a(E.BANDEJA, A.DEVOLVER),
    ),
    E.GUARDA: FilaMesa(
        asoma=_a(E.GUARDA), se_va=_a(E.AUSENTE_GUARDA), mira=_a(E.GUARDA), pide=_a(E.GUARDA),
        llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.GUARDA), guardada=_a(E.BANDEJA, A.CERRAR), no_guardada=_a(E.CASO), deja=_a(E.GUARDA),
    ),
    E.AUSENTE: FilaMesa(
        asoma=_a(E.BANDEJA, A.MIRAR), se_va=_a(E.AUSENTE), mira=_a(E.AUSENTE), pide=_a(E.AUSENTE_PIDE, A.PEDIR),
        llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_sin_caso, guardada=_sin_guardar, no_guardada=_sin_guardar, deja=_sin_caso,
    ),
    E.AUSENTE_PIDE: FilaMesa(
        asoma=_a(E.PIDE), se_va=_a(E.AUSENTE_PIDE), mira=_a(E.AUSENTE_PIDE), pide=_a(E.AUSENTE_PIDE),
        llega=_a(E.AUSENTE, A.DEVOLVER), no_llega=_a(E.AUSENTE),
        guarda=_sin_caso, guardada=_sin_guardar, no_guardada=_sin_guardar, deja=_sin_caso,
    ),
    E.AUSENTE_CASO: FilaMesa(
        asoma=_a(E.CASO), se_va=_a(E.AUSENTE_CASO), mira=_a(E.AUSENTE_CASO), pide=_a(E.AUSENTE_CASO),
        llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.AUSENTE_GUARDA, A.GUARDAR), guardada=_sin_guardar, no_guardada=_sin_guardar,
        deja=_a(E.AUSENTE, A.DEVOLVER),
    ),
    E.AUSENTE_GUARDA: FilaMesa(
        asoma=_a(E.GUARDA), se_va=_a(E.AUSENTE_GUARDA), mira=_a(E.AUSENTE_GUARDA), pide=_a(E.AUSENTE_GUARDA),
        llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.AUSENTE_GUARDA), guardada=_a(E.AUSENTE, A.CERRAR), no_guardada=_a(E.AUSENTE_CASO),
        deja=_a(E.AUSENTE_GUARDA),
    ),
}
# fmt: on
TABLA: Tabla[EstadoMesa, SucesoMesa, AccionMesa] = {
    estado: {SucesoMesa(campo.name): getattr(fila, campo.name) for campo in fields(FilaMesa)}
    for estado, fila in FILAS.items()
}
AUSENTES = frozenset({E.AUSENTE, E.AUSENTE_PIDE, E.AUSENTE_CASO, E.AUSENTE_GUARDA})
EN_MANO = frozenset({E.CASO, E.AUSENTE_CASO})  # a case that can be decided, or given back
