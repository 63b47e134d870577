"""The end of the night: every row of the final zips against the row of the file that its paper came from."""

import csv
import io
import zipfile
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from central.catalogo.fuente import FilaDeResultados
from prep.domain.catalogo.catalogo import (
    ASENTADO,
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    Catalogo,
    Eleccion,
    TipoCasilla,
)
from prep.domain.hechos.campos import Valor
from prep.domain.publicacion.columnas import CALCULADO, SIN_ACTA

ENCABEZADOS = 6  # lines before the headers of a results file
NO_LLEVA = frozenset({"-", "N/A"})
CERO = frozenset({"0", "", "-", "N/A"})
IDENTIFICACION = (
    *("SECCION", "ID_CASILLA", "TIPO_CASILLA", "EXT_CONTIGUA", "UBICACION_CASILLA", "TIPO_ACTA", "LISTA_NOMINAL"),
)
DE_CASILLA = frozenset(IDENTIFICACION[2:])  # said of every acta, those without a place too
SUELTAS = frozenset({TipoCasilla.M, TipoCasilla.A, TipoCasilla.P})


class CorteIncompleto(ValueError):
    """The zips do not hold a row for each expected acta, in order."""


@dataclass(frozen=True, slots=True)
class DiferenciaDeColumna:
    """A column that says one thing in the source file and another in ours."""

    clave: str
    columna: str
    fuente: str
    nuestra: str


@dataclass(frozen=True, slots=True)
class Comparacion:
    """`filas`: rows with a paper, `sin_papel`: those without, which can have no figure: together, all the published.

    `votos`: the sum of TOTAL_VOTOS_CALCULADO over all rows, by election.
    """

    filas: int
    sin_papel: int
    diferencias: tuple[DiferenciaDeColumna, ...]
    votos: Mapping[str, int]

    @property
    def distintas(self) -> list[str]:
        """The actas with at least one difference, in order."""
        return list(dict.fromkeys(d.clave for d in self.diferencias))


def paquete(carpeta: Path, siglas: str) -> Path:
    """The package of all the elections in the folder of a cut; raises CorteIncompleto."""
    for ruta in carpeta.glob(f"*_PREP_{siglas}.zip"):
        return ruta
    raise CorteIncompleto(f"en {carpeta} no hay paquete de {siglas}")


def filas_publicadas(zip_: Path, eleccion: str, separador: str) -> Iterator[dict[str, str]]:
    """The rows of one election in a cut's package: from the zip inside the zip, as anybody would read them."""
    with zipfile.ZipFile(zip_) as afuera:
        interior = next(n for n in afuera.namelist() if f"_PREP_{eleccion}_" in n)
        with zipfile.ZipFile(io.BytesIO(afuera.read(interior))) as adentro:
            nombre = next(n for n in adentro.namelist() if n.endswith(".csv") and "CANDIDATURAS" not in n)
            texto = io.StringIO(adentro.read(nombre).decode("utf-8-sig"), newline="")
            for _ in range(ENCABEZADOS):
                texto.readline()
            yield from csv.DictReader(texto, delimiter=separador)


