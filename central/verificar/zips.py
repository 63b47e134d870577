"""Results files inside a zip, or inside the zips that a zip holds: bounded in size, number, depth and names."""

import re
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from central.verificar.flujo import ARCHIVO_MAX, MIB, Medido
from central.verificar.modelo import NoEsPrep
from central.verificar.texto import citar
from prep.domain.catalogo.imprimible import imprimible

ENTRADAS_MAX = 50
PROFUNDIDAD_MAX = 2
DIRECTORIO_MAX = 64 * 1024
INTERIOR_MAX = 64 * MIB  # a zip inside the zip
EN_MEMORIA = 4 * MIB
COMENTARIO_MAX = 65_535
FIN = struct.Struct("<4s4H2LH")
FIRMA_FIN, FIRMA_ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
FIRMAS = (b"PK\x03\x04", FIRMA_FIN)
UNIDAD = re.compile(r"^[A-Za-z]:")
Visita = Callable[[Medido, str], None]


def recorrer_zip(archivo: IO[bytes], nombre: str, visitar: Visita, profundidad: int = 1) -> None:
    """Calls `visitar` with the stream and name of each results file of the zip, in the zip's order.

    Candidaturas and leeme are not results. Raises NoEsPrep for what is damaged, hostile or too deep.
    """
    if profundidad > PROFUNDIDAD_MAX:
        raise NoEsPrep(f"{citar(nombre)} es un zip dentro de otro más allá de {PROFUNDIDAD_MAX} niveles")
    _acotar_directorio(archivo)
    with _abrir(archivo) as zip_:
        entradas = zip_.infolist()
        for entrada in entradas:
            _nombre_sin_trampa(entrada)
        for entrada in entradas:
            completo = f"{nombre}/{imprimible(entrada.filename)}"
            minusculas = entrada.filename.lower()
            if minusculas.endswith(".zip"):
                _interior(zip_, entrada, completo, visitar, profundidad)
            elif minusculas.endswith(".csv") and "candidat" not in minusculas:
                with _entrada(zip_, entrada) as cruda:
                    visitar(Medido(cruda, entrada.compress_size), completo)


def _interior(zip_: zipfile.ZipFile, entrada: zipfile.ZipInfo, nombre: str, visitar: Visita, profundidad: int) -> None:
    with _entrada(zip_, entrada) as cruda, tempfile.SpooledTemporaryFile(EN_MEMORIA) as copia:
        medida = Medido(cruda, entrada.compress_size, INTERIOR_MAX)
        while pedazo := medida.read(MIB):
            copia.write(pedazo)
        copia.seek(0)
        recorrer_zip(copia, nombre, visitar, profundidad + 1)


def _acotar_directorio(archivo: IO[bytes]) -> None:
    """Refuses before zipfile reads the whole directory: too many entries, or sizes that need zip64."""
    largo = archivo.seek(0, 2)
    desde = max(0, largo - COMENTARIO_MAX - FIN.size)
    archivo.seek(desde)
    cola = archivo.read()
    lugar = cola.rfind(FIRMA_FIN)
    if lugar < 0 or len(cola) - lugar < FIN.size:
        raise NoEsPrep("el zip está dañado o incompleto; pida otra copia")
    _, _, _, _, entradas, directorio, _, _ = FIN.unpack_from(cola, lugar)
    if entradas > ENTRADAS_MAX or directorio > DIRECTORIO_MAX or FIRMA_ZIP64 in cola[max(0, lugar - 20) : lugar]:
        raise NoEsPrep(f"el zip trae demasiadas entradas; un corte del PREP no pasa de {ENTRADAS_MAX}")
    archivo.seek(0)


@contextmanager
def _abrir(archivo: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    try:
        zip_ = zipfile.ZipFile(archivo)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NoEsPrep("el zip está dañado o incompleto; pida otra copia") from error
    with zip_:
        if len(zip_.infolist()) > ENTRADAS_MAX:
            raise NoEsPrep(f"el zip trae demasiadas entradas; un corte del PREP no pasa de {ENTRADAS_MAX}")
        yield zip_


@contextmanager
def _entrada(zip_: zipfile.ZipFile, entrada: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    if entrada.flag_bits & 0x1:
        raise NoEsPrep(f"{citar(entrada.filename)} está cifrado en el zip; pida el archivo sin contraseña")
    if entrada.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NoEsPrep(f"{citar(entrada.filename)} está en un formato de compresión que no se lee; use zip normal")
    if entrada.file_size > ARCHIVO_MAX:
        raise NoEsPrep(f"{citar(entrada.filename)} mide más de {ARCHIVO_MAX // MIB} MiB; no es un archivo del PREP")
    try:
        abierta = zip_.open(entrada)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise NoEsPrep(f"{citar(entrada.filename)}: el zip está dañado o incompleto; pida otra copia") from error
    with abierta:
        yield abierta


def _nombre_sin_trampa(entrada: zipfile.ZipInfo) -> None:
    """No name may point outside the folder where the zip would be opened."""
    escrito = entrada.orig_filename
    ruta = escrito.replace("\\", "/")
    enlace = stat.S_ISLNK(entrada.external_attr >> 16)
    if "\0" in escrito or ruta.startswith("/") or UNIDAD.match(ruta) or ".." in ruta.split("/") or enlace:
        raise NoEsPrep(f"el zip trae un nombre con trampa, {citar(escrito)}: no se abre")
