"""The states of reading the tray's pages one after another, as one full table, state by event."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoLectura(StrEnum):
    CERRADA = "cerrada"  # the tray is not open
    LIBRE = "libre"
    LEE = "lee"
    LEE_Y_VUELVE = "lee_y_vuelve"  # a page may have come after the reading saw that there was none


class SucesoLectura(StrEnum):
    ABRE = "abre"  # the tray is open
    HAY = "hay"  # a page may be waiting
    LEIDA = "leida"
    NINGUNA = "ninguna"  # there was none to read
    FALLA = "falla"  # the disk refused it


class AccionLectura(StrEnum):
    NADA = "nada"
    LEER = "leer"
    ESPERAR = "esperar"  # a while, and again


CeldaLectura = Transicion[EstadoLectura, AccionLectura] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaLectura:
    """What one state answers to each event; its fields are the events."""

    abre: CeldaLectura
    hay: CeldaLectura
    leida: CeldaLectura
    ninguna: CeldaLectura
    falla: CeldaLectura


def _a(estado: EstadoLectura, accion: AccionLectura = AccionLectura.NADA) -> CeldaLectura:
    return Transicion(estado, accion)


E, A = EstadoLectura, AccionLectura
_ya = Imposible("the tray opens once")
_nadie = Imposible("nothing is being read")

# fmt: off
FILAS: Mapping[EstadoLectura, FilaLectura] = {
    E.CERRADA: FilaLectura(
        abre=_a(E.LEE, A.LEER), hay=_a(E.CERRADA),
        leida=_nadie, ninguna=_nadie, falla=_nadie,
    ),
    E.LIBRE: FilaLectura(
        abre=_ya, hay=_a(E.LEE, A.LEER),
        leida=_nadie, ninguna=_nadie, falla=_nadie,
    ),
    E.LEE: FilaLectura(
        abre=_ya, hay=_a(E.LEE_Y_VUELVE),
        leida=_a(E.LEE, A.LEER), ninguna=_a(E.LIBRE), falla=_a(E.LIBRE, A.ESPERAR),
    ),
    E.LEE_Y_VUELVE: FilaLectura(
        abre=_ya, hay=_a(E.LEE_Y_VUELVE),
        leida=_a(E.LEE, A.LEER), ninguna=_a(E.LEE, A.LEER), falla=_a(E.LIBRE, A.ESPERAR),
    ),
}
# fmt: on
TABLA: Tabla[EstadoLectura, SucesoLectura, AccionLectura] = {
    estado: {SucesoLectura(campo.name): getattr(fila, campo.name) for campo in fields(FilaLectura)}
    for estado, fila in FILAS.items()
}
