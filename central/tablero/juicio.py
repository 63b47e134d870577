"""What a centre of work is worth looking at for, the gravest first: what its tile on the board says in a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from statistics import median

from central.sitios.salud import SaludDeNodo
from central.tablero.tablero import Sitio, Tablero
from prep.domain.reglas.empaque import EstadoDeEmpaque

ESPERA_LARGA = timedelta(minutes=30)  # half the actas of a real night were captured within 28 minutes (domain, 9)
DE_LA_MEDIANA = 2  # a wait of so many times what half of the centres wait tonight stands out
SALIDA = 0.75  # of what makes it stand out, under which it does no more: it does not blink
ATRASO_LARGO_S = 60


class Asunto(Enum):
    """In the order of gravity."""

    SIN_PRESENTARSE = "its node joined and never came"
    SIN_LATIDO = "its node does not beat"
    REPLICA_PARADA = "a stream of its node is stopped"
    PIDEN_AYUDA = "somebody asks for help, and nobody goes"
    ALARMAS = "alarms that nobody attended"
    ATRASO = "its facts take long to arrive"
    ESPERA = "an acta waits too long"
    SIN_EMPEZAR = "nothing has come yet"
    CAMBIO = "two people closed it, and it changed since"
    CERRADO = "two people closed it"
    COMPLETO = "all its actas are registered"
    EN_MARCHA = "it goes on"


@dataclass(frozen=True, slots=True)
class Atraso:
    """What of a node has still to arrive, as the node said; None where nobody knows."""

    hechos: int | None = None
    imagenes: int | None = None
    segundos: int = 0
    razon: str = ""


@dataclass(frozen=True, slots=True)
class Juicio:
    """`tiempo` of what has lasted (no beat, a wait, a delay); `cuantas` of what is counted."""

    asunto: Asunto
    tiempo: timedelta = timedelta()
    cuantas: int = 0


class Juez:
    """Judges the board again and again, by what is usual tonight and by what it said before."""

    def __init__(self) -> None:
        self._esperan: set[str] = set()

    def juzgar(self, t: Tablero, atrasos: Mapping[str, Atraso]) -> dict[str, Juicio]:
        larga = espera_larga(t)
        juicios = {
            centro: juzgar(s, t.momento, atrasos.get(centro), larga * SALIDA if centro in self._esperan else larga)
            for centro, s in t.sitios.items()
        }
        self._esperan = {centro for centro, juicio in juicios.items() if juicio.asunto is Asunto.ESPERA}
        return juicios


def espera_larga(t: Tablero) -> timedelta:
    """From when an acta waits too long tonight: where everybody waits, only who waits much more stands out."""
    esperas = [_espera(s, t.momento).total_seconds() for s in t.sitios.values() if s.desde]
    return max(ESPERA_LARGA, timedelta(seconds=DE_LA_MEDIANA * median(esperas))) if esperas else ESPERA_LARGA


def _espera(sitio: Sitio, momento: datetime) -> timedelta:
    return momento - sitio.desde if sitio.desde else timedelta()


def juzgar(sitio: Sitio, momento: datetime, atraso: Atraso | None = None, larga: timedelta = ESPERA_LARGA) -> Juicio:
    """The gravest of what can be said of `sitio` at `momento`, by the centre's clock; `larga`: a wait that is long."""
    nodo, espera = sitio.nodo, _espera(sitio, momento)
    if nodo is not None and (grave := _del_nodo(nodo, momento)):
        return grave
    if sitio.piden:
        return Juicio(Asunto.PIDEN_AYUDA, cuantas=sitio.piden)
    if sitio.alarmas:
        return Juicio(Asunto.ALARMAS, cuantas=sitio.alarmas)
    if atraso is not None and atraso.segundos >= ATRASO_LARGO_S:
        return Juicio(Asunto.ATRASO, timedelta(seconds=atraso.segundos), atraso.hechos or 0)
    if espera >= larga:
        return Juicio(Asunto.ESPERA, espera)
    if sitio.cierre is EstadoDeEmpaque.CAMBIO:
        return Juicio(Asunto.CAMBIO)
    if sitio.cierre is EstadoDeEmpaque.CERRADO:
        return Juicio(Asunto.CERRADO)
    if sitio.avance.completo:
        return Juicio(Asunto.COMPLETO)
    if not sitio.avance.recibidas and not sitio.avance.sin_acta and not sitio.esperan:
        return Juicio(Asunto.SIN_EMPEZAR)
    return Juicio(Asunto.EN_MARCHA)


def _del_nodo(nodo: SaludDeNodo, momento: datetime) -> Juicio | None:
    if not nodo.servidor:
        return Juicio(Asunto.SIN_PRESENTARSE)
    if not nodo.vivo(momento):
        return Juicio(Asunto.SIN_LATIDO, nodo.callado(momento) or momento - nodo.alta)
    if nodo.parado:
        return Juicio(Asunto.REPLICA_PARADA)
    return None


def atraso_de(nodo: SaludDeNodo) -> Atraso:
    """By the node's own answer, if it gave one."""
    if not nodo.contesta:
        return Atraso(razon=nodo.razon)
    hechos, imagenes = nodo.caminos["hechos"], nodo.caminos["imagenes"]
    return Atraso(hechos.faltan, imagenes.faltan, hechos.segundos or 0)
