"""`verificar_archivo`: every results file in a csv or a zip, re-added; what the command and other modules call."""

import stat
from pathlib import Path
from typing import IO

from central.verificar.flujo import ARCHIVO_MAX, MIB, Medido
from central.verificar.modelo import ArchivoVerificado, NoEsPrep
from central.verificar.revision.limite import Limites
from central.verificar.verificador import verificar_flujo
from central.verificar.zips import FIRMAS, recorrer_zip
from prep.domain.catalogo.imprimible import imprimible

AJENOS = {b"%PDF": "un PDF", b"\x89PNG": "una imagen", b"\xff\xd8\xff": "una imagen", b"\x1f\x8b": "un gzip"}

DE_CORRECCIONES = "_PREP_CORRECCIONES_"


def verificar_archivo(ruta: Path, limites: Limites | None = None) -> list[ArchivoVerificado]:
    """Re-adds the results file `ruta`, or each one in the zip `ruta`, from its rows, streaming.

    Raises NoEsPrep, with one sentence, for anything that is not a PREP results file or cannot be read as one.
    """
    try:
        estado = ruta.stat()
        if not stat.S_ISREG(estado.st_mode):
            raise NoEsPrep("no es un archivo")
        if estado.st_size > ARCHIVO_MAX:
            raise NoEsPrep(f"mide {estado.st_size // MIB} MiB y el máximo es {ARCHIVO_MAX // MIB}; no es del PREP")
        with ruta.open("rb") as archivo:
            return _abierto(archivo, ruta, limites or Limites())
    except FileNotFoundError as error:
        raise NoEsPrep("no existe") from error
    except PermissionError as error:
        raise NoEsPrep("no hay permiso para leerlo") from error
    except (OSError, ValueError) as error:
        if isinstance(error, NoEsPrep):
            raise
        raise NoEsPrep("no se puede abrir") from error


def _abierto(archivo: IO[bytes], ruta: Path, limites: Limites) -> list[ArchivoVerificado]:
    if DE_CORRECCIONES in ruta.name:
        raise NoEsPrep("es la lista de correcciones de un corte: la revisa «prep corte comprobar» con sus resultados")
    nombre = imprimible(str(ruta))
    comienzo = archivo.read(4)
    archivo.seek(0)
    for firma, que in AJENOS.items():
        if comienzo.startswith(firma):
            raise NoEsPrep(f"es {que}, no un archivo de resultados del PREP")
    if not comienzo.startswith(FIRMAS):
        if ruta.suffix.lower() == ".zip" and comienzo:
            raise NoEsPrep("se llama .zip y no es un zip, o está dañado")
        return [verificar_flujo(Medido(archivo), nombre, limites)]
    resultados: list[ArchivoVerificado] = []

    def visitar(fuente: Medido, entrada: str) -> None:
        try:
            resultados.append(verificar_flujo(fuente, entrada, limites))
        except NoEsPrep as error:
            raise NoEsPrep(f"{entrada.removeprefix(nombre + '/')}: {error}") from error

    recorrer_zip(archivo, nombre, visitar)
    if not resultados:
        raise NoEsPrep("el zip no trae ningún .csv de resultados")
    return resultados
