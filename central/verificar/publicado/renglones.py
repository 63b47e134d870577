"""The figures of the site against the rows of the results files: nothing that is read there is missing or other here.

What a candidacy adds up is re-added in `candidaturas`.
"""

import csv
import hashlib
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from central.verificar.modelo import CAMPOS, NoEsPrep
from central.verificar.publicado.cadena import CadenaLeida
from central.verificar.publicado.candidaturas import ANTES, lugar_de, revisar_candidaturas, revisar_partidos, suma
from central.verificar.publicado.falla import ClaseDeFalla, Revisado, leer_objeto
from central.verificar.publicado.lugar import LugarPublicado
from central.verificar.verificar import verificar_archivo

NOMBRE = 24  # digits of the SHA-256 in a name
CABEZA_CSV = 6  # lines before the names of the columns
NADA = "-"
CONTADAS = ("esperadas", "capturadas", "contabilizadas")

Renglon = Mapping[str, str]
Json = dict[str, Any]


class SitioDelVerificador:
    """The shards of the shown cut, each checked by its name before it is read."""

    def __init__(self, lugar: LugarPublicado, cadena: CadenaLeida) -> None:
        self._lugar = lugar
        completo = str(cadena.ultimo.get("indice"))
        self.indice = self.fragmento(completo)
        self.resumen = self.fragmento(str(self.indice.get("resumen")))
        self.paginas: Json = self.fragmento(str(self.indice.get("paginas")))["paginas"]
        self.estadistica = self.fragmento(str(self.indice.get("estadistica")))
        self.territorios = {c: self.fragmento(str(n)) for c, n in self.indice["territorios"].items()}
        tramos = [*self.indice["tramos"].values(), self.indice["sin_seccion"]]
        self.actas = [self.fragmento(str(n)) for n in tramos]

    def fragmento(self, nombre: str) -> Json:
        """Raises NoEsPrep when it is missing, or its bytes are others."""
        ruta = f"d/{nombre[:NOMBRE]}.json"
        crudo = self._lugar.leer(ruta)
        if crudo is None:
            raise NoEsPrep(f"falta {ruta}")
        if len(nombre) < NOMBRE or not hashlib.sha256(crudo).hexdigest().startswith(nombre):
            raise NoEsPrep(f"{ruta} no es el que se firmó: su SHA-256 es otro")
        return leer_objeto(crudo, ruta)

    def renglones(self, eleccion: str) -> Iterator[Renglon]:
        for actas in self.actas:
            if tabla := actas["elecciones"].get(eleccion):
                columnas = [str(c) for c in tabla["columnas"]]
                for celdas in zip(*tabla["datos"], strict=True):
                    yield dict(zip(columnas, map(str, celdas), strict=True))


def revisar_paquetes(lugar: LugarPublicado, cadena: CadenaLeida, h: Revisado) -> dict[str, list[Renglon]]:
    """Each results file of the shown cut re-added against its own header; its rows, by the election's name."""
    filas: dict[str, list[Renglon]] = {}
    for archivo in cadena.ultimo.get("archivos", ()):
        nombre = str(archivo["nombre"])
        if nombre.count("_PREP_") != 1 or not nombre.endswith(".zip") or nombre.count("_") < 4:
            continue
        crudo = lugar.leer(f"{cadena.carpeta}/{nombre}")
        if crudo is None:
            continue  # said by who looks at the files
        for eleccion, suyas in _leer_paquete(nombre, crudo, h).items():
            filas[eleccion] = suyas
    return filas


def revisar_renglones(
    sitio: SitioDelVerificador, filas: Mapping[str, Sequence[Renglon]], cadena: CadenaLeida, h: Revisado
) -> None:
    """Every acta of the shards is a row of the files, and the other way round; counts and levels are theirs."""
    for eleccion in sitio.resumen["elecciones"]:
        codigo, nombre = str(eleccion["codigo"]), str(eleccion["nombre"])
        _figuras(eleccion, cadena.ultimo["elecciones"].get(codigo, {}), h)
        suyas = filas.get(nombre)
        if suyas is None:
            h.falla(ClaseDeFalla.ARCHIVO, f"{codigo}: falta su archivo de resultados.")
            continue
        _iguales(codigo, list(sitio.renglones(codigo)), suyas, h)
        _territorios(codigo, eleccion, sitio, suyas, h)
        revisar_candidaturas(eleccion, sitio.territorios, suyas, h)
        revisar_partidos(eleccion, sitio.territorios, h)
    h.dicho(f"{sum(map(len, filas.values()))} renglones: los de los archivos son los del sitio, y sus cuentas.")