def comparar(
    catalogo: Catalogo,
    origen: Mapping[str, FilaDeResultados],
    papel: Mapping[str, Sequence[Valor]],
    carpeta: Path,
) -> Comparacion:
    """Every published row against its paper: the row of the source file, or the invented paper, column by column.

    Of an acta without any paper no figure can be published. Rows fuera de catálogo come after those of the catalogue:
    their paper is that of a neighbour, and the ledger has it.
    """
    diferencias: list[DiferenciaDeColumna] = []
    votos: dict[str, int] = {}
    filas = sin_papel = 0
    zip_ = paquete(carpeta, catalogo.entidad.siglas)
    for eleccion in catalogo.elecciones:
        actas = [a for a in catalogo.actas.values() if a.eleccion == eleccion.codigo]
        publicadas = list(filas_publicadas(zip_, eleccion.codigo, catalogo.ajustes.separador))
        votos[eleccion.codigo] = sum(_numero(f[CALCULADO]) for f in publicadas)
        votables = [c.codigo for c in eleccion.columnas]
        nombres = {t.id: t.nombre for t in catalogo.territorios if t.eleccion == eleccion.codigo}
        cifras = (*TOTALES, *votables, NO_REGISTRADAS, NULOS, ASENTADO, CALCULADO)
        columnas = (*eleccion.columnas_territorio, *IDENTIFICACION, *cifras)
        for acta, publicada in _emparejar(actas, publicadas):
            con_papel = acta.clave in origen or acta.clave in papel
            filas, sin_papel = filas + con_papel, sin_papel + (not con_papel)
            if acta.clave in origen:
                fuente = origen[acta.clave].columnas
            elif acta.clave in papel:
                forma = catalogo.forma_de(acta)
                dichas = dict(zip(forma.campos, map(str, papel[acta.clave]), strict=True))
                suma = sum(map(_numero, (dichas[voto] for voto in forma.votos)))
                fuente = {**_identificacion(acta, eleccion, nombres), **dichas, CALCULADO: str(suma)}
            else:
                fuente = dict.fromkeys((*votables, NO_REGISTRADAS, NULOS, ASENTADO, CALCULADO), "")
            diferencias += _distintas(acta, columnas, set(cifras), fuente, publicada)
    return Comparacion(filas, sin_papel, tuple(diferencias), votos)


def _emparejar(actas: Sequence[Acta], publicadas: Sequence[dict[str, str]]) -> Iterable[tuple[Acta, dict[str, str]]]:
    """Both stand in the order of publication (keys repeat, R-23); what comes after is fuera de catálogo."""
    if len(publicadas) < len(actas):
        raise CorteIncompleto(f"el corte tiene {len(publicadas)} renglones y se esperan {len(actas)}")
    for acta, publicada in zip(actas, publicadas, strict=False):
        if publicada["CLAVE_ACTA"] != acta.clave_casilla + acta.codigo:
            raise CorteIncompleto(f"el renglón de {acta.clave} es el de {publicada['CLAVE_ACTA']}")
        yield acta, publicada


def _identificacion(acta: Acta, eleccion: Eleccion, nombres: Mapping[str, str]) -> dict[str, str]:
    """What an invented paper says of where it is from: as its casilla stands in the catalogue."""
    lugar = dict(zip(eleccion.columnas_territorio, (acta.territorio, nombres[acta.territorio]), strict=False))
    suya = (acta.seccion, acta.numero, acta.tipo, acta.extension, acta.ubicacion, acta.codigo, str(acta.lista_nominal))
    return {**lugar, **dict(zip(IDENTIFICACION, suya, strict=True))}


def _distintas(
    acta: Acta,
    columnas: Iterable[str],
    cifras: Container[str],
    fuente: Mapping[str, str],
    publicada: Mapping[str, str],
) -> Iterator[DiferenciaDeColumna]:
    for columna in columnas:
        if columna in fuente and columna in publicada:
            una, otra = fuente[columna].strip(), publicada[columna].strip()
            if not _igual(acta, columna, columna in cifras, una, otra):
                yield DiferenciaDeColumna(acta.clave, columna, una, otra)


def _igual(acta: Acta, columna: str, es_cifra: bool, fuente: str, nuestra: str) -> bool:
    """Same number, or same text; a column that the acta does not carry is `-` or `N/A` in ours and 0 in the source."""
    if acta.tipo is TipoCasilla.E and acta.extension.strip("0"):  # where the source has no number of it (R-11b)
        suyos = {"ID_CASILLA": (f"{int(acta.numero)}C", acta.numero), "EXT_CONTIGUA": ("00", acta.extension)}
        if suyos.get(columna) == (fuente, nuestra):
            return True
    if columna not in DE_CASILLA and not es_cifra and acta.tipo in SUELTAS and nuestra == "N/A":
        return True  # the dictionaries want N/A where the source has its own code for "no place"
    if es_cifra and nuestra in NO_LLEVA:
        return fuente in CERO
    if not fuente and nuestra == SIN_ACTA:
        return True  # nobody brought a paper of it, and that is what was declared
    if fuente.isdigit() and nuestra.isdigit():
        return int(fuente) == int(nuestra)
    return fuente == nuestra or fuente.zfill(len(nuestra)) == nuestra


def _numero(texto: str) -> int:
    return int(texto) if texto.isdigit() else 0
