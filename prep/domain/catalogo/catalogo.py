"""What is expected before the night begins: every acta, its fields and who stands in it (R-01, R-11b, R-15)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.convenciones import CONVENCIONES, Convencion
from prep.domain.catalogo.curvas import CURVAS, Curva
from prep.domain.catalogo.razones import RAZONES, RazonDeDiferencia

NO_REGISTRADAS = "NO_REGISTRADAS"
NULOS = "NULOS"
ASENTADO = "TOTAL_VOTOS_ASENTADO"
TOTALES = (
    "TOTAL_BOLETAS_SOBRANTES",
    "TOTAL_PERSONAS_VOTARON",
    "TOTAL_REP_PARTIDO_CI_VOTARON",
    "TOTAL_VOTOS_SACADOS",
)
CCV = "CCV"


class TipoCasilla(StrEnum):
    """básica, contigua, extraordinaria, especial, abroad (M), early vote (A), pre-trial detention (P)."""

    B = "B"
    C = "C"
    E = "E"
    S = "S"
    M = "M"
    A = "A"
    P = "P"


SIN_SECCION = frozenset({TipoCasilla.M, TipoCasilla.A, TipoCasilla.P})


class ClaseColumna(StrEnum):
    """What a vote column counts for (R-20)."""

    PARTIDO = "PARTIDO"
    COMBINACION = "COMBINACION"  # the votes marked for several parties of one coalition
    COMUN = "COMUN"  # candidatura común: one column, shared by agreement
    SIN_PARTIDO = "SIN_PARTIDO"


@dataclass(frozen=True, slots=True)
class Columna:
    """One published vote column; `partidos` in order of registration, empty for a candidatura sin partido."""

    codigo: str
    clase: ClaseColumna
    partidos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codigo:
    """A printed acta code of one election (`A02`, `A03ERP`): its document type and what it is (R-11, R-15, R-19)."""

    codigo: str
    documento: str = "ACTA PREP"
    especial: bool = False
    rp: bool = False  # its votes count for parties only, never for an MR candidate


@dataclass(frozen=True, slots=True)
class CandidaturaComun:
    """Parties that stand together in some territories, each with its own column and none of all (R-20)."""

    partidos: tuple[str, ...]
    territorios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColorDeActa:
    """The colour that an election's actas are printed in: said in words, and drawn for who sees it."""

    nombre: str  # morado
    rgb: str  # #6b2c91


@dataclass(frozen=True, slots=True)
class Eleccion:
    """One election of the night. `columnas`: the vote columns in published order, without no registradas and nulos."""

    codigo: str  # GUB
    nombre: str  # first line of its published file
    columnas: tuple[Columna, ...]
    codigos: tuple[Codigo, ...]
    columnas_territorio: tuple[str, ...] = ("ID_DISTRITO_LOCAL",)  # or ("ID_ALCALDIA", "ALCALDIA")
    comunes: tuple[CandidaturaComun, ...] = ()
    color: ColorDeActa | None = None  # None: the profile does not say it
    corto: str = ""  # JEF: how an acta of it is named beside its casilla, where it is not the beginning of its code

    @property
    def siglas(self) -> str:
        """In three letters or so, as people type it after the casilla: `JEF`, `DIP`, `ALC`."""
        return self.corto or self.codigo[:3]

    @property
    def territorio(self) -> str:
        """What its territories are called, as its files do: `Municipio`; of `ID_DISTRITO_LOCAL`, `Distrito local`."""
        return self.columnas_territorio[-1].removeprefix("ID_").replace("_", " ").capitalize()

    def columna(self, codigo: str) -> Columna:
        return next(c for c in self.columnas if c.codigo == codigo)

    def codigo_impreso(self, codigo: str) -> Codigo:
        return next(c for c in self.codigos if c.codigo == codigo)


@dataclass(frozen=True, slots=True)
class Entidad:
    """The entity of the election: `id` of two digits, `siglas` as in the file names."""

    id: str  # 09
    nombre: str  # CIUDAD DE MEXICO
    siglas: str  # CDMX
    anio: int  # 2024


@dataclass(frozen=True, slots=True)
class Territorio:
    """A district, municipality or alcaldía of one election; `id` of three digits."""

    eleccion: str
    id: str
    nombre: str = ""


@dataclass(frozen=True, slots=True)
class Centro:
    """A centre of work: a CATD (`01` … `33`) or the CCV."""

    id: str
    nombre: str


