"""Where each column is: found by name, whatever the entity's spelling; the vote columns by their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from central.verificar.modelo import CAMPOS, NoEsPrep
from central.verificar.texto import citar, nombre_de_columna

COLUMNAS_MAX = 1000

RESUMEN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (campo, re.compile(patron))
    for campo, patron in zip(
        CAMPOS,
        (
            r"(TOTAL_)?ACTAS_ESPERADAS",
            r"(TOTAL_)?ACTAS_REGISTRADAS",
            r"ACTAS_FUERA_(DE_)?CATALOGO",
            r"ACTAS_CAPTURADAS",
            r"PORCENTAJE_(DE_)?ACTAS_CAPTURADAS",
            r"ACTAS_CONTABIL\w*",
            r"PORCENTAJE_(DE_)?ACTAS_CONTABIL\w*",
            r"PORCENTAJE_(DE_)?ACTAS_(CON_)?INCONSIS\w*",
            r"ACTAS_NO_CONTABIL\w*",
            r"LISTA_NOMINAL_(DE_)?(ACTAS_)?CONTABIL\w*",
            r"TOTAL_(DE_)?VOTOS_C(ON)?_(CS|CASILLAS?_ESPECIALE?S?)",
            r"TOTAL_(DE_)?VOTOS_S(IN)?_(CS|CASILLAS?_ESPECIALE?S?)",
            r"PORCENTAJE_(DE_)?PARTICIPACION\w*",
        ),
        strict=True,
    )
)
ANTES_DE_LOS_VOTOS = re.compile(r"\w*SACAD[OA]\w*|\w*BOLETAS_SOBRANTES\w*|\w*VOTARON\w*")
FIN_DE_LOS_VOTOS = re.compile(r"\w*NO_REGISTRAD\w*|\w*CAN_NREG|(\w+_)?NULOS?")
COLUMNA = {
    nombre: re.compile(patron)
    for nombre, patron in {
        "CLAVE_CASILLA": r"CLAVE_(UNICA_)?(DE_)?CASILLA",
        "CLAVE_ACTA": r"CLAVE_(UNICA_)?(DE_)?ACTA",
        "TERRITORIO": r"ID_(DISTRITO|ALCALDIA|MUNICIPIO)\w*",
        "TIPO_CASILLA": r"TIPO_(DE_)?CASILLA",
        "TIPO_ACTA": r"TIPO_(DE_)?ACTA",
        "TOTAL_VOTOS_CALCULADO": r"\w*VOTOS_CALCULAD\w*",
        "LISTA_NOMINAL": r"LISTA_NOMINAL\w*",
        "REPRESENTANTES_PP_CI": r"REPRESENTANTES(?!\w*VOTARON)\w*",
        "OBSERVACIONES": r"OBSERVACION(ES)?\w*",
        "CONTABILIZADA": r"(ACTA_)?CONTABIL\w*",
        "CODIGO_INTEGRIDAD": r"\w*INTEGRIDAD\w*|\w*HASH\w*|\w*SHA_?256\w*",
        "FECHA_HORA_ACOPIO": r"FECHA\w*_ACOPIO\w*",
        "FECHA_HORA_CAPTURA": r"FECHA\w*_CAPTURA\w*",
        "FECHA_HORA_VERIFICACION": r"FECHA\w*_VERIFICACION\w*",
    }.items()
}
INDISPENSABLES = ("CLAVE_CASILLA", "TIPO_CASILLA", "LISTA_NOMINAL", "OBSERVACIONES", "CONTABILIZADA")


@dataclass(frozen=True, slots=True)
class Columnas:
    """The index of each column (None: this file does not have it) and the slice of the vote columns."""

    nombres: tuple[str, ...]
    indice: dict[str, int | None]
    votos: slice
    ancho: int  # a row has at least these cells

    def celda(self, fila: Sequence[str], nombre: str) -> str:
        """The cell of that column in `fila`; empty when the file does not have the column."""
        lugar = self.indice[nombre]
        return "" if lugar is None else fila[lugar]


def campo_del_resumen(celda: str) -> str | None:
    """Which of the 13 figures `celda` names, if any."""
    nombre = nombre_de_columna(celda)
    return next((campo for campo, patron in RESUMEN if patron.fullmatch(nombre)), None)


def es_renglon_de_columnas(fila: Sequence[str]) -> bool:
    """Whether `fila` names the columns of the actas."""
    nombres = {nombre_de_columna(celda) for celda in fila}
    return any(COLUMNA["CLAVE_CASILLA"].fullmatch(n) for n in nombres) or (
        any(COLUMNA["CONTABILIZADA"].fullmatch(n) for n in nombres)
        and any(FIN_DE_LOS_VOTOS.fullmatch(n) for n in nombres)
    )


def ubicar(fila: Sequence[str], renglon: int) -> Columnas:
    """The columns that `fila` names; raises NoEsPrep for what is missing, repeated or nameless."""
    if len(fila) > COLUMNAS_MAX:
        raise NoEsPrep(f"el renglón {renglon} nombra {len(fila)} columnas; el máximo es {COLUMNAS_MAX}")
    nombres = tuple(nombre_de_columna(celda) for celda in fila)
    votos = _votos(nombres, renglon)
    indice: dict[str, int | None] = {}
    for nombre, patron in COLUMNA.items():
        lugares = [i for i, n in enumerate(nombres) if patron.fullmatch(n) and not votos.start <= i < votos.stop]
        if nombre in INDISPENSABLES and len(lugares) > 1:
            raise NoEsPrep(f"el renglón {renglon} nombra {len(lugares)} veces la columna {nombre}")
        indice[nombre] = lugares[0] if lugares else None
    faltan = [nombre for nombre in INDISPENSABLES if indice[nombre] is None]
    if faltan:
        raise NoEsPrep(f"en el renglón {renglon} faltan columnas de las actas: {', '.join(faltan)}")
    ancho = max(i for i, nombre in enumerate(nombres) if nombre) + 1
    return Columnas(nombres, indice, votos, ancho)


def _votos(nombres: Sequence[str], renglon: int) -> slice:
    """From after TOTAL_VOTOS_SACADOS (or the last total before it) to NO_REGISTRADAS or NULOS, whichever is last."""
    finales = [i for i, nombre in enumerate(nombres) if FIN_DE_LOS_VOTOS.fullmatch(nombre)]
    if not finales:
        raise NoEsPrep(f"en el renglón {renglon} faltan las columnas NO_REGISTRADAS y NULOS")
    antes = [i for i, nombre in enumerate(nombres) if ANTES_DE_LOS_VOTOS.fullmatch(nombre) and i < finales[0]]
    if not antes:
        raise NoEsPrep(f"en el renglón {renglon} falta TOTAL_VOTOS_SACADOS: no se sabe dónde empiezan los votos")
    votos = slice(antes[-1] + 1, finales[-1] + 1)
    vistos: set[str] = set()
    for lugar in range(votos.start, votos.stop):
        nombre = nombres[lugar]
        if not nombre:
            raise NoEsPrep(f"en el renglón {renglon} la columna {lugar + 1}, entre las de votos, no tiene nombre")
        if nombre in vistos:
            raise NoEsPrep(f"en el renglón {renglon} la columna de votos {citar(nombre)} está repetida")
        vistos.add(nombre)
    return votos
