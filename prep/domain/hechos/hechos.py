"""The facts: what a person or device did to an acta; inserted, never changed (P-1; R-08)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NewType
from uuid import UUID

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.razones import RazonDeDevolucion


class Fuente(StrEnum):
    """Where a fact comes from: the paper's way, the phone's way (R-02), or the centre itself."""

    CATD = "CATD"
    CASILLA = "CASILLA"
    CENTRO = "CENTRO"


class Tipo(StrEnum):
    """The kinds of fact; tipos.py says what each one is."""

    ACOPIO = "ACOPIO"
    IMAGEN = "IMAGEN"
    CAPTURA = "CAPTURA"
    DEVOLUCION = "DEVOLUCION"
    CIERRE = "CIERRE"
    DICTAMEN = "DICTAMEN"
    SIN_ACTA = "SIN_ACTA"
    ANULACION = "ANULACION"
    CUSTODIA = "CUSTODIA"
    PUBLICADO = "PUBLICADO"
    COTEJO = "COTEJO"
    INCIDENCIA = "INCIDENCIA"
    FASE = "FASE"
    PROPUESTA = "PROPUESTA"
    CONFORME = "CONFORME"
    SEGUIMIENTO = "SEGUIMIENTO"


class AccionDeMesa(StrEnum):
    """What the verification desk can do (R-05)."""

    ACEPTA = "ACEPTA"
    RECAPTURA = "RECAPTURA"
    REDIGITALIZA = "REDIGITALIZA"
    IDENTIFICA = "IDENTIFICA"  # the acta is really `destino`; this one is left without it
    SIN_ACTA = "SIN_ACTA"


class Respuesta(StrEnum):
    """What another person says to a Propuesta (P-10)."""

    ACEPTA = "ACEPTA"
    RECHAZA = "RECHAZA"


class PasoDeIncidente(StrEnum):
    """What becomes of an incident (R-34)."""

    TOMA = "TOMA"  # from now on it is who signs that sees to it
    CIERRA = "CIERRA"
    REABRE = "REABRE"


class MotivoSinActa(StrEnum):
    """The three lawful reasons (R-16), as published."""

    NO_INSTALADA = "SIN ACTA POR CASILLA NO INSTALADA"
    NO_ENTREGADO = "SIN ACTA POR PAQUETE NO ENTREGADO"
    SIN_BOLSA = "SIN ACTA POR PAQUETE ENTREGADO SIN BOLSA"


class NombreFase(StrEnum):
    """The phases, in their order (P-11)."""

    CEROS = "ceros"
    ABRIR = "abrir"
    PUBLICAR = "publicar"
    ULTIMO = "ultimo"
    CERRAR = "cerrar"


@dataclass(frozen=True, slots=True)
class Acopio:
    """The sobre was received at a CATD; `mecanismo` D, F, I or "" (brought directly)."""

    tipo: ClassVar[Tipo] = Tipo.ACOPIO
    sitio: str
    mecanismo: str = field(metadata={"uno_de": ("D", "F", "I", "")})  # it is published: the first acopio is for good


@dataclass(frozen=True, slots=True)
class Imagen:
    """The acta was digitised: `huella` a SHA-256, `medio` ESCANER or MOVIL, `cuenta` of the CAE for a phone (R-09)."""

    tipo: ClassVar[Tipo] = Tipo.IMAGEN
    huella: str
    medio: str
    sitio: str
    cuenta: str = ""


@dataclass(frozen=True, slots=True)
class Captura:
    """One blind keying of the whole acta (R-04). `valores` follow `Forma.campos`; `imagen` is "" when from paper.

    `identificacion` is the acta's key as the operator read it (equal to the fact's acta when it agrees).
    """

    tipo: ClassVar[Tipo] = Tipo.CAPTURA
    ronda: int
    imagen: str
    valores: tuple[Valor, ...]
    documento: str
    identificacion: str


@dataclass(frozen=True, slots=True)
class Devolucion:
    """Who was given an acta to capture hands it back: never again is that image theirs (R-04)."""

    tipo: ClassVar[Tipo] = Tipo.DEVOLUCION
    ronda: int
    imagen: str
    razon: RazonDeDevolucion


@dataclass(frozen=True, slots=True)
class Cierre:
    """The node closes a ronda without agreement because nobody else is on shift (R-04); opens the desk."""

    tipo: ClassVar[Tipo] = Tipo.CIERRE
    ronda: int
    motivo: str


@dataclass(frozen=True, slots=True)
class Dictamen:
    """The desk's decision on a closed ronda, beside the image, with the capturas that it saw and why (R-04, R-05).

    `valores` and `documento` only with ACEPTA; `destino` (an acta's key) only with IDENTIFICA; with SIN_ACTA
    `motivo` is one of MotivoSinActa.
    """

    tipo: ClassVar[Tipo] = Tipo.DICTAMEN
    accion: AccionDeMesa
    ronda: int
    capturas: tuple[UUID, ...]
    motivo: str
    valores: tuple[Valor, ...] = ()
    documento: str = ""
    destino: str = ""


@dataclass(frozen=True, slots=True)
class SinActa:
    """There is no acta, for one of the three reasons; reversible by an anulación or by the acta's arrival (R-35)."""

    tipo: ClassVar[Tipo] = Tipo.SIN_ACTA
    motivo: MotivoSinActa


@dataclass(frozen=True, slots=True)
class Anulacion:
    """One earlier fact of this acta no longer counts; it stays readable (R-08)."""

    tipo: ClassVar[Tipo] = Tipo.ANULACION
    hecho: UUID
    motivo: str


@dataclass(frozen=True, slots=True)
class Custodia:
    """The centre of work that makes this acta's capture work from now on (R-06, P-2)."""

    tipo: ClassVar[Tipo] = Tipo.CUSTODIA
    centro: str
    motivo: str


@dataclass(frozen=True, slots=True)
class Publicado:
    """In cut `corte` this acta was shown for the first time, from source `fuente` with row digest `huella` (R-06).

    The signed fact is one per cut with the list of actas (acta of the fact ""); the árbitro hands each acta its own.
    """

    tipo: ClassVar[Tipo] = Tipo.PUBLICADO
    corte: int
    actas: tuple[tuple[str, Fuente, str], ...]  # (acta, source, sha256 of its published row)


@dataclass(frozen=True, slots=True)
class Cotejo:
    """What came of comparing what was published: 1, 2 or 3 (R-07), with 2 its `valores`; 0 only asks for it (R-06).

    `imagen`, with 3: the one that does not serve, another is digitised; "" it is captured again. `vistos`: what it
    answers, which is whoever asked for it and the capturas of the other source. `mirada`: of a second look.
    """

    tipo: ClassVar[Tipo] = Tipo.COTEJO
    resultado: int
    motivo: str
    valores: tuple[Valor, ...] = ()
    imagen: str = field(default="", metadata={"posterior": True})
    vistos: tuple[UUID, ...] = field(default=(), metadata={"posterior": True})
    mirada: str = field(default="", metadata={"posterior": True})


@dataclass(frozen=True, slots=True)
class Incidencia:
    """Something that happened (R-34): a code of the table of rules, its text, and where when no acta says it."""

    tipo: ClassVar[Tipo] = Tipo.INCIDENCIA
    codigo: str
    texto: str
    lugar: str = field(default="", metadata={"posterior": True})


@dataclass(frozen=True, slots=True)
class Seguimiento:
    """What was done about an incident: who sees to it now, or how it ended (R-34)."""

    tipo: ClassVar[Tipo] = Tipo.SEGUIMIENTO
    incidente: UUID
    paso: PasoDeIncidente
    texto: str


@dataclass(frozen=True, slots=True)
class Fase:
    """A phase of the proceso was entered; `cuentas` the counts on its act, sorted by name."""

    tipo: ClassVar[Tipo] = Tipo.FASE
    fase: NombreFase
    cuentas: tuple[tuple[str, int], ...] = ()


Datos = NewType("Datos", str)  # JSON in its canonical text: the body of a fact, or what a command was given


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Something that two people must stand behind: a fact of kind `que` with the body `datos`, or a command so named.

    Alone it does nothing (P-10).
    """

    tipo: ClassVar[Tipo] = Tipo.PROPUESTA
    que: str
    datos: Datos
    motivo: str


@dataclass(frozen=True, slots=True)
class Conforme:
    """What somebody else says to a Propuesta, and why; `visto`: the SHA-256 of what they were shown of it (P-10)."""

    tipo: ClassVar[Tipo] = Tipo.CONFORME
    propuesta: UUID
    respuesta: Respuesta
    motivo: str
    visto: str


# fmt: off
Cuerpo = (
    Acopio | Imagen | Captura | Devolucion | Cierre | Dictamen | SinActa | Anulacion | Custodia | Publicado | Cotejo
    | Incidencia | Fase | Propuesta | Conforme | Seguimiento
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Hecho:
    """One fact. `momento` is the station's time in UTC; `momento` + `desfase_ms` is the node's (R-10).

    `nodo` and `sec` are stamped where the fact first enters a base: `sec` counts the facts of one acta at one node, so
    that inside a ronda the node that owns the work gives the order (P-1). `acta` is "" for facts of the proceso.
    `toma`, of a captura or devolución: the lease of its ronda under which that node took it in, "" for none (R-04).
    """

    id: UUID
    proceso: str
    acta: str
    fuente: Fuente
    operador: str
    estacion: str
    momento: datetime
    cuerpo: Cuerpo
    desfase_ms: int = 0
    nodo: str = ""
    sec: int = 0
    toma: str = ""

    @property
    def tipo(self) -> Tipo:
        return self.cuerpo.tipo
