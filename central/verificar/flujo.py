"""Rows out of bytes, one at a time and bounded: line ends, encodings, separators, quotes, NUL bytes, endless lines."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from central.verificar.modelo import NoEsPrep
from central.verificar.texto import nombre_de_columna

MIB = 1024 * 1024
ARCHIVO_MAX = 256 * MIB  # a national file of 171,000 actas takes about 70
LINEA_MAX = 256 * 1024
LINEAS_MAX = 1_000_000
SALTOS_MAX = 10  # lines of one row, by line breaks inside quotes
FILA_MAX = 1024 * 1024  # characters of a row whose quoted cells hold line breaks
PREAMBULO_MAX = 40
RAZON_MAX = 200  # inflated to compressed; a cut of nothing but `-` reaches about 60
RAZON_DESDE = 8 * MIB
SEPARADORES = ",|;\t"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Medido(io.RawIOBase):
    """A source that stops a bomb while it inflates: bounded in bytes and, when compressed, in ratio."""

    def __init__(self, fuente: IO[bytes], comprimido: int | None = None, maximo: int = ARCHIVO_MAX) -> None:
        super().__init__()
        self._fuente = fuente
        self._comprimido = comprimido
        self._maximo = maximo
        self._leido = 0

    def readable(self) -> bool:
        return True

    def readinto(self, destino: Any, /) -> int:
        """Fills `destino`; raises NoEsPrep when the source is damaged or out of bounds."""
        try:
            datos = self._fuente.read(len(destino))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise NoEsPrep("el zip está dañado o incompleto; pida otra copia") from error
        self._leido += len(datos)
        if self._leido > self._maximo:
            raise NoEsPrep(f"pasa de {self._maximo // MIB} MiB ya descomprimido; un archivo del PREP no llega a eso")
        if self._comprimido is not None and self._leido > max(RAZON_DESDE, RAZON_MAX * self._comprimido):
            raise NoEsPrep(f"el zip se infla más de {RAZON_MAX} veces: parece una bomba, no un archivo del PREP")
        destino[: len(datos)] = datos
        return len(datos)


class FilasDeArchivo:
    """The rows of a results file, with their line numbers; what was read as cp1252 is known at the end."""

    def __init__(self, fuente: io.RawIOBase) -> None:
        self._flujo = io.BufferedReader(fuente, 64 * 1024)
        self._pendiente = 0
        self.en_cp1252 = self.primero_cp1252 = 0
        self.sin_salto_final = False
        self.linea = 0
        self._primeras = self._leer_preambulo()
        self.separador = _separador(self._primeras)

    def __iter__(self) -> Iterator[list[str]]:
        lector = csv.reader(self._lineas(), delimiter=self.separador)
        try:
            for fila in lector:
                if lector.line_num - self.linea > SALTOS_MAX:
                    raise NoEsPrep(f"en el renglón {self.linea + 1} hay comillas sin cerrar")
                self.linea = lector.line_num
                self._pendiente = 0
                yield fila
        except csv.Error as error:
            que = "comillas sin cerrar, una celda sin fin o saltos de línea que no se entienden"
            raise NoEsPrep(f"después del renglón {self.linea} hay {que}") from error

    def _leer_preambulo(self) -> list[str]:
        primeras: list[str] = []
        while len(primeras) < PREAMBULO_MAX:
            linea = self._linea(len(primeras) + 1)
            if linea is None:
                break
            primeras.append(linea)
        if not any(linea.strip() for linea in primeras):
            raise NoEsPrep("el archivo está vacío")
        return primeras

    def _lineas(self) -> Iterator[str]:
        for linea in self._primeras:
            yield self._contar(linea)
        numero = len(self._primeras)
        while (siguiente := self._linea(numero := numero + 1)) is not None:
            yield self._contar(siguiente)

    def _contar(self, linea: str) -> str:
        self._pendiente += len(linea)
        if self._pendiente > FILA_MAX:
            raise NoEsPrep(f"en el renglón {self.linea + 1} hay comillas sin cerrar")
        return linea

    def _linea(self, numero: int) -> str | None:
        cruda = self._flujo.readline(LINEA_MAX)
        if not cruda:
            return None
        if numero > LINEAS_MAX:
            raise NoEsPrep(f"trae más de {LINEAS_MAX} renglones; no es un archivo del PREP")
        if numero == 1 and cruda.startswith(UTF16):
            raise NoEsPrep("está en UTF-16; guárdelo como CSV en UTF-8")
        if b"\0" in cruda:
            raise NoEsPrep(f"el renglón {numero} tiene bytes nulos: es un archivo binario o está dañado")
        if len(cruda) >= LINEA_MAX and not cruda.endswith(b"\n"):
            raise NoEsPrep(f"el renglón {numero} pasa de {LINEA_MAX // 1024} KiB; no es un renglón del PREP")
        self.sin_salto_final = not cruda.endswith(b"\n")
        return self._decodificar(cruda, numero)

    def _decodificar(self, cruda: bytes, numero: int) -> str:
        try:
            return cruda.decode("utf-8-sig" if numero == 1 else "utf-8")
        except UnicodeDecodeError:
            self.en_cp1252 += 1
            self.primero_cp1252 = self.primero_cp1252 or numero
        try:
            return cruda.decode("cp1252")
        except UnicodeDecodeError as error:
            raise NoEsPrep(f"el renglón {numero} no está en UTF-8 ni en cp1252: parece un archivo binario") from error


def _separador(primeras: list[str]) -> str:
    """The separator of the line that names the 13 figures, which every results file has."""
    for linea in primeras:
        if "ACTAS_ESPERADAS" in nombre_de_columna(linea):
            return max(SEPARADORES, key=linea.count)
    raise NoEsPrep("no es un archivo de resultados del PREP: no encuentro el renglón que nombra ACTAS_ESPERADAS")
