"""The states of looking at the phone images, as one full table: which list is wanted, and which one was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoImagenes(StrEnum):
    PENDIENTES = "pendientes"
    TODAS = "todas"
    PIDE_PENDIENTES = "pide_pendientes"
    PIDE_TODAS = "pide_todas"
    PASA_A_PENDIENTES = "pasa_a_pendientes"  # the other list was asked for, and is not wanted any more
    PASA_A_TODAS = "pasa_a_todas"


class SucesoImagenes(StrEnum):
    TOCA = "toca"  # by the clock, or because the screen is shown
    CAMBIA = "cambia"  # the other list
    LLEGA = "llega"
    NO_LLEGA = "no_llega"


class AccionImagenes(StrEnum):
    NADA = "nada"
    PEDIR = "pedir"
    MOSTRAR = "mostrar"


CeldaImagenes = Transicion[EstadoImagenes, AccionImagenes] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaImagenes:
    """What one state answers to each event; its fields are the events."""

    toca: CeldaImagenes
    cambia: CeldaImagenes
    llega: CeldaImagenes
    no_llega: CeldaImagenes


def _a(estado: EstadoImagenes, accion: AccionImagenes = AccionImagenes.NADA) -> CeldaImagenes:
    return Transicion(estado, accion)


E, A = EstadoImagenes, AccionImagenes
_sin_pedir = Imposible("no list was asked for")

# fmt: off
FILAS: Mapping[EstadoImagenes, FilaImagenes] = {
    E.PENDIENTES: FilaImagenes(
        toca=_a(E.PIDE_PENDIENTES, A.PEDIR), cambia=_a(E.PIDE_TODAS, A.PEDIR),
        llega=_sin_pedir, no_llega=_sin_pedir,
    ),
    E.TODAS: FilaImagenes(
        toca=_a(E.PIDE_TODAS, A.PEDIR), cambia=_a(E.PIDE_PENDIENTES, A.PEDIR),
        llega=_sin_pedir, no_llega=_sin_pedir,
    ),
    E.PIDE_PENDIENTES: FilaImagenes(
        toca=_a(E.PIDE_PENDIENTES), cambia=_a(E.PASA_A_TODAS),
        llega=_a(E.PENDIENTES, A.MOSTRAR), no_llega=_a(E.PENDIENTES),
    ),
    E.PIDE_TODAS: FilaImagenes(
        toca=_a(E.PIDE_TODAS), cambia=_a(E.PASA_A_PENDIENTES),
        llega=_a(E.TODAS, A.MOSTRAR), no_llega=_a(E.TODAS),
    ),
    E.PASA_A_PENDIENTES: FilaImagenes(
        toca=_a(E.PASA_A_PENDIENTES), cambia=_a(E.PIDE_TODAS),
        llega=_a(E.PIDE_PENDIENTES, A.PEDIR), no_llega=_a(E.PENDIENTES),
    ),
    E.PASA_A_TODAS: FilaImagenes(
        toca=_a(E.PASA_A_TODAS), cambia=_a(E.PIDE_PENDIENTES),
        llega=_a(E.PIDE_TODAS, A.PEDIR), no_llega=_a(E.TODAS),
    ),
}
# fmt: on
TABLA: Tabla[EstadoImagenes, SucesoImagenes, AccionImagenes] = {
    estado: {SucesoImagenes(campo.name): getattr(fila, campo.name) for campo in fields(FilaImagenes)}
    for estado, fila in FILAS.items()
}
CON_TODAS = frozenset({E.TODAS, E.PIDE_TODAS, E.PASA_A_TODAS})
