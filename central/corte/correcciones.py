"""The list of corrected rows: what was published of an acta and what is now, why and by whom, cut by cut (R-07b).

Each cut carries the list of the cut before and adds its own lines, so that what was said once stays said; and any cut's
lines can be made again from its results and those of the one before (comprobar_lista.py).
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from prep.domain.catalogo.catalogo import Catalogo, Eleccion
from prep.domain.publicacion.columnas import CALCULADO, CLAVES, CONTABILIZADA, NADA, capturados, encabezados
from prep.domain.publicacion.corte import renglon
from prep.domain.publicacion.filas import Fila

CORREGIDA = "CORREGIDA"  # other figures
RETIRADA = "RETIRADA"  # no longer shown: it is being captured or decided again
CONFIRMADA = "CONFIRMADA"  # shown again, and its figures are the ones that had been shown


class Lugar(NamedTuple):
    """Which row: CLAVE_ACTA repeats in real files (R-23), so also the how-manieth with it in its territory.

    Without the territory, an acta fuera de catálogo that comes later would move another that reads the same elsewhere.
    """

    eleccion: str
    clave: str
    territorio: str
    ordinal: str


class LineaCorregida(NamedTuple):
    """One figure of one row that a cut changed; the names of the columns are those of its fields, in capitals."""

    corte: str
    fecha_hora: str
    eleccion: str
    clave_acta: str
    territorio: str  # its id, in the first column of the election's territory
    ordinal: str
    que: str
    campo: str
    antes: str
    despues: str
    motivo: str
    propuso: str  # the role of who did
    acepto: str

    @property
    def lugar(self) -> Lugar:
        return Lugar(self.eleccion, self.clave_acta, self.territorio, self.ordinal)


class PorQue(NamedTuple):
    """What stands behind a change: the reason given, and the roles of who proposed and who agreed."""

    motivo: str
    propuso: str
    acepto: str


COLUMNAS = tuple(campo.upper() for campo in LineaCorregida._fields)
SIN_SABER = PorQue("", "", "")
Figuras = Mapping[str, str]  # column -> what it says


def nombre_de_lista(paquete: str) -> str:
    """Of the list of the cut whose package is `paquete`."""
    return paquete.replace("_PREP_", "_PREP_CORRECCIONES_").removesuffix(".zip") + ".csv"


def escribir_lista(lineas: Iterable[LineaCorregida], separador: str) -> bytes:
    return "".join(renglon(celdas, separador) for celdas in (COLUMNAS, *lineas)).encode()


def leer_lista(crudo: bytes, separador: str) -> list[LineaCorregida]:
    """Raises ValueError, with a sentence, when it is no such list."""
    try:
        filas = list(csv.reader(io.StringIO(crudo.decode(), newline=""), delimiter=separador))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError("la lista de correcciones no se puede leer") from error
    if not filas or tuple(filas[0]) != COLUMNAS:
        raise ValueError("la lista de correcciones no tiene sus columnas")
    for n, fila in enumerate(filas[1:], start=2):
        if len(fila) != len(COLUMNAS):
            raise ValueError(f"la lista de correcciones tiene {len(fila)} columnas en el renglón {n}")
    return [LineaCorregida(*fila) for fila in filas[1:]]


def lugares(por_eleccion: Mapping[str, Sequence[Fila]], catalogo: Catalogo) -> dict[str, Lugar]:
    """Where each acta's row stands in the files, by the acta's key."""
    suyos: dict[str, Lugar] = {}
    for eleccion, filas in por_eleccion.items():
        veces: Counter[tuple[str, str]] = Counter()
        for fila in filas:
            suyos[fila.acta.clave] = lugar_de(eleccion, encabezados(catalogo.eleccion(eleccion)), fila.textos, veces)
    return suyos


def lugar_de(eleccion: str, nombres: Sequence[str], celdas: Sequence[str], veces: Counter[tuple[str, str]]) -> Lugar:
    """Of the next row of a results file, whose columns are `nombres`; `veces` goes with it from one to the next."""
    clave, territorio = celdas[nombres.index("CLAVE_ACTA")], celdas[len(CLAVES)]
    veces[clave, territorio] += 1
    return Lugar(eleccion, clave, territorio, str(veces[clave, territorio]))


def figuras_de(fila: Fila, eleccion: Eleccion) -> Figuras:
    nombres = encabezados(eleccion)
    desde, hasta = nombres.index(capturados(eleccion)[0]), nombres.index(CALCULADO)
    return {**dict(zip(nombres[desde : hasta + 1], fila.textos[desde:], strict=False)),
            CONTABILIZADA: fila.textos[nombres.index(CONTABILIZADA)]}  # fmt: skip


def retiradas(lineas: Iterable[LineaCorregida]) -> dict[Lugar, tuple[dict[str, str], PorQue]]:
    """The rows that the list leaves withdrawn: their last figures, and why."""
    fuera: dict[Lugar, tuple[dict[str, str], PorQue]] = {}
    for linea in lineas:
        if linea.que == RETIRADA:
            nuevas = fuera.setdefault(linea.lugar, ({}, PorQue(linea.motivo, linea.propuso, linea.acepto)))
            nuevas[0][linea.campo] = linea.antes
        else:
            fuera.pop(linea.lugar, None)
    return fuera


def cambios_de(antes: Figuras, despues: Figuras | None, vuelve: bool) -> tuple[str, list[tuple[str, str, str]]]:
    """What happened to a row and (column, before, after) of what changed; "" when nothing did.

    `despues` None: it is not shown; `vuelve`: it had been withdrawn, and `antes` is what it said then.
    """
    if despues is None:
        return ("", []) if vuelve else (RETIRADA, [(campo, dicho, NADA) for campo, dicho in antes.items()])
    distintas = [(c, antes[c], d) for c, d in despues.items() if antes.get(c) != d]
    if distintas:
        return CORREGIDA, distintas
    return (CONFIRMADA, [("", "", "")]) if vuelve else ("", [])
