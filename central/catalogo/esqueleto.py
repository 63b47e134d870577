"""The files that an entity fills to have its catalogue: a small example that can be checked as it is, to write over."""

from collections.abc import Iterator
from pathlib import Path

from central.catalogo.errores import Errores, causa
from central.catalogo.lineas import NoSeLee, celdas, lineas
from central.catalogo.perfil import LISTA_NOMINAL
from prep.recursos import RECURSOS

CARPETA = RECURSOS / "esqueleto"
CASILLAS = "casillas.csv"
DE_PREP = ("SECCION", "TIPO_CASILLA", "ID_CASILLA", "EXT_CONTIGUA", "UBICACION_CASILLA", LISTA_NOMINAL)
TRASLADO = "MECANISMOS_TRASLADO"
FUERA = "3"  # UBICACION_CASILLA of what is in no catalogue
ENCABEZADO_MAX = 20


class NoHayEsqueleto(Exception):
    """It cannot be written; the message says why."""


def escribir(carpeta: Path, de: Path | None = None) -> list[Path]:
    """The example's files in `carpeta`, made if missing; with `de`, the casillas of that PREP file of another year.

    Raises NoHayEsqueleto: something of it is there already, or that file is none.
    """
    textos = {ruta.name: ruta.read_text("utf-8") for ruta in sorted(CARPETA.iterdir())}
    if de is not None:
        textos[CASILLAS] = "".join(f"{','.join(fila)}\n" for fila in _de_prep(de))
    if ya := [nombre for nombre in textos if (carpeta / nombre).exists()]:
        raise NoHayEsqueleto(f"{carpeta}: ya está {', '.join(ya)}; indique otra carpeta, o quítelo")
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        for nombre, texto in textos.items():
            (carpeta / nombre).write_text(texto, "utf-8")
    except OSError as error:
        raise NoHayEsqueleto(f"{carpeta}: no se puede escribir: {causa(error)}") from error
    return [carpeta / nombre for nombre in textos]


def _de_prep(ruta: Path) -> list[list[str]]:
    """The casillas of a results file, header first: one row for each, whatever its actas; those of no catalogue out."""
    try:
        filas = list(_filas(ruta))
    except (NoSeLee, OSError) as error:
        raise NoHayEsqueleto(f"{ruta}: {error if isinstance(error, NoSeLee) else causa(error)}") from error
    if not filas:
        raise NoHayEsqueleto(f"{ruta}: no es un archivo de resultados: no están sus columnas ({', '.join(DE_PREP)})")
    territorios = [c for c in filas[0] if c.startswith(("ID_DISTRITO", "ID_MUNICIPIO", "ID_ALCALDIA"))]
    columnas = [*DE_PREP, *territorios, *([TRASLADO] if TRASLADO in filas[0] else [])]
    hechas = [[fila[c] for c in columnas] for fila in filas if fila["UBICACION_CASILLA"] != FUERA]
    return [columnas, *([_limpia(c) for c in fila] for fila in hechas)]


def _filas(ruta: Path) -> Iterator[dict[str, str]]:
    errores = Errores()
    nombres: list[str] = []
    for numero, texto in lineas(ruta, errores):
        separador = "|" if texto.count("|") > texto.count(",") else ","
        datos = [d.strip(" '\"") for d in celdas(texto, separador)]
        if not nombres and set(DE_PREP) <= set(datos):
            nombres = datos
        elif nombres and len(datos) == len(nombres):
            yield dict(zip(nombres, datos, strict=True))
        elif not nombres and numero > ENCABEZADO_MAX:
            return


def _limpia(dato: str) -> str:
    return "" if dato == "-" else dato
