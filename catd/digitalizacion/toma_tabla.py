"""The states of taking pages from the chosen source, as one full table, state by event."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoToma(StrEnum):
    CERRADA = "cerrada"  # the tray is not open
    SIN_FUENTE = "sin_fuente"  # the source that was chosen cannot be used
    QUIETA = "quieta"  # nothing is being taken
    PERDIDA = "perdida"  # nothing is being taken: the folder is gone, and people know
    TOMA = "toma"
    REINTENTA = "reintenta"  # taking from a folder that was gone
    DEJADA = "dejada"  # taking from a source that was left meanwhile
    PEDIDA = "pedida"  # the same, and pages of the new one were asked for


class SucesoToma(StrEnum):
    ABRE = "abre"  # the tray is open, and so is the source
    ABRE_SIN = "abre_sin"  # the tray is open; the source cannot be
    ELIGE = "elige"  # another source was chosen, and it opens
    PIDE = "pide"  # by key or by the clock
    TERMINA = "termina"  # all that the source had is in the tray
    FALLA = "falla"  # the scanner stopped
    PIERDE = "pierde"  # the folder cannot be used


class AccionToma(StrEnum):
    NADA = "nada"
    TOMAR = "tomar"
    PRESENTAR = "presentar"  # the source that is new
    DECIR = "decir"  # what came of it
    VOLVER = "volver"  # the folder is back; and what came of it


CeldaToma = Transicion[EstadoToma, AccionToma] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaToma:
    """What one state answers to each event; its fields are the events."""

    abre: CeldaToma
    abre_sin: CeldaToma
    elige: CeldaToma
    pide: CeldaToma
    termina: CeldaToma
    falla: CeldaToma
    pierde: CeldaToma


def _a(estado: EstadoToma, accion: AccionToma = AccionToma.NADA) -> CeldaToma:
    return Transicion(estado, accion)


E, A = EstadoToma, AccionToma
_ya = Imposible("the tray opens once")
_nadie = Imposible("nothing is being taken")

# fmt: off
FILAS: Mapping[EstadoToma, FilaToma] = {
    E.CERRADA: FilaToma(
        abre=_a(E.QUIETA), abre_sin=_a(E.SIN_FUENTE), elige=_a(E.CERRADA, A.PRESENTAR), pide=_a(E.CERRADA),
        termina=_nadie, falla=_nadie, pierde=_nadie,
    ),
    E.SIN_FUENTE: FilaToma(
        abre=_ya, abre_sin=_ya, elige=_a(E.QUIETA, A.PRESENTAR), pide=_a(E.SIN_FUENTE),
        termina=_nadie, falla=_nadie, pierde=_nadie,
    ),
    E.QUIETA: FilaToma(
        abre=_ya, abre_sin=_ya, elige=_a(E.QUIETA, A.PRESENTAR), pide=_a(E.TOMA, A.TOMAR),
        termina=_nadie, falla=_nadie, pierde=_nadie,
    ),
    E.PERDIDA: FilaToma(
        abre=_ya, abre_sin=_ya, elige=_a(E.QUIETA, A.PRESENTAR), pide=_a(E.REINTENTA, A.TOMAR),
        termina=_nadie, falla=_nadie, pierde=_nadie,
    ),
    E.TOMA: FilaToma(
        abre=_ya, abre_sin=_ya, elige=_a(E.DEJADA, A.PRESENTAR), pide=_a(E.TOMA),
        termina=_a(E.QUIETA, A.DECIR), falla=_a(E.QUIETA, A.DECIR), pierde=_a(E.PERDIDA, A.DECIR),
    ),
    E.REINTENTA: FilaToma(
        abre=_ya, abre_sin=_ya, elige=_a(E.DEJADA, A.PRESENTAR), pide=_a(E.REINTENTA),
        termina=_a(E.QUIETA, A.VOLVER), falla=_a(E.PERDIDA, A.DECIR), pierde=_a(E.PERDIDA, A.DECIR),
    ),
    E.DEJADA: FilaToma(
        abre=_ya, abre_sin=_ya, elige=_a(E.DEJADA, A.PRESENTAR), pide=_a(E.PEDIDA),
        termina=_a(E.QUIETA), falla=_a(E.QUIETA), pierde=_a(E.QUIETA),
    ),
    E.PEDIDA: FilaToma(
        abre=_ya, abre_sin=_ya, elige=_a(E.PEDIDA, A.PRESENTAR), pide=_a(E.PEDIDA),
        termina=_a(E.TOMA, A.TOMAR), falla=_a(E.TOMA, A.TOMAR), pierde=_a(E.TOMA, A.TOMAR),
    ),
}
# fmt: on
TABLA: Tabla[EstadoToma, SucesoToma, AccionToma] = {
    estado: {SucesoToma(campo.name): getattr(fila, campo.name) for campo in fields(FilaToma)}
    for estado, fila in FILAS.items()
}
TOMANDO = frozenset({E.TOMA, E.REINTENTA, E.DEJADA, E.PEDIDA})
