"""The closing of a CATD: what was received, scanned, captured and verified, where they differ, and who signed it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from prep.domain.catalogo.razones import Falta

EMPACADO, CONFORMADO, REABIERTO = "CATD_EMPACADO", "CATD_EMPAQUE_CONFORME", "CATD_REABIERTO"
CODIGOS = (EMPACADO, CONFORMADO, REABIERTO)
CIFRAS_MAX = 9


class DiferenciaDeEmpaque(StrEnum):
    """What an acta lacks, as it is told."""

    SIN_SOBRE = "Su sobre no llegó, y no se declaró SIN ACTA"
    SIN_IMAGEN = "Se recibió, y no se digitalizó"
    SIN_CAPTURA = "Se digitalizó, y no se capturó"
    SIN_VERIFICAR = "Se capturó, y no se verificó"

    @property
    def falta(self) -> Falta:
        return _FALTAS[self]


_FALTAS = dict(zip(DiferenciaDeEmpaque, Falta, strict=True))


@dataclass(frozen=True, slots=True)
class ActaDeEmpaque:
    """Where an acta stopped; `recibida`: when its sobre came, None when it did not."""

    clave: str
    eleccion: str
    sin_acta: bool
    recibida: datetime | None
    mecanismo: str
    imagen: bool
    capturada: bool
    registrada: bool

    @property
    def diferencia(self) -> DiferenciaDeEmpaque | None:
        if self.sin_acta and self.recibida is None:
            return None
        if self.recibida is None:
            return DiferenciaDeEmpaque.SIN_SOBRE
        if not self.imagen:
            return DiferenciaDeEmpaque.SIN_IMAGEN
        if not self.capturada:
            return DiferenciaDeEmpaque.SIN_CAPTURA
        return None if self.registrada else DiferenciaDeEmpaque.SIN_VERIFICAR


@dataclass(frozen=True, slots=True)
class CuentaDeEmpaque:
    """The figures that a closing compares."""

    esperadas: int
    recibidas: int
    sin_acta: int
    digitalizadas: int
    capturadas: int
    verificadas: int

    @property
    def texto(self) -> str:
        """As the signed act carries it."""
        return " ".join(str(getattr(self, campo)) for campo in self.__slots__)


def contar(actas: Iterable[ActaDeEmpaque]) -> CuentaDeEmpaque:
    suyas = list(actas)
    return CuentaDeEmpaque(
        len(suyas), sum(a.recibida is not None for a in suyas), sum(a.sin_acta for a in suyas),
        sum(a.imagen for a in suyas), sum(a.capturada for a in suyas),
        sum(a.registrada and not a.sin_acta for a in suyas),
    )  # fmt: skip


def diferencias(actas: Iterable[ActaDeEmpaque]) -> Counter[DiferenciaDeEmpaque]:
    return Counter(d for a in actas if (d := a.diferencia) is not None)


@dataclass(frozen=True, slots=True)
class ActoDeEmpaque:
    """One signature about the closing, by the node's clock. `lugar`: figures and sobres of a box, or of which it is."""

    id: UUID
    codigo: str
    quien: str
    nombre: str
    estacion: str
    cuando: datetime
    texto: str
    lugar: str


class EstadoDeEmpaque(StrEnum):
    ABIERTO = "abierto"
    PROPUESTO = "falta la segunda firma"
    CERRADO = "cerrado"
    CAMBIO = "cerrado, y cambió después"
    REABIERTO = "reabierto"


@dataclass(frozen=True, slots=True)
class Empaque:
    """How the closing of a CATD is. `firmada`: the figures that were signed, "" when it is open."""

    estado: EstadoDeEmpaque
    primera: ActoDeEmpaque | None = None
    segunda: ActoDeEmpaque | None = None
    reapertura: ActoDeEmpaque | None = None

    @property
    def firmada(self) -> str:
        return self.primera.lugar.rpartition(" ")[0] if self.primera is not None else ""

    @property
    def registradas(self) -> int:
        """How many were verified or SIN ACTA when it was signed."""
        cifras = self.firmada.split()
        return _numero(cifras[2]) + _numero(cifras[5]) if len(cifras) == len(CuentaDeEmpaque.__slots__) else 0

    @property
    def por_caja(self) -> int:
        """How many sobres went in each box, 0 when nobody said."""
        return _numero(self.primera.lugar.rpartition(" ")[2]) if self.primera is not None else 0


def _numero(texto: str) -> int:
    """0 for what is none: who signs a closing writes what they like in it, and the board of all reads it."""
    return int(texto) if texto.isascii() and texto.isdigit() and len(texto) <= CIFRAS_MAX else 0


def empaque(actos: Sequence[ActoDeEmpaque], cuenta: CuentaDeEmpaque) -> Empaque:
    """What the signatures say, in their order, against the figures of now: a late acta shows."""
    como = segun_actos(actos)
    cambio = como.estado is EstadoDeEmpaque.CERRADO and como.firmada != cuenta.texto
    return replace(como, estado=EstadoDeEmpaque.CAMBIO) if cambio else como


def segun_actos(actos: Iterable[ActoDeEmpaque]) -> Empaque:
    """What the signatures say, and nothing else."""
    como = Empaque(EstadoDeEmpaque.ABIERTO)
    for acto in actos:
        primera = como.primera
        if acto.codigo == EMPACADO:
            if como.estado is not EstadoDeEmpaque.CERRADO:
                como = Empaque(EstadoDeEmpaque.PROPUESTO, acto)
        elif primera is None or acto.lugar != str(primera.id):
            continue  # it speaks of another closing
        elif acto.codigo == REABIERTO:
            como = Empaque(EstadoDeEmpaque.REABIERTO, reapertura=acto)
        elif acto.codigo == CONFORMADO and como.estado is EstadoDeEmpaque.PROPUESTO and acto.quien != primera.quien:
            como = Empaque(EstadoDeEmpaque.CERRADO, primera, acto)  # two people, or nobody
    return como
