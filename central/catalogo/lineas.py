"""Reads a text file line by line with every limit on: size, rows, length of a line, encoding, quotes."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from central.catalogo.errores import Errores

TAMANO_MAX = 200_000_000  # bytes
LINEAS_MAX = 500_000  # a whole country has some 170,000 casillas
LARGO_MAX = 20_000  # bytes of one line


class NoSeLee(Exception):
    """The file cannot be read any further; the message says why."""

    def __init__(self, mensaje: str, linea: int = 0) -> None:
        self.linea = linea
        super().__init__(mensaje)


def codificacion(ruta: Path) -> str:
    """`utf-8-sig` if all of it is UTF-8, else `cp1252`; raises NoSeLee unless it is a text file of fair size."""
    if not ruta.exists():
        raise NoSeLee("no está en la carpeta")
    if not ruta.is_file():
        raise NoSeLee("no es un archivo")
    tamano = ruta.stat().st_size
    if tamano == 0:
        raise NoSeLee("está vacío")
    if tamano > TAMANO_MAX:
        raise NoSeLee(f"mide {tamano // 1_000_000} MB; el máximo es {TAMANO_MAX // 1_000_000} MB")
    decodificador, utf8 = codecs.getincrementaldecoder("utf-8")(), True
    with ruta.open("rb") as archivo:
        while trozo := archivo.read(1 << 20):
            if b"\0" in trozo or trozo.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise NoSeLee("no es texto UTF-8 ni Windows-1252; guárdelo como CSV UTF-8")
            if utf8:
                try:
                    decodificador.decode(trozo)
                except UnicodeDecodeError:
                    utf8 = False
    return "utf-8-sig" if utf8 else "cp1252"


def lineas(ruta: Path, errores: Errores) -> Iterator[tuple[int, str]]:
    """The lines of the file with their number, without line end; a line that does not decode is an error of its own.

    Raises NoSeLee: a line is too long, or there are too many.
    """
    codigo = codificacion(ruta)
    numero = 0
    with ruta.open("rb") as archivo:
        while crudo := archivo.readline(LARGO_MAX + 1):
            numero += 1
            if len(crudo) > LARGO_MAX:
                raise NoSeLee(f"la línea pasa de {LARGO_MAX} caracteres", numero)
            if numero > LINEAS_MAX:
                raise NoSeLee(f"tiene más de {LINEAS_MAX} líneas", numero)
            try:
                texto = crudo.decode(codigo if numero == 1 or codigo == "cp1252" else "utf-8")
            except UnicodeDecodeError:
                errores.agregar(ruta.name, numero, "", "tiene caracteres que no son UTF-8 ni Windows-1252")
                continue
            yield numero, texto.rstrip("\r\n")


def celdas(texto: str, separador: str) -> list[str]:
    """The cells of one line; raises csv.Error when its quotes are not closed."""
    if '"' not in texto:
        return texto.split(separador)
    return next(csv.reader((texto,), delimiter=separador, strict=True))
