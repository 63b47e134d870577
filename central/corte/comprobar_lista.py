"""Makes the list of corrected rows again from what the cuts publish: each cut's results beside those of the one before.

A change that the list does not say, a line that the results do not show, one without its reason, and one that a later
cut took away are all told (R-07b).
"""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from central.corte.correcciones import (
    RETIRADA,
    Figuras,
    LineaCorregida,
    Lugar,
    cambios_de,
    leer_lista,
    lugar_de,
    nombre_de_lista,
)
from prep.domain.catalogo.catalogo import TOTALES
from prep.domain.publicacion.columnas import CALCULADO, CONTABILIZADA, NADA

ANTES_DE_COLUMNAS = 6  # lines of a results file before the names of its columns
JUNTO = "\x1f"  # between the figures of a row, which are kept as one text: a night has forty thousand
MUESTRA = 3
ILEGIBLES = (zipfile.BadZipFile, ValueError, KeyError, IndexError, StopIteration, RuntimeError, csv.Error, OSError)
Dicha = tuple[Lugar, str, str, str, str]  # row, what happened to it, column, before, after


class ListaComprobada:
    """Told of each cut in its order."""

    def __init__(self) -> None:
        self._campos: dict[str, list[str]] = {}  # by election
        self._vistas: dict[Lugar, str] = {}  # the registered rows of the last cut
        self._fuera: dict[Lugar, Figuras] = {}  # the last figures of those that were withdrawn
        self._lista: list[LineaCorregida] = []
        self._siguiente = 1

    def cortar(self, ruta: Path, datos: Mapping[str, Any]) -> list[str]:
        """What is wrong with the list of the cut of that folder and manifest, whose files are as they were signed."""
        if not _paquete(datos):
            return []
        try:
            filas = dict(self._filas(ruta, datos))
            lista = self._leida(ruta, datos)
        except ILEGIBLES as error:
            return [f"no se pudo comprobar su lista de correcciones: {error}."]
        seguido, self._siguiente = datos["numero"] == self._siguiente, int(datos["numero"]) + 1
        fallas = self._comparar(filas, lista, str(datos["numero"])) if seguido else []
        self._recordar(filas)
        self._lista = lista
        return fallas

    def _comparar(self, filas: Mapping[Lugar, str], lista: list[LineaCorregida], numero: str) -> list[str]:
        fallas, antes = [], len(self._lista)
        if lista[:antes] != self._lista:
            fallas.append("su lista de correcciones quita o cambia lo que dijo la del corte anterior.")
        nuevas = lista[antes:] if not fallas else [linea for linea in lista if linea.corte == numero]
        esperadas = Counter(self._esperadas(filas))
        dichas = Counter((n.lugar, n.que, n.campo, n.antes, n.despues) for n in nuevas)
        fallas += _decir("cambiaron y su lista de correcciones no lo dice", esperadas - dichas)
        fallas += _decir("están en su lista de correcciones y sus resultados no lo muestran", dichas - esperadas)
        if any(n.corte != numero for n in nuevas):
            fallas.append("su lista de correcciones da como de otro corte lo que cambió en éste.")
        if any(not n.motivo for n in nuevas):
            fallas.append("su lista de correcciones no dice por qué.")
        return fallas

    def _esperadas(self, filas: Mapping[Lugar, str]) -> Iterator[Dicha]:
        for lugar, vista in self._vistas.items():
            if filas.get(lugar) != vista:
                yield from self._cambios(lugar, self._figuras(lugar, vista), filas.get(lugar), vuelve=False)
        for lugar, antes in self._fuera.items():
            yield from self._cambios(lugar, antes, filas.get(lugar), vuelve=True)

    def _cambios(self, lugar: Lugar, antes: Figuras, ahora: str | None, *, vuelve: bool) -> Iterator[Dicha]:
        que, figuras = cambios_de(antes, None if ahora is None else self._figuras(lugar, ahora), vuelve)
        return ((lugar, que, *figura) for figura in figuras)

    def _recordar(self, filas: dict[Lugar, str]) -> None:
        for lugar, vista in self._vistas.items():
            if lugar not in filas:
                self._fuera[lugar] = self._figuras(lugar, vista)
        self._fuera = {lugar: figuras for lugar, figuras in self._fuera.items() if lugar not in filas}
        self._vistas = filas

    def _figuras(self, lugar: Lugar, junta: str) -> Figuras:
        return dict(zip(self._campos[lugar.eleccion], junta.split(JUNTO), strict=True))

    def _leida(self, ruta: Path, datos: Mapping[str, Any]) -> list[LineaCorregida]:
        crudo = (ruta / nombre_de_lista(_paquete(datos))).read_bytes()
        return leer_lista(crudo, datos["ajustes"]["separador"])

    def _filas(self, ruta: Path, datos: Mapping[str, Any]) -> Iterator[tuple[Lugar, str]]:
        """The registered rows of each election."""
        with zipfile.ZipFile(ruta / _paquete(datos)) as fuera:
            for entrada in fuera.namelist():
                eleccion = entrada.partition("_PREP_")[2].removesuffix(f"_{datos['entidad']}.zip")
                with zipfile.ZipFile(io.BytesIO(fuera.read(entrada))) as dentro:
                    (nombre,) = (n for n in dentro.namelist() if n.endswith(".csv") and "CANDIDATURAS" not in n)
                    texto = io.StringIO(dentro.read(nombre).decode(), newline="")
                yield from self._de_eleccion(eleccion, csv.reader(texto, delimiter=datos["ajustes"]["separador"]))

    def _de_eleccion(self, eleccion: str, filas: Iterator[list[str]]) -> Iterator[tuple[Lugar, str]]:
        for _ in range(ANTES_DE_COLUMNAS):
            next(filas)
        nombres = next(filas)
        cuenta = nombres.index(CONTABILIZADA)
        desde, hasta = nombres.index(TOTALES[0]), nombres.index(CALCULADO) + 1
        self._campos[eleccion] = [*nombres[desde:hasta], CONTABILIZADA]
        veces: Counter[tuple[str, str]] = Counter()
        for fila in filas:
            lugar = lugar_de(eleccion, nombres, fila, veces)
            if fila[cuenta] != NADA:
                yield lugar, JUNTO.join((*fila[desde:hasta], fila[cuenta]))


def _paquete(datos: Mapping[str, Any]) -> str:
    """The name of the zip of all the elections, "" where there is none."""
    fin, partes = f"_PREP_{datos.get('entidad')}.zip", 4
    nombres = (str(a["nombre"]) for a in datos["archivos"])
    return next((n for n in nombres if n.endswith(fin) and len(n.split("_")) == partes), "")


def _decir(que: str, dichas: Mapping[Dicha, int]) -> list[str]:
    actas = list(dict.fromkeys(_nombre(lugar, que_fue) for lugar, que_fue, *_ in dichas))
    if not actas:
        return []
    resto = f" y {len(actas) - MUESTRA} más" if len(actas) > MUESTRA else ""
    return [f"{len(actas)} renglones {que}: {', '.join(actas[:MUESTRA])}{resto}."]


def _nombre(lugar: Lugar, que: str) -> str:
    return f"{lugar.eleccion} {lugar.clave}{' se retiró' if que == RETIRADA else ''}"
