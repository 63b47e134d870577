"""Reads a file of results of the shape of `cdmx-2024`: six lines of header, the columns, and one row per acta."""

from collections.abc import Iterator, Sequence
from csv import Error as ErrorCsv
from dataclasses import dataclass
from pathlib import Path

from central.catalogo.errores import Errores, causa, mostrar
from central.catalogo.lineas import NoSeLee, celdas, lineas
from central.catalogo.perfil import IDENTIFICACION, MOMENTO, EleccionPerfil, Perfil
from central.catalogo.textos import llano

ENCABEZADO_MAX = 20  # the line of columns is among the first ones
FALTANTE = "0"  # what stands for a cell of a missing numeric column, so that the other cells are checked too


@dataclass(frozen=True, slots=True)
class FilaDeResultados:
    """The row of a file that an acta came from, for comparing what was published with it."""

    archivo: str
    linea: int
    encabezados: tuple[str, ...]  # published names, in the file's order
    texto: str
    separador: str

    @property
    def columnas(self) -> dict[str, str]:
        """Its cells as written, by the published name of their column."""
        return dict(zip(self.encabezados, celdas(self.texto, self.separador), strict=True))


@dataclass(slots=True)
class EncabezadoDeResultados:
    """Where each column stands in a file."""

    linea: int
    nombres: tuple[str, ...]
    escritos: dict[str, str]  # published name -> as the file spells it
    posiciones: list[int]  # of EleccionPerfil.columnas; a missing numeric column points one past the end
    separador: str


class ArchivoDeResultados:
    """One file of results, read once; what is wrong goes to `errores`."""

    def __init__(self, carpeta: Path, perfil: Perfil, eleccion: EleccionPerfil, errores: Errores) -> None:
        self.archivo = eleccion.archivo
        self.encabezado = EncabezadoDeResultados(0, (), {}, [], ",")
        self.filas = 0
        self._ruta = carpeta / eleccion.archivo
        self._perfil, self._eleccion, self._errores = perfil, eleccion, errores

    def leer(self) -> Iterator[tuple[int, str, list[str]]]:
        """Line number, text, and cells in the order of `EleccionPerfil.columnas`, of each whole row."""
        try:
            yield from self._leer()
        except NoSeLee as error:
            self._error(error.linea, "", str(error))
        except OSError as error:
            self._error(0, "", f"no se puede leer: {causa(error)}")

    def escrita(self, columna: str) -> str:
        """A published column as this file spells it."""
        return self.encabezado.escritos.get(columna, columna)

    def origen(self, linea: int, texto: str) -> FilaDeResultados:
        return FilaDeResultados(self.archivo, linea, self.encabezado.nombres, texto, self.encabezado.separador)

    def _leer(self) -> Iterator[tuple[int, str, list[str]]]:
        renglones = lineas(self._ruta, self._errores)
        if not self._buscar_encabezado(renglones):
            return
        esperadas, separador = len(self.encabezado.nombres), self.encabezado.separador
        posiciones, corta = self.encabezado.posiciones, 0
        for numero, texto in renglones:
            if not texto.strip():
                continue
            self.filas += 1
            corta = 0
            try:
                fila = celdas(texto, separador)
            except ErrorCsv:
                corta = numero
                self._error(numero, "", "tiene comillas sin cerrar")
                continue
            if len(fila) != esperadas:
                corta = numero if len(fila) < esperadas else 0
                self._error(numero, "", f"tiene {len(fila)} valores y el encabezado {esperadas}")
                continue
            fila.append(FALTANTE)
            yield numero, texto, [fila[p] for p in posiciones]
        if corta:
            self._error(corta, "", "el archivo parece cortado: su última fila está incompleta")
        if not self.filas:
            self._error(0, "", "no tiene ninguna fila de actas")

    def _buscar_encabezado(self, renglones: Iterator[tuple[int, str]]) -> bool:
        conocidas = set(self._eleccion.columnas)
        for numero, texto in renglones:
            if numero == 1 and llano(texto.strip(',|" \t')) not in map(llano, self._eleccion.titulos):
                self._error(1, "", f"dice {mostrar(texto)} y se esperaba {self._eleccion.titulos[0]}")
            separador = "|" if texto.count("|") > texto.count(",") else ","
            escritos = [n.strip(' "') for n in texto.split(separador)]
            if 2 * len(conocidas.intersection(map(self._perfil.publicado, escritos))) > len(conocidas):
                return self._revisar_columnas(numero, escritos, separador)
            if numero >= ENCABEZADO_MAX:
                break
        self._error(0, "", "no tiene la línea de encabezados (SECCION, ID_CASILLA, TIPO_CASILLA, TIPO_ACTA…)")
        return False

    def _revisar_columnas(self, linea: int, escritos: Sequence[str], separador: str) -> bool:
        """Every missing, unknown or repeated column is an error; the rows are read on if they can be identified."""
        columnas, nombres = self._eleccion.columnas, [self._perfil.publicado(e) for e in escritos]
        faltan = [c for c in columnas if c not in nombres]
        for c in faltan:
            self._error(linea, c, "falta esta columna")
        for i, (n, escrito) in enumerate(zip(nombres, escritos, strict=True)):
            if n in nombres[:i]:
                self._error(linea, escrito, "la columna está dos veces")
            elif n not in columnas and n != MOMENTO:
                self._error(linea, mostrar(escrito), "no se conoce esta columna")
        donde = {n: i for i, n in enumerate(nombres)}
        posiciones = [donde.get(c, len(nombres)) for c in columnas]
        escrito_de = dict(zip(nombres, escritos, strict=True))
        self.encabezado = EncabezadoDeResultados(linea, tuple(nombres), escrito_de, posiciones, separador)
        return not {*self._eleccion.ambito.columnas, *IDENTIFICACION}.intersection(faltan)

    def _error(self, linea: int, columna: str, mensaje: str) -> None:
        self._errores.agregar(self.archivo, linea, columna, mensaje)
