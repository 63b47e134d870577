"""The review list of SIN ACTA as a file: written for a spreadsheet, read back with all its errors at once (R-35)."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from prep.domain.hechos import MotivoSinActa

COLUMNAS = ("proceso", "clave", "casilla", "centro", "eleccion", "etapa", "motivo", "declarar")
NECESARIAS = ("proceso", "clave", "motivo", "declarar")
MOTIVOS = {
    "no-instalada": MotivoSinActa.NO_INSTALADA,
    "no-entregado": MotivoSinActa.NO_ENTREGADO,
    "sin-bolsa": MotivoSinActa.SIN_BOLSA,
}
SI, NO = frozenset({"si", "sí", "s", "x"}), frozenset({"no", "n", ""})
ARCHIVO_MAX, RENGLONES_MAX, CELDA_MAX = 16_000_000, 60_000, 200


class ListaIlegible(ValueError):
    """The file as a whole cannot be read as a review list; the message says why, in Spanish."""


@dataclass(frozen=True, slots=True)
class Problema:
    """What is wrong in one cell; `renglon` as a spreadsheet counts them, the heading being 1."""

    renglon: int
    columna: str
    texto: str

    def __str__(self) -> str:
        return f"renglón {self.renglon}, columna {self.columna}: {self.texto}"


@dataclass(frozen=True, slots=True)
class Renglon:
    """One acta to declare."""

    renglon: int
    proceso: str
    clave: str
    motivo: MotivoSinActa


def escribir(filas: Iterable[Sequence[str]]) -> bytes:
    """The list as CSV: UTF-8 with BOM, so that spreadsheets show accents."""
    texto = io.StringIO()
    escritor = csv.writer(texto)
    escritor.writerow(COLUMNAS)
    escritor.writerows(filas)
    return texto.getvalue().encode("utf-8-sig")


def leer(ruta: Path) -> tuple[list[Renglon], list[Problema]]:
    """The rows that say `si`, and every problem of every row. Raises ListaIlegible, OSError.

    Takes what a spreadsheet may have made of it: comma or semicolon, BOM or none, UTF-8 or cp1252, more columns,
    another order of columns, blank rows.
    """
    filas = _filas(_texto(ruta))
    cabeza = [celda.strip().casefold() for celda in filas[0]] if filas else []
    if faltan := [c for c in NECESARIAS if c not in cabeza]:
        raise ListaIlegible(
            f"le falta la columna {' y la columna '.join(faltan)}; use la lista que escribe «sin-acta lista»"
        )
    lugar = {columna: cabeza.index(columna) for columna in NECESARIAS}
    renglones: list[Renglon] = []
    problemas: list[Problema] = []
    vistas: dict[str, int] = {}
    for numero, fila in enumerate(filas[1:], start=2):
        if not any(celda.strip() for celda in fila):
            continue
        celdas = {c: (fila[n].strip() if n < len(fila) else "") for c, n in lugar.items()}
        leido = _renglon(numero, celdas, vistas, problemas)
        if leido is not None:
            renglones.append(leido)
    return renglones, problemas


def _texto(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        crudo = archivo.read(ARCHIVO_MAX + 1)
    if len(crudo) > ARCHIVO_MAX:
        raise ListaIlegible(f"pesa más de {ARCHIVO_MAX // 1_000_000} MB; no es una lista de revisión")
    if b"\0" in crudo:
        raise ListaIlegible("no es un archivo de texto CSV")
    try:
        return crudo.decode("utf-8-sig")
    except UnicodeDecodeError:
        return crudo.decode("cp1252", errors="replace")


def _filas(texto: str) -> list[list[str]]:
    primera = texto.partition("\n")[0]
    separador = ";" if primera.count(";") > primera.count(",") else ","
    try:
        filas = list(csv.reader(io.StringIO(texto, newline=""), delimiter=separador, strict=True))
    except csv.Error as error:
        raise ListaIlegible(f"no se entiende como CSV: {error}") from error
    if len(filas) > RENGLONES_MAX:
        raise ListaIlegible(f"tiene {len(filas)} renglones; el máximo es {RENGLONES_MAX}")
    return filas


def _renglon(numero: int, celdas: dict[str, str], vistas: dict[str, int], problemas: list[Problema]) -> Renglon | None:
    """The row when it says `si` and is well written. A key is looked at in the rows that say `no` too."""
    antes = len(problemas)
    clave, decision = celdas["clave"], celdas["declarar"].casefold()
    if not clave:
        problemas.append(Problema(numero, "clave", "está vacía"))
    elif clave in vistas:
        problemas.append(Problema(numero, "clave", f"{clave} se repite; ya está en el renglón {vistas[clave]}"))
    vistas.setdefault(clave, numero)
    if decision not in SI | NO:
        problemas.append(Problema(numero, "declarar", f"dice {_corta(celdas['declarar'])}; escriba si o no"))
    motivo = leer_motivo(celdas["motivo"])
    if motivo is None:
        texto = f"{_corta(celdas['motivo'])} no es una causa; escriba {', '.join(MOTIVOS)}"
        problemas.append(Problema(numero, "motivo", texto))
    if motivo is None or decision not in SI or len(problemas) > antes:
        return None
    return Renglon(numero, celdas["proceso"], clave, motivo)


def leer_motivo(texto: str) -> MotivoSinActa | None:
    """The lawful reason by its short name or by its legend; None for any other text."""
    corto = texto.strip().casefold().replace(" ", "-").replace("_", "-")
    if corto in MOTIVOS:
        return MOTIVOS[corto]
    return next((m for m in MotivoSinActa if m.value.casefold() == texto.strip().casefold()), None)


def _corta(texto: str) -> str:
    return repr(texto if len(texto) <= CELDA_MAX else texto[:CELDA_MAX] + "…")
