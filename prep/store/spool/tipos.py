"""What goes in and out of a station's spool: a signed fact, an image, and how far each got."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Fuente, Tipo


class Entregado(StrEnum):
    """How far a fact of the spool got; everything but PENDIENTE is the node's answer."""

    PENDIENTE = "pendiente"
    ENTREGADO = "entregado"
    CONFLICTO = "conflicto"  # the node has this id with other content
    DUPLICADA = "duplicada"  # as nodes answered once to a second captura of a ronda; spools of then have it
    RECHAZADO = "rechazado"  # the node refused it; the answer says why


# The words of `estacion_v1.entregar`.
ESTADO_DE_RESPUESTA = {
    "nuevo": Entregado.ENTREGADO,
    "ya estaba": Entregado.ENTREGADO,
    "conflicto": Entregado.CONFLICTO,
    "duplicada": Entregado.DUPLICADA,
}


@dataclass(frozen=True, slots=True)
class ImagenNueva:
    """The bytes of one digitised acta; `huella` is their SHA-256 in hexadecimal."""

    huella: str
    acta: str
    contenido: bytes


@dataclass(frozen=True, slots=True)
class Propio:
    """What may be told of a fact made at this station: everything but its body."""

    acta: str
    tipo: Tipo
    fuente: Fuente
    operador: str
    estado: Entregado


@dataclass(frozen=True, slots=True)
class Borrador:
    """What `operador` finished keying of a captura not kept yet: for nobody else, and only while it is their work.

    `valores` in the order of the form, None for a field not finished; `campo`: the place of the one in focus.
    """

    operador: str
    acta: str
    fuente: Fuente
    ronda: int
    valores: tuple[Valor | None, ...]
    campo: int
    documento: str = ""
    identificacion: str = ""


@dataclass(frozen=True, slots=True)
class Hecha:
    """Something that a person did at this station, without what it says; `respuesta`: why the node did not take it."""

    tipo: Tipo
    acta: str
    fuente: Fuente
    momento: datetime
    estado: Entregado
    respuesta: str

    @classmethod
    def de_fila(cls, fila: tuple[Any, ...]) -> Self:
        tipo, acta, fuente, momento, estado, respuesta = fila
        cuando = datetime.fromisoformat(momento)
        return cls(Tipo(tipo), acta, Fuente(fuente), cuando, Entregado(estado), respuesta or "")


@dataclass(frozen=True, slots=True)
class PaginaAnotada:
    """What is known of a page that passed through this station: `estado` in the words of the scanning desk."""

    huella: str
    origen: str
    estado: str
    motivo: str
    acta: str
    defecto: str
    falta_acopio: bool
    miniatura: bytes


@dataclass(frozen=True, slots=True)
class Cuentas:
    """How many facts stand in each state, and how many images wait."""

    pendientes: int
    entregados: int
    conflictos: int
    duplicadas: int
    rechazados: int
    imagenes_pendientes: int

    @property
    def total(self) -> int:
        return self.pendientes + self.entregados + self.conflictos + self.duplicadas + self.rechazados


class ErrorDeSpool(Exception):
    """Something that the operator of the station can act on; the message is Spanish and says what to do."""


class SpoolAjeno(ErrorDeSpool):
    """The file belongs to another proceso, another station or another program (R-10b)."""


class SpoolMasNuevo(ErrorDeSpool):
    """The file was written by a newer version of the programme."""


class SpoolDanado(ErrorDeSpool):
    """The file is damaged; it was kept aside."""


class SpoolOcupado(ErrorDeSpool):
    """Another window has the file open."""


class SpoolSinEspacio(ErrorDeSpool):
    """The disk is full or fails: what was asked is not saved."""


class ImagenRepetida(ErrorDeSpool):
    """The same image was saved before, for this acta or for another one (R-26)."""


class ConflictoDeId(Exception):
    """The same id with other content: a bug, never something that an operator does."""


class SpoolCerrado(Exception):
    """Used after `cerrar`: a bug."""
