"""A cut's header and text: the 13 figures, the order of the rows and the lines of the results file.

The format is that of docs/reglas.md, "Los archivos del Anexo 18.5".
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from prep.domain.catalogo.ajustes import Ajustes, Especiales
from prep.domain.catalogo.catalogo import Eleccion, TipoCasilla
from prep.domain.publicacion.agregacion import Suma
from prep.domain.publicacion.columnas import encabezados
from prep.domain.publicacion.filas import Fila
from prep.domain.publicacion.porcentajes import porcentaje

FIN = "\r\n"  # as the prototype's files, and as csv ends its lines
ENTRECOMILLADOS = '"\r\n'
NOMBRES_RESUMEN = (
    "ACTAS_ESPERADAS",
    "ACTAS_REGISTRADAS",
    "ACTAS_FUERA_CATALOGO",
    "ACTAS_CAPTURADAS",
    "PORCENTAJE_ACTAS_CAPTURADAS",
    "ACTAS_CONTABILIZADAS",
    "PORCENTAJE_ACTAS_CONTABILIZADAS",
    "PORCENTAJE_ACTAS_INCONSISTENCIAS",
    "ACTAS_NO_CONTABILIZADAS",
    "LISTA_NOMINAL_ACTAS_CONTABILIZADAS",
    "TOTAL_VOTOS_C_CS",
    "TOTAL_VOTOS_S_CS",
    "PORCENTAJE_PARTICIPACION_CIUDADANA",
)
PRIMERAS = {TipoCasilla.M: 0, TipoCasilla.A: 1, TipoCasilla.P: 1}  # tied to no district: M, then the others
CATALOGADA, AJENA = 2, 3


@dataclass(frozen=True, slots=True)
class Resumen:
    """The 13 figures as text, in the order of NOMBRES_RESUMEN; percentages `dd.dddd` (R-17)."""

    textos: tuple[str, ...]

    def __getitem__(self, nombre: str) -> str:
        return self.textos[NOMBRES_RESUMEN.index(nombre)]


def resumen_de(suma: Suma, esperadas: int, ajustes: Ajustes, ultimo: bool) -> Resumen:
    """The header of rows already added up."""
    sin_especiales = suma.total - suma.total_especiales
    participan = suma.total if cuentan_especiales(ajustes, ultimo) else sin_especiales
    return Resumen(
        (
            str(esperadas),
            str(suma.registradas),
            str(suma.fuera_catalogo),
            str(suma.capturadas),
            porcentaje(suma.capturadas, esperadas),
            str(suma.contabilizadas),
            porcentaje(suma.contabilizadas, esperadas),
            porcentaje(suma.inconsistencias, esperadas),
            str(suma.no_contabilizadas),
            str(suma.lista_nominal),
            str(suma.total),
            str(sin_especiales),
            porcentaje(participan, suma.lista_nominal),
        )
    )


def cuentan_especiales(ajustes: Ajustes, ultimo: bool) -> bool:
    """Whether special casillas enter participation in this cut (R-18); the manifest says it."""
    return ultimo or ajustes.especiales is Especiales.SIEMPRE


def orden_publicacion(filas: Iterable[Fila]) -> list[Fila]:
    """The rows as published: M, then A and P, then the rest in the catalogue's order, fuera de catálogo last.

    An acta fuera de catálogo has a row only once it is registered; an expected one always has.
    """
    return sorted((f for f in filas if f.acta.catalogada or f.registrada), key=_lugar)


def momento_corte(momento: datetime, ajustes: Ajustes) -> str:
    """`DD/MM/AAAA HH:MM (UTC-6)` in the entity's time."""
    return f"{momento.astimezone(ZoneInfo(ajustes.zona)):%d/%m/%Y %H:%M} ({ajustes.desfase_publicado})"


def texto_csv(
    eleccion: Eleccion, momento_texto: str, resumen: Resumen, filas: Iterable[Fila], separador: str
) -> Iterator[str]:
    """The lines of the results file, each with its end; `filas` in their order. UTF-8 without BOM, unpadded.

    Only a value that holds the separator, a quote or a line end is quoted, as in the prototype's file.
    """
    for celdas in ((eleccion.nombre,), (momento_texto,), (), NOMBRES_RESUMEN, resumen.textos, ()):
        yield renglon(celdas, separador)
    yield renglon(encabezados(eleccion), separador)
    for fila in filas:
        yield renglon(fila.textos, separador)


def renglon(celdas: Sequence[str], separador: str) -> str:
    """One line of a csv file, quoted only where it must be."""
    linea = separador.join(celdas)
    if linea.count(separador) < len(celdas) and not any(c in linea for c in ENTRECOMILLADOS):
        return linea + FIN
    texto = io.StringIO()
    csv.writer(texto, delimiter=separador).writerow(celdas)
    return texto.getvalue()


def _lugar(fila: Fila) -> int:
    return PRIMERAS.get(fila.acta.tipo, CATALOGADA) if fila.acta.catalogada else AJENA
