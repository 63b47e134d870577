"""The top of a results file: election, cut, the 13 declared figures and the names of the acta columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from central.verificar.columnas import Columnas, campo_del_resumen, es_renglon_de_columnas, ubicar
from central.verificar.flujo import PREAMBULO_MAX, FilasDeArchivo
from central.verificar.modelo import CAMPOS, NoEsPrep
from central.verificar.texto import limpiar


@dataclass(frozen=True, slots=True)
class Encabezado:
    """What a file says of itself before its rows; `declarado` as written."""

    eleccion: str
    corte: str
    declarado: dict[str, str]
    columnas: Columnas
    renglon_valores: int


def leer_encabezado(filas: Iterator[list[str]], origen: FilasDeArchivo) -> Encabezado:
    """Takes the rows of `filas` up to the names of the columns; raises NoEsPrep when something is missing."""
    titulos: list[str] = []
    nombres: dict[str, int] = {}
    declarado: dict[str, str] = {}
    renglon_valores = 0
    for fila in filas:
        if origen.linea > PREAMBULO_MAX:
            break
        con_texto = [limpiar(celda) for celda in fila if limpiar(celda)]
        if not con_texto or _es_sep(fila, origen):
            continue
        if es_renglon_de_columnas(fila):
            return _armar(titulos, nombres, declarado, ubicar(fila, origen.linea), renglon_valores)
        if nombres and not declarado:
            declarado = _valores(nombres, fila, origen.linea)
            renglon_valores = origen.linea
        elif not nombres and any(campo_del_resumen(celda) == CAMPOS[0] for celda in fila):
            nombres = _nombres(fila, origen.linea)
        else:
            titulos.append(con_texto[0])
    raise NoEsPrep("está incompleto: no encuentro el renglón con las columnas de las actas (CLAVE_CASILLA…)")


def _armar(
    titulos: Sequence[str], nombres: dict[str, int], declarado: dict[str, str], columnas: Columnas, renglon_valores: int
) -> Encabezado:
    if not nombres:
        raise NoEsPrep("no tiene el renglón que nombra las 13 cifras del resumen antes de las actas")
    if not declarado:
        raise NoEsPrep("nombra las 13 cifras del resumen y no trae el renglón con sus valores")
    if len(titulos) < 2:
        raise NoEsPrep("le faltan los primeros renglones: la elección y la fecha y hora del corte")
    return Encabezado(titulos[0], titulos[1], declarado, columnas, renglon_valores)


def _nombres(fila: Sequence[str], renglon: int) -> dict[str, int]:
    lugares: dict[str, int] = {}
    for lugar, celda in enumerate(fila):
        campo = campo_del_resumen(celda)
        if campo is None:
            continue
        if campo in lugares:
            raise NoEsPrep(f"el renglón {renglon} nombra dos veces {campo}")
        lugares[campo] = lugar
    faltan = [campo for campo in CAMPOS if campo not in lugares]
    if faltan:
        raise NoEsPrep(f"en el renglón {renglon} faltan cifras del resumen: {', '.join(faltan)}")
    return lugares


def _valores(nombres: dict[str, int], fila: Sequence[str], renglon: int) -> dict[str, str]:
    if len(fila) <= max(nombres.values()):
        raise NoEsPrep(f"el renglón {renglon} trae {len(fila)} valores del resumen y se esperan {len(nombres)}")
    return {campo: fila[nombres[campo]] for campo in CAMPOS}


def _es_sep(fila: Sequence[str], origen: FilasDeArchivo) -> bool:
    """The line `sep=|` that a spreadsheet reads; cut in two when the separator is the one it names."""
    return origen.linea == 1 and limpiar(fila[0]).lower().startswith("sep")
