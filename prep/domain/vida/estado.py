"""What the facts of one acta add up to: its stage, its figures, the work that it asks for and what was found."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Fuente, MotivoSinActa


class Etapa(StrEnum):
    """The stage of an acta in one source, and of the whole."""

    ESPERADA = "ESPERADA"
    RETENIDA = "RETENIDA"  # its image came before the acopio that makes it lawful
    ACOPIADA = "ACOPIADA"
    DIGITALIZADA = "DIGITALIZADA"  # image there, capture not begun
    EN_CAPTURA = "EN_CAPTURA"  # one captura
    EN_DISPUTA = "EN_DISPUTA"  # two or three captures, none equal
    EN_MESA = "EN_MESA"  # the ronda closed without agreement
    POR_VALIDAR = "POR_VALIDAR"  # settled, and `validacion = todas` asks for a look
    POR_REDIGITALIZAR = "POR_REDIGITALIZAR"
    VERIFICADA = "VERIFICADA"
    SIN_ACTA = "SIN_ACTA"
    TRASLADADA = "TRASLADADA"  # it was identified as another acta


REGISTRADAS = frozenset({Etapa.VERIFICADA, Etapa.SIN_ACTA})


class ClaseTrabajo(StrEnum):
    CAPTURA = "CAPTURA"
    MESA = "MESA"
    COTEJO = "COTEJO"


@dataclass(frozen=True, slots=True)
class Pendiente:
    """Work that the acta asks for now: a capture slot (`puesto` 1 to 4), the desk or a cotejo (`puesto` 0)."""

    clase: ClaseTrabajo
    fuente: Fuente
    ronda: int
    puesto: int
    sitio: str  # the centre with custody
    imagen: str  # "" when captured from paper


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Something to look at: a code of the table of rules and the fact that shows it."""

    codigo: str
    hecho: UUID | None = None


@dataclass(frozen=True, slots=True)
class CapturaVista:
    """A captura of the current ronda that counts, without saying whether it agreed."""

    hecho: UUID
    operador: str
    estacion: str
    valores: tuple[Valor, ...]
    documento: str
    identificacion: str
    momento: datetime  # corrected by its offset


@dataclass(frozen=True, slots=True)
class EstadoFuente:
    """The acta as one source knows it. Times are corrected by the station's offset (R-10), UTC."""

    fuente: Fuente
    etapa: Etapa = Etapa.ESPERADA
    sitio: str = ""
    acopio: datetime | None = None
    mecanismo: str = ""
    imagen: str = ""
    medio: str = ""
    ronda: int = 0
    capturas: tuple[CapturaVista, ...] = ()
    valores: tuple[Valor, ...] = ()
    documento: str = ""
    captura: datetime | None = None  # end of the first valid capture of the ronda that settled (R-10c)
    verificacion: datetime | None = None  # when it settled (R-10c)
    sin_acta: MotivoSinActa | None = None
    destino: str = ""
    hallazgos: tuple[Hallazgo, ...] = ()


@dataclass(frozen=True, slots=True)
class EstadoActa:
    """The consolidated acta: `vigente` is the source whose figures count, `etapa` the furthest that matters."""

    acta: str
    etapa: Etapa
    vigente: EstadoFuente
    fuentes: tuple[EstadoFuente, ...]
    custodia: str = ""
    publicado: tuple[int, Fuente, str] | None = None  # (cut, source, row digest) of the first publication
    cotejo_abierto: bool = False
    pedidos: tuple[UUID, ...] = ()  # who asked for a cotejo and has no answer yet
    pendientes: tuple[Pendiente, ...] = ()
    hallazgos: tuple[Hallazgo, ...] = field(default=())

    @property
    def registrada(self) -> bool:
        """Verified, declared sin acta, or verified as fuera de catálogo (R-10c)."""
        return self.etapa in REGISTRADAS