def _leer_paquete(nombre: str, crudo: bytes, h: Revisado) -> dict[str, list[Renglon]]:
    with tempfile.TemporaryDirectory() as carpeta:
        ruta = Path(carpeta, nombre)
        ruta.write_bytes(crudo)
        try:
            verificados = verificar_archivo(ruta)
        except NoEsPrep as error:
            h.falla(ClaseDeFalla.ARCHIVO, f"{nombre}: {error}.")
            return {}
    for uno in verificados:
        for d in uno.diferencias:
            texto = f"{nombre}: {d.campo} dice {d.declarado} y sus renglones dan {d.calculado}."
            h.falla(ClaseDeFalla.ENCABEZADO, texto)
    with zipfile.ZipFile(io.BytesIO(crudo)) as archivo:
        (resultados,) = [n for n in archivo.namelist() if n.endswith(".csv") and "CANDIDAT" not in n]
        lineas = archivo.read(resultados).decode("utf-8-sig").splitlines()
    separador = "|" if lineas[CABEZA_CSV].count("|") > lineas[CABEZA_CSV].count(",") else ","
    titulo = next(csv.reader(lineas[:1], delimiter=separador))[0]
    return {titulo: list(csv.DictReader(lineas[CABEZA_CSV:], delimiter=separador))}


def _figuras(eleccion: Json, firmadas: Mapping[str, str], h: Revisado) -> None:
    for campo in CAMPOS:
        dicha, firmada = str(eleccion["figuras"].get(campo)), firmadas.get(campo)
        if dicha != firmada:
            texto = f"{eleccion['codigo']}: el resumen dice {campo} {dicha} y el manifiesto, {firmada}."
            h.falla(ClaseDeFalla.FRAGMENTO, texto)


def _iguales(codigo: str, del_sitio: list[Renglon], del_archivo: Sequence[Renglon], h: Revisado) -> None:
    columnas = list(del_archivo[0])[ANTES:] if del_archivo else []
    uno = Counter(tuple(r.get(c, "") for c in columnas) for r in del_sitio)
    otro = Counter(tuple(r[c] for c in columnas) for r in del_archivo)
    for quien, sobran in (("el sitio", uno - otro), ("el archivo", otro - uno)):
        for celdas in list(sobran)[:3]:
            acta = dict(zip(columnas, celdas, strict=True))
            cual = f"sección {acta.get('SECCION')}, casilla {acta.get('TIPO_CASILLA')}{acta.get('ID_CASILLA')}"
            h.falla(ClaseDeFalla.RENGLON, f"{codigo}: un acta ({cual}) sólo está así en {quien}.")


def _territorios(
    codigo: str, eleccion: Json, sitio: SitioDelVerificador, filas: Sequence[Renglon], h: Revisado
) -> None:
    """The counts of each territory are its rows'; an entity's candidacy, the sum of the territories."""
    columna = list(filas[0])[ANTES] if filas else ""
    por_lugar = Counter[tuple[str, str]]()
    for fila in filas:
        if fila["CONTABILIZADA"] != "2":  # fuera de catálogo is in no sum
            for cuenta, cuanto in _cuentas(fila):
                por_lugar[lugar_de(fila[columna]), cuenta] += cuanto
    publicados = [*eleccion["territorios"], *eleccion["sin_distrito"]]
    for c in (*CONTADAS, "votos"):
        de_mas = {t["id"]: suma([t[c]]) - por_lugar[lugar_de(t["id"]), c] for t in publicados}
        sueltas = por_lugar["", c]  # rows that say no territory, as those from abroad
        if min(de_mas.values(), default=0) < 0 or sum(de_mas.values()) != sueltas:
            otros = ", ".join(f"{t} ({n:+})" for t, n in de_mas.items() if n)
            texto = f"{codigo}: {c} de los territorios no son las de sus renglones: {otros}; sin territorio, {sueltas}."
            h.falla(ClaseDeFalla.FRAGMENTO, texto)
    for t in publicados:
        fragmento = sitio.territorios.get(f"{codigo}/{t['id']}")
        if fragmento is None or fragmento["cifras"] != t:
            h.falla(ClaseDeFalla.FRAGMENTO, f"{codigo} {t['id']}: su fragmento y el resumen no dicen lo mismo.")
    candidaturas = {c["codigo"]: c["votos"] for c in eleccion["candidaturas"]}
    for c, votos in candidaturas.items():
        sumados = suma(t["candidaturas"].get(c, 0) for t in publicados)
        if suma([votos]) != sumados:
            h.falla(ClaseDeFalla.FRAGMENTO, f"{codigo}: {c} tiene {votos} votos y sus territorios suman {sumados}.")


def _cuentas(fila: Renglon) -> Iterator[tuple[str, int]]:
    yield "esperadas", 1
    if fila["CONTABILIZADA"] in ("0", "1"):
        yield "capturadas", 1
    if fila["CONTABILIZADA"] == "1":
        yield "contabilizadas", 1
        yield "votos", int(fila["TOTAL_VOTOS_CALCULADO"])
