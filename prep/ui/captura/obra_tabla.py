"""The states of a capture position, as one full table, state by event: asking for work, an acta in hand, keeping it.

Each of the four has its twin in which the operator wants no other acta after this one (F8), and these eight have
theirs in which nobody is there: all goes on as it was, but no acta is asked for by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from prep.ui.maquina import Imposible, Tabla, Transicion


class EstadoCaptura(StrEnum):
    LIBRE = "libre"  # no acta, and none was asked for yet
    PAUSA = "pausa"
    PIDE = "pide"
    PIDE_Y_PAUSA = "pide_y_pausa"
    EN_MANO = "en_mano"
    EN_MANO_Y_PAUSA = "en_mano_y_pausa"
    GUARDA = "guarda"  # what was keyed is on its way to the disk
    GUARDA_Y_PAUSA = "guarda_y_pausa"
    AUSENTE_LIBRE = "ausente_libre"
    AUSENTE_PAUSA = "ausente_pausa"
    AUSENTE_PIDE = "ausente_pide"
    AUSENTE_PIDE_Y_PAUSA = "ausente_pide_y_pausa"
    AUSENTE_EN_MANO = "ausente_en_mano"
    AUSENTE_EN_MANO_Y_PAUSA = "ausente_en_mano_y_pausa"
    AUSENTE_GUARDA = "ausente_guarda"
    AUSENTE_GUARDA_Y_PAUSA = "ausente_guarda_y_pausa"


class SucesoCaptura(StrEnum):
    ASOMA = "asoma"  # the screen is in sight
    SE_VA = "se_va"  # it is not any more: locked, another screen, or the session ends
    PIDE = "pide"  # the next acta, whichever it is
    ESCANEA = "escanea"  # an acta by its key: also in a pause
    LLEGA = "llega"
    NO_LLEGA = "no_llega"  # there is none, or the node said no
    GUARDA = "guarda"
    GUARDADA = "guardada"
    NO_GUARDADA = "no_guardada"
    DEVUELVE = "devuelve"
    PAUSA = "pausa"  # begins or ends it


class AccionCaptura(StrEnum):
    NADA = "nada"
    PEDIR = "pedir"
    PEDIR_ESA = "pedir_esa"
    ABRIR = "abrir"
    GUARDAR = "guardar"
    CERRAR = "cerrar"
    DEVOLVER = "devolver"
    AVISAR_PAUSA = "avisar_pausa"  # it begins after this acta
    AVISAR_SEGUIR = "avisar_seguir"
    PARAR = "parar"


CeldaCaptura = Transicion[EstadoCaptura, AccionCaptura] | Imposible


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaCaptura:
    """What one state answers to each event; its fields are the events."""

    asoma: CeldaCaptura
    se_va: CeldaCaptura
    pide: CeldaCaptura
    escanea: CeldaCaptura
    llega: CeldaCaptura
    no_llega: CeldaCaptura
    guarda: CeldaCaptura
    guardada: CeldaCaptura
    no_guardada: CeldaCaptura
    devuelve: CeldaCaptura
    pausa: CeldaCaptura


def _a(estado: EstadoCaptura, accion: AccionCaptura = AccionCaptura.NADA) -> CeldaCaptura:
    return Transicion(estado, accion)


E, A = EstadoCaptura, AccionCaptura
_sin_pedir = Imposible("no acta was asked for")
_sin_guardar = Imposible("nothing is being kept")

# fmt: off
PRESENTES: Mapping[EstadoCaptura, FilaCaptura] = {
    E.LIBRE: FilaCaptura(
        asoma=_a(E.PIDE, A.PEDIR), se_va=_a(E.AUSENTE_LIBRE),
        pide=_a(E.PIDE, A.PEDIR), escanea=_a(E.PIDE, A.PEDIR_ESA), llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.LIBRE), guardada=_sin_guardar, no_guardada=_sin_guardar, devuelve=_a(E.LIBRE),
        pausa=_a(E.PAUSA, A.PARAR),
    ),
    E.PAUSA: FilaCaptura(
        asoma=_a(E.PAUSA), se_va=_a(E.AUSENTE_PAUSA),
        pide=_a(E.PAUSA), escanea=_a(E.PIDE_Y_PAUSA, A.PEDIR_ESA), llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.PAUSA), guardada=_sin_guardar, no_guardada=_sin_guardar, devuelve=_a(E.PAUSA),
        pausa=_a(E.PIDE, A.PEDIR),
    ),
    E.PIDE: FilaCaptura(
        asoma=_a(E.PIDE), se_va=_a(E.AUSENTE_PIDE),
        pide=_a(E.PIDE), escanea=_a(E.PIDE), llega=_a(E.EN_MANO, A.ABRIR), no_llega=_a(E.LIBRE),
        guarda=_a(E.PIDE), guardada=_sin_guardar, no_guardada=_sin_guardar, devuelve=_a(E.PIDE),
        pausa=_a(E.PIDE_Y_PAUSA, A.PARAR),
    ),
    E.PIDE_Y_PAUSA: FilaCaptura(
        asoma=_a(E.PIDE_Y_PAUSA), se_va=_a(E.AUSENTE_PIDE_Y_PAUSA),
        pide=_a(E.PIDE_Y_PAUSA), escanea=_a(E.PIDE_Y_PAUSA), llega=_a(E.EN_MANO_Y_PAUSA, A.ABRIR),
        no_llega=_a(E.PAUSA), guarda=_a(E.PIDE_Y_PAUSA), guardada=_sin_guardar, no_guardada=_sin_guardar,
        devuelve=_a(E.PIDE_Y_PAUSA), pausa=_a(E.PIDE),
    ),
    E.EN_MANO: FilaCaptura(
        asoma=_a(E.EN_MANO), se_va=_a(E.AUSENTE_EN_MANO),
        pide=_a(E.EN_MANO), escanea=_a(E.EN_MANO), llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.GUARDA, A.GUARDAR), guardada=_sin_guardar, no_guardada=_sin_guardar,
        devuelve=_a(E.LIBRE, A.DEVOLVER), pausa=_a(E.EN_MANO_Y_PAUSA, A.AVISAR_PAUSA),
    ),
    E.EN_MANO_Y_PAUSA: FilaCaptura(
        asoma=_a(E.EN_MANO_Y_PAUSA), se_va=_a(E.AUSENTE_EN_MANO_Y_PAUSA),
        pide=_a(E.EN_MANO_Y_PAUSA), escanea=_a(E.EN_MANO_Y_PAUSA), llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.GUARDA_Y_PAUSA, A.GUARDAR), guardada=_sin_guardar, no_guardada=_sin_guardar,
        devuelve=_a(E.PAUSA, A.DEVOLVER), pausa=_a(E.EN_MANO, A.AVISAR_SEGUIR),
    ),
    E.GUARDA: FilaCaptura(
        asoma=_a(E.GUARDA), se_va=_a(E.AUSENTE_GUARDA),
        pide=_a(E.GUARDA), escanea=_a(E.GUARDA), llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.GUARDA), guardada=_a(E.LIBRE, A.CERRAR), no_guardada=_a(E.EN_MANO),
        devuelve=_a(E.GUARDA), pausa=_a(E.GUARDA_Y_PAUSA, A.AVISAR_PAUSA),
    ),
    E.GUARDA_Y_PAUSA: FilaCaptura(
        asoma=_a(E.GUARDA_Y_PAUSA), se_va=_a(E.AUSENTE_GUARDA_Y_PAUSA),
        pide=_a(E.GUARDA_Y_PAUSA), escanea=_a(E.GUARDA_Y_PAUSA), llega=_sin_pedir, no_llega=_sin_pedir,
        guarda=_a(E.GUARDA_Y_PAUSA), guardada=_a(E.PAUSA, A.CERRAR), no_guardada=_a(E.EN_MANO_Y_PAUSA),
        devuelve=_a(E.GUARDA_Y_PAUSA), pausa=_a(E.GUARDA, A.AVISAR_SEGUIR),
    ),
}
# fmt: on
AUSENTE = "ausente_"


def _ausente(estado: EstadoCaptura, fila: FilaCaptura) -> FilaCaptura:
    """The row of its twin."""
    aqui = _a(_gemelo(estado))
    otras = {
        campo.name: replace(celda, estado=_gemelo(celda.estado))
        for campo in fields(FilaCaptura)
        if isinstance(celda := getattr(fila, campo.name), Transicion)
    }
    return replace(fila, **{**otras, "asoma": fila.asoma, "se_va": aqui, "pide": aqui})


def _gemelo(estado: EstadoCaptura) -> EstadoCaptura:
    return estado if estado.startswith(AUSENTE) else EstadoCaptura(AUSENTE + estado)


FILAS: Mapping[EstadoCaptura, FilaCaptura] = {
    **PRESENTES,
    **{_gemelo(estado): _ausente(estado, fila) for estado, fila in PRESENTES.items()},
}
TABLA: Tabla[EstadoCaptura, SucesoCaptura, AccionCaptura] = {
    estado: {SucesoCaptura(campo.name): getattr(fila, campo.name) for campo in fields(FilaCaptura)}
    for estado, fila in FILAS.items()
}
AUSENTES = frozenset(EstadoCaptura) - frozenset(PRESENTES)
EN_PAUSA = frozenset(
    estado for p in (E.PAUSA, E.PIDE_Y_PAUSA, E.EN_MANO_Y_PAUSA, E.GUARDA_Y_PAUSA) for estado in (p, _gemelo(p))
)
