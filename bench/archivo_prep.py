"""The actas of a published PREP file as the second look sees them, without a catalogue: for entities that have none."""

import csv
from pathlib import Path

from prep.domain.catalogo.catalogo import (
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    ClaseColumna,
    Codigo,
    Columna,
    Eleccion,
    Forma,
    TipoCasilla,
    clave_acta,
)
from prep.domain.hechos.campos import Marca, Valor
from prep.segunda.vista import Vista

ANTES = 6  # lines of the header, before the columns' names (R-21)
ELECCION, COMBINA = "GUB", "C_"
FUERA = "3"  # UBICACION_CASILLA of what is in no catalogue


def vistas_de(ruta: Path) -> tuple[tuple[Eleccion, ...], list[Vista]]:
    """Its one election and what was captured of it; a row without any figure has no acta."""
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        nombres, *filas = list(csv.reader(archivo))[ANTES:]
    desde, hasta = nombres.index(TOTALES[-1]) + 1, nombres.index(NO_REGISTRADAS)
    columnas = tuple(nombres[desde:hasta])
    forma = Forma(ELECCION, "", "2", TOTALES, (*columnas, NO_REGISTRADAS, NULOS))
    eleccion = Eleccion(ELECCION, ELECCION, tuple(map(_columna, columnas)), (Codigo("2"),))
    dichas = (dict(zip(nombres, map(_limpio, fila), strict=False)) for fila in filas)
    vistas = [_vista(f, forma, n) for n, f in enumerate(dichas) if f["UBICACION_CASILLA"] != FUERA]
    return (eleccion,), [v for v in vistas if any(isinstance(x, int) for x in v.valores)]


def _columna(nombre: str) -> Columna:
    if nombre.startswith(COMBINA):
        return Columna(nombre, ClaseColumna.COMBINACION, tuple(nombre.removeprefix(COMBINA).split("_")))
    return Columna(nombre, ClaseColumna.PARTIDO, (nombre,))


def _vista(fila: dict[str, str], forma: Forma, n: int) -> Vista:
    """`n` tells apart the contiguas that repeat their number in Puebla's file."""
    tipo, distrito, seccion = TipoCasilla(fila["TIPO_CASILLA"]), fila["ID_DISTRITO"], fila["SECCION"]
    numero, extension = fila["ID_CASILLA"], fila["EXT_CONTIGUA"]
    clave = clave_acta(ELECCION, distrito, seccion, tipo, numero, extension, "2", n)
    lista = fila["LISTA_NOMINAL"]
    acta = Acta(
        clave, ELECCION, distrito, seccion, tipo, str(n), extension, "2", n, int(lista) if lista.isdigit() else 0, "1",
        "", clave,
    )  # fmt: skip
    return Vista(acta, forma, tuple(_valor(fila[c]) for c in forma.campos))


def _valor(dicho: str) -> Valor:
    if dicho.isdigit():
        return int(dicho)
    return Marca.ILEGIBLE if dicho == Marca.ILEGIBLE else Marca.SIN_DATO


def _limpio(dato: str) -> str:
    return dato.strip(" '\"")
