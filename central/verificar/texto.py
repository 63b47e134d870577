"""How a name, a legend or a cell of any entity's file is brought to one spelling."""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum

from prep.domain.catalogo.imprimible import imprimible

ADORNOS = " '\"=\ufeff\xa0\t\r\n"
CITA_MAX = 40
VACIOS = frozenset({"", "-", "--", "—", "–", "N/A", "NA", "N.A.", "NO APLICA"})
ENTERO = re.compile(r"(\d{1,9})(?:\.0+)?", re.ASCII)
DECLARADO = re.compile(r"\d{1,15}(?:\.\d{1,12})?", re.ASCII)
MILLARES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,12})?", re.ASCII)

MARCA = -1  # ILEGIBLE, SIN DATO, SIN ACTA: adds 0
NO_APLICA = -2  # `-`, `N/A`, blank: not on this acta, or not registered
ILEGIBLE_PARA_NOSOTROS = -3  # none of the above: a grave finding, adds 0


def limpiar(celda: str) -> str:
    """`celda` without the quotes, apostrophe, `=` and blanks that some entities put around keys."""
    return celda.strip(ADORNOS)


def sin_acentos(texto: str) -> str:
    """`texto` in upper case, without accents and with single spaces."""
    descompuesto = unicodedata.normalize("NFD", texto.upper())
    return " ".join("".join(c for c in descompuesto if not unicodedata.combining(c)).split())


def nombre_de_columna(celda: str) -> str:
    """`celda` as a column name: `Total votos  (calculado)` is TOTAL_VOTOS_CALCULADO."""
    return re.sub(r"[^A-Z0-9]+", "_", sin_acentos(limpiar(celda))).strip("_")


def citar(texto: str) -> str:
    """`texto` shortened, between «», with nothing that could move a terminal's cursor."""
    corto = texto if len(texto) <= CITA_MAX else texto[:CITA_MAX] + "…"
    return "«" + imprimible(corto) + "»"


class Celdas(dict[str, int]):
    """What each vote cell stands for: a number >= 0 or one of the codes above; remembers the spellings it has seen."""

    RECUERDOS_MAX = 50_000

    def __missing__(self, celda: str) -> int:
        if len(self) >= self.RECUERDOS_MAX:
            self.clear()
        valor = self[celda] = leer_celda(celda)
        return valor


def leer_celda(celda: str) -> int:
    """The votes in `celda` (`123`, `123.0`, `'123`), or MARCA, NO_APLICA or ILEGIBLE_PARA_NOSOTROS."""
    limpia = limpiar(celda)
    numero = ENTERO.fullmatch(limpia)
    if numero:
        return int(numero[1])
    texto = sin_acentos(limpia)
    if texto in VACIOS:
        return NO_APLICA
    if texto.startswith(("ILEGIBLE", "SIN DATO", "SIN ACTA")):
        return MARCA
    return ILEGIBLE_PARA_NOSOTROS


def leer_declarado(celda: str) -> Decimal | None:
    """The number that a header figure stands for (`2658993.0`, `91.4511%`, `4,125,717`); None when it is none."""
    limpia = limpiar(celda).removesuffix("%").rstrip()
    if MILLARES.fullmatch(limpia):
        limpia = limpia.replace(",", "")
    return Decimal(limpia) if DECLARADO.fullmatch(limpia) else None


class Leyenda(StrEnum):
    """What OBSERVACIONES says, whatever its spelling (R-16)."""

    NINGUNA = "ninguna"
    EXCEDE = "EXCEDE LISTA NOMINAL"
    ALGUNO = "ALGÚN CAMPO ILEGIBLE O SIN DATO"
    TODOS = "TODOS ILEGIBLES O SIN DATO"
    SIN_ACTA = "SIN ACTA"
    FUERA = "FUERA DE CATÁLOGO"
    REVISION = "EN REVISIÓN"
    OTRA = "otra"


def leer_leyenda(celda: str) -> Leyenda:
    """The legend of `celda`: any that begins EXCEDE is EXCEDE, SIN DATO or SIN DATOS alike, with or without accents."""
    texto = sin_acentos(limpiar(celda))
    if texto.strip(".") in VACIOS:
        return Leyenda.NINGUNA
    for comienzo, leyenda in (
        ("EXCEDE", Leyenda.EXCEDE),
        ("SIN ACTA", Leyenda.SIN_ACTA),
        ("FUERA", Leyenda.FUERA),
        ("TODO", Leyenda.TODOS),
        ("EN REVISION", Leyenda.REVISION),
    ):
        if texto.startswith(comienzo):
            return leyenda
    return Leyenda.ALGUNO if "ILEGIBLE" in texto or "SIN DATO" in texto else Leyenda.OTRA