@dataclass(frozen=True, slots=True)
class Convenio:
    """How a candidatura común is shared in some territories: in hundredths of a per cent (5333 = 53.33 %)."""

    eleccion: str
    columna: str
    territorios: tuple[str, ...]
    reparto: tuple[tuple[str, int], ...]  # (party, hundredths of a per cent)
    resto: str  # the party that takes the remainder


@dataclass(frozen=True, slots=True)
class Candidatura:
    """Who stands under one vote column; `partidos` as its file spells it, `columnas` the parties' own ones."""

    eleccion: str
    territorio: str  # "" when the election has one territory
    partidos: str
    propietaria: str
    suplente: str = ""
    columnas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forma:
    """The fields of an acta of one election × territory × printed code, in the order of the printed acta (R-15)."""

    eleccion: str
    territorio: str
    codigo: str
    totales: tuple[str, ...]  # the ones of TOTALES that this acta carries
    votos: tuple[str, ...]  # vote columns that it carries, then NO_REGISTRADAS and NULOS

    @property
    def clave(self) -> str:
        return f"{self.eleccion}/{self.territorio}/{self.codigo}"

    @property
    def campos(self) -> tuple[str, ...]:
        """The names of the captured fields; a captura's `valores` follow this order."""
        return (*self.totales, *self.votos, ASENTADO)

    @property
    def rango_votos(self) -> slice:
        """Where the vote fields stand inside `campos`."""
        return slice(len(self.totales), len(self.totales) + len(self.votos))


@dataclass(frozen=True, slots=True)
class Acta:
    """One expected acta (R-01), or one fuera de catálogo (`catalogada` False: key `FC-…`, R-10c).

    `seccion` has four digits, or `N/A`; `numero` two digits, or `N/A`; `extension` two digits, of an extraordinaria
    which of its contiguas (R-11b).
    """

    clave: str  # {eleccion}-{territorio}-{seccion}-{tipo}{numero}-{extension}-{codigo}-{ordinal}
    eleccion: str
    territorio: str
    seccion: str
    tipo: TipoCasilla
    numero: str
    extension: str
    codigo: str
    ordinal: int
    lista_nominal: int
    ubicacion: str  # 1 urban, 2 not, 3 fuera de catálogo
    centro: str  # the CATD, or CCV
    clave_casilla: str  # published, 11 characters
    catalogada: bool = True
    en_archivo: bool = True  # False: expected because another election's file has its casilla
    traslado: str | None = None  # approved for its package: D, F, I, "" brought directly; None: nobody says
    representantes: int | None = None  # at its casilla; None: the constant of the settings
    boletas: int | None = None  # received by a special casilla; None: the constant

    @property
    def clave_forma(self) -> str:
        return f"{self.eleccion}/{self.territorio}/{self.codigo}"

    @property
    def especial(self) -> bool:
        return self.tipo is TipoCasilla.S


def clave_acta(
    eleccion: str, territorio: str, seccion: str, tipo: str, numero: str, extension: str, codigo: str, ordinal: int
) -> str:
    """The key of an acta inside its proceso (R-11b); never used as a published key (R-23)."""
    seccion, numero = seccion.replace("/", ""), numero.replace("/", "")
    return f"{eleccion}-{territorio}-{seccion}-{tipo}{numero}-{extension}-{codigo}-{ordinal}"


@dataclass(frozen=True, slots=True)
class Catalogo:
    """Everything approved before the night; `actas` in the order of publication (M, then A and P, then the rest)."""

    proceso: str
    entidad: Entidad
    ajustes: Ajustes
    elecciones: tuple[Eleccion, ...]
    territorios: tuple[Territorio, ...]
    centros: tuple[Centro, ...]
    formas: Mapping[str, Forma]  # by Forma.clave
    convenios: tuple[Convenio, ...]
    candidaturas: tuple[Candidatura, ...]
    actas: Mapping[str, Acta] = field(repr=False)
    convenciones: tuple[Convencion, ...] = CONVENCIONES
    razones: tuple[RazonDeDiferencia, ...] = RAZONES  # of the closing of a CATD
    curvas: tuple[Curva, ...] = CURVAS  # of other nights

    def eleccion(self, codigo: str) -> Eleccion:
        return next(e for e in self.elecciones if e.codigo == codigo)

    def forma_de(self, acta: Acta) -> Forma:
        return self.formas[acta.clave_forma]

    def recorte(self, centros: frozenset[str]) -> "Catalogo":
        """The same catalogue with only the actas and centres of `centros`."""
        return replace(
            self,
            centros=tuple(c for c in self.centros if c.id in centros),
            actas={clave: a for clave, a in self.actas.items() if a.centro in centros},
        )
