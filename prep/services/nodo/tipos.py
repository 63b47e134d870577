"""What a station and its node say to each other: answers as types, and the two families of errors."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Captura, Fuente, Propuesta, Respuesta


class NodoAusente(Exception):
    """No node answers now: the station goes on with its spool and tries again later (R-33)."""


class NodoSinLugar(NodoAusente):
    """The node takes no more of that kind for now; of another kind it may."""


class NodoRechaza(Exception):
    """The node answered no. `codigo` is its SQLSTATE; `mensaje`, Spanish, says what to do when an operator can act."""

    def __init__(self, codigo: str, mensaje: str) -> None:
        super().__init__(f"{mensaje} [{codigo}]")
        self.codigo, self.mensaje = codigo, mensaje

    @property
    def definitivo(self) -> bool:
        """Whether the same request would be refused again, so that a fact is set aside and the rest goes on.

        PR…: the node's own reasons; 22, 23: this fact's data. Anything else (another schema, a missing grant) would
        refuse everything alike: nothing is set aside for it.
        """
        return self.codigo.startswith(("PR", "22", "23"))


@dataclass(frozen=True, slots=True)
class TrabajoTomado:
    """Work handed out to this station until `expira`; `toma` is the lease."""

    trabajo: int
    toma: UUID
    acta: str
    fuente: Fuente
    ronda: int
    puesto: int
    imagen: str
    expira: datetime


@dataclass(frozen=True, slots=True)
class CapturaDeRonda:
    """One captura of a closed ronda, as the desk sees it."""

    hecho: UUID
    operador: str
    captura: Captura


@dataclass(frozen=True, slots=True)
class CasoEnBandeja:
    """A case that waits for the desk, without a figure. `tiene`: who holds it now; `puede`: whether one may take it."""

    acta: str
    fuente: Fuente
    ronda: int
    etapa: str  # EN_MESA when capturas differ, DEVUELTA, POR_VALIDAR with validacion = todas; "" not folded yet
    desde: datetime
    tiene: str
    puede: bool


@dataclass(frozen=True, slots=True)
class CotejoEnBandeja:
    """A cotejo that waits, without a figure. `pedido`: why somebody asks for it, "" when both sources were verified.

    `tiene`: who holds it; `propone`: who proposed how it ends, and waits for another person (P-10).
    """

    acta: str
    fuente: Fuente
    desde: datetime
    pedido: str
    tiene: str
    propone: str
    puede: bool


@dataclass(frozen=True, slots=True)
class EnEspera:
    """How many actas of the site are where, while there is nothing to capture for a person.

    `de_otra`: to be captured, by somebody else; `en_manos`: being captured; the rest by its stage.
    """

    de_otra: int
    en_manos: int
    en_mesa: int
    por_digitalizar: int
    por_llegar: int


@dataclass(frozen=True, slots=True)
class MiradaEnBandeja:
    """A published acta that the second look offers: `mirada` is its `Indicio`, as its petition carries it.

    `frase`: why; `seguridad`: on how much it leans; `otra`: the acta that it may be taken for.
    """

    acta: str
    mirada: str
    frase: str
    seguridad: str
    otra: str
    puede: bool


@dataclass(frozen=True, slots=True)
class PropuestaVista:
    """What somebody proposed of an acta, by the node's clock. `antes`: the settled figures of its source, if any.

    `quita`: kind, author and time of the fact that an anulación is of; `respuesta` "" while it waits (P-10).
    """

    hecho: UUID
    acta: str
    fuente: Fuente
    propone: str
    momento: datetime
    vence: datetime
    cuerpo: Propuesta
    etapa: str
    antes: tuple[Valor, ...]
    quita: tuple[str, str, datetime] | None
    respuesta: Respuesta | None
    responde: str


@dataclass(frozen=True, slots=True)
class OperadorConocido:
    """An operator of this site: who, the public half of the key, the sealed private half, and the roles."""

    operador: str
    nombre: str
    publica: bytes
    sellada: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EstadoNodo:
    """`desfase_ms`: what to add to this PC's clock to get the node's, measured now (R-10).

    `base`: which node and which base of it; another node, and a base made again or promoted, have another.
    `sitio`: the station's own, as its node has it. `apertura`: the hour from which the period counts (R-10).
    `antes`: the procesos that this one followed there, from the first on.
    """

    proceso: str
    base: str
    fase: str
    desfase_ms: int
    sitio: str
    apertura: datetime | None = None
    antes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImagenDeCasilla:
    """A phone image at the CCV. `recibida`: by the node; `lecturas`: 0, 1, or 2 when two read `leida` (R-11)."""

    huella: str
    recibida: datetime
    etapa: str
    registrada: bool
    lecturas: int
    leida: str
