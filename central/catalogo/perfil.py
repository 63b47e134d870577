"""The profile of an entity: what its files hold, who stands where and what each acta carries, as data (R-11, R-15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    ASENTADO,
    CCV,
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Centro,
    ClaseColumna,
    Codigo,
    Convenio,
    Eleccion,
    Entidad,
    TipoCasilla,
)
from prep.domain.catalogo.convenciones import Convencion
from prep.domain.catalogo.curvas import Curva
from prep.domain.catalogo.razones import RazonDeDiferencia

CALCULADO = "TOTAL_VOTOS_CALCULADO"
LISTA_NOMINAL = "LISTA_NOMINAL"
REPRESENTANTES = "REPRESENTANTES_PP_CI"
MOMENTO = "FECHA_HORA_CAPTURA"
IDENTIFICACION = ("SECCION", "ID_CASILLA", "TIPO_CASILLA", "EXT_CONTIGUA", "UBICACION_CASILLA", "TIPO_ACTA")


class Urna(StrEnum):
    """How a special casilla votes: it decides which of its codes are expected."""

    PAPEL = "papel"
    ELECTRONICA = "electronica"


class Repetidas(StrEnum):
    """What an ordinary casilla is whose key repeats (R-11b): a slip, or another one that lacks its number."""

    ERROR = "error"
    NUMERAR = "numerar"


@dataclass(frozen=True, slots=True)
class Ambito:
    """A kind of territory (distrito, alcaldía): its columns in the files, its list, and which id means abroad."""

    nombre: str
    columnas: tuple[str, ...]  # published names: the id, then the name if the files have it
    extranjero: str  # "" when this kind has none
    territorios: Mapping[str, str]  # id -> name


@dataclass(frozen=True, slots=True)
class CodigoPerfil:
    """A printed code, the types of casilla that use it, with which ballot box, and the totals that its acta carries."""

    codigo: Codigo
    tipos: frozenset[TipoCasilla]
    urna: Urna
    totales: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EleccionPerfil:
    """One election and its two files."""

    eleccion: Eleccion
    titulos: tuple[str, ...]  # first line of its file, as it may be spelt
    ambito: Ambito
    ambito_centros: Ambito  # by which its actas are shared out
    archivo: str
    candidaturas: str
    por_territorio: bool
    suplente: bool
    codigos: Mapping[str, CodigoPerfil]
    compite: Mapping[str, frozenset[str]]  # vote column -> territories where it competes

    @property
    def codigo(self) -> str:
        return self.eleccion.codigo

    @property
    def votos(self) -> tuple[str, ...]:
        return (*(c.codigo for c in self.eleccion.columnas), NO_REGISTRADAS, NULOS)

    @property
    def numericas(self) -> tuple[str, ...]:
        """The columns of its file that hold whole numbers, in a fixed order: totals, votes, and the rest."""
        return (*TOTALES, *self.votos, ASENTADO, CALCULADO, LISTA_NOMINAL, REPRESENTANTES)

    @property
    def columnas(self) -> tuple[str, ...]:
        """Every column that its file must have, by its published name."""
        return (*self.ambito.columnas, *IDENTIFICACION, *self.numericas)

    def esperados(self, tipo: TipoCasilla, urna: Urna) -> tuple[str, ...]:
        """The printed codes that a casilla of this type gives (two for a special one with MR and RP, R-19)."""
        return tuple(c for c, p in self.codigos.items() if tipo in p.tipos and p.urna is urna)

    def votos_de(self, territorio: str, codigo: str) -> tuple[str, ...]:
        """The vote columns that an acta carries by default (R-15): on an RP acta, parties alone and all of them."""
        rp = self.codigos[codigo].codigo.rp
        return (
            *(
                c.codigo
                for c in self.eleccion.columnas
                if (c.clase is ClaseColumna.PARTIDO if rp else territorio in self.compite[c.codigo])
            ),
            NO_REGISTRADAS,
            NULOS,
        )


@dataclass(frozen=True, slots=True)
class Perfil:
    """An entity with its settings, elections, territories and centres."""

    entidad: Entidad
    ajustes: Ajustes
    encabezados: Mapping[str, str]  # spelling in a file -> published name
    partidos: Mapping[str, str]  # code -> full name, in order of registration
    ambitos: Mapping[str, Ambito]
    ambito_centros: Ambito
    centros: tuple[Centro, ...]  # the CCV last
    centro_de: Mapping[tuple[str, str], str]  # ámbito and territory -> its CATD
    elecciones: tuple[EleccionPerfil, ...]
    convenios: tuple[Convenio, ...]
    convenciones: tuple[Convencion, ...]
    razones: tuple[RazonDeDiferencia, ...]
    curvas: tuple[Curva, ...]
    casillas: str = ""  # the file that the actas come from, before there are results
    repetidas: Repetidas = Repetidas.ERROR

    def publicado(self, encabezado: str) -> str:
        """The published name of a column as a file spells it."""
        return self.encabezados.get(encabezado, encabezado)

    def centro(self, ambito: Ambito, territorio: str) -> str:
        return self.centro_de.get((ambito.nombre, territorio), CCV)
