"""The figures of Mexico City 2024, acta by acta: totals, counts and participation come out as computed apart (R-16)."""

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    Catalogo,
    ClaseColumna,
    Codigo,
    Columna,
    Convenio,
    Eleccion,
    Entidad,
    Forma,
    TipoCasilla,
    clave_acta,
)
from prep.domain.hechos.hechos import Fuente
from prep.domain.publicacion.agregacion import Nivel, Suma, sumar
from prep.domain.publicacion.corte import resumen_de
from prep.domain.publicacion.filas import Fila, Filas
from prep.domain.publicacion.reparto import competidoras, por_candidatura, por_partido, por_partido_entidad
from prep.domain.vida.estado import EstadoActa, EstadoFuente, Etapa

COMPARTIDO = Path(os.environ.get("PREP_SHARED", Path(__file__).resolve().parents[3] / ".." / "shared"))
DATOS = COMPARTIDO / "data" / "cdmx-2024"
PARTIDOS = ("PAN", "PRI", "PRD", "PVEM", "PT", "MC", "MORENA")
SIN_COMUN = {"DIP_LOC": {"007", "014", "029", "031"}, "ALC": {"011"}}

pytestmark = pytest.mark.skipif(not DATOS.is_dir(), reason=f"no están los datos reales en {DATOS}")


@dataclass
class Archivo:
    """One source file: its catalogue, its actas with their values, and the rows they make."""

    catalogo: Catalogo
    eleccion: Eleccion
    actas: list[tuple[Acta, tuple[int, ...], int]]
    filas: list[Fila]


def columna(codigo: str) -> Columna:
    partidos = tuple(codigo.split("_"))
    if codigo == "MORENA_PT_PVEM":
        return Columna(codigo, ClaseColumna.COMUN, partidos)
    if codigo == "CSP":
        return Columna(codigo, ClaseColumna.SIN_PARTIDO)
    return Columna(codigo, ClaseColumna.COMBINACION if len(partidos) > 1 else ClaseColumna.PARTIDO, partidos)


def leer(nombre: str, codigo: str) -> Archivo:
    with (DATOS / nombre).open(encoding="latin1", newline="") as archivo:
        crudos = list(csv.reader(archivo))[6:]
    nombres, renglones = crudos[0], crudos[1:]
    lugar = {n: i for i, n in enumerate(nombres)}
    inicio = lugar["TOTAL_BOLETAS_SOBRANTES"]
    votos = nombres[inicio + 4 : lugar["NO_REGISTRADAS"]]
    columnas = tuple(columna(v) for v in votos)
    impresos = sorted({r[lugar["TIPO_ACTA"]] for r in renglones})
    eleccion = Eleccion(codigo, codigo, columnas, tuple(Codigo(c, rp=c.endswith("RP")) for c in impresos))
    llevados: dict[tuple[str, str], set[str]] = defaultdict(set)
    repetidas: dict[tuple[str, ...], int] = defaultdict(int)
    actas = []
    for r in renglones:
        territorio, seccion, numero, tipo, ext, codigo_acta = (
            r[0],
            *(r[lugar[c]] for c in ("SECCION", "ID_CASILLA", "TIPO_CASILLA", "EXT_CONTIGUA", "TIPO_ACTA")),
        )
        partes = (codigo, territorio, seccion, tipo, numero, ext, codigo_acta)
        repetidas[partes] += 1
        clave = clave_acta(*partes, repetidas[partes])
        ln = int(r[lugar["LISTA_NOMINAL"]])
        a = Acta(clave, *partes[:3], TipoCasilla(tipo), numero, ext, codigo_acta, repetidas[partes], ln, "01", "01", "")
        cifras = tuple(int(v) for v in r[inicio : lugar["LISTA_NOMINAL"] - 1])
        llevados[territorio, codigo_acta].update(v for v, n in zip(votos, cifras[4:], strict=False) if n)
        actas.append((a, cifras, int(r[lugar["LISTA_NOMINAL"] - 1])))
    formas = {
        f.clave: f
        for (territorio, c), suyos in llevados.items()
        for f in [Forma(codigo, territorio, c, TOTALES, (*(v for v in votos if v in suyos), NO_REGISTRADAS, NULOS))]
    }
    territorios = tuple({a.territorio for a, _, _ in actas} - SIN_COMUN.get(codigo, set()))
    convenio = Convenio(
        codigo, "MORENA_PT_PVEM", territorios, (("MORENA", 5333), ("PT", 2000), ("PVEM", 2667)), "MORENA"
    )
    catalogo = Catalogo(
        "prueba", Entidad("09", "CIUDAD DE MEXICO", "CDMX", 2024), Ajustes(), (eleccion,), (), (), formas, (convenio,),
        (), {a.clave: a for a, _, _ in actas},
    )  # fmt: skip
    return Archivo(catalogo, eleccion, actas, list(publicar(catalogo, votos, actas)))


def publicar(catalogo: Catalogo, votos: list[str], actas: list[tuple[Acta, tuple[int, ...], int]]) -> Iterator[Fila]:
    filas = Filas(catalogo)
    for acta, cifras, _ in actas:
        campos = dict(zip((*TOTALES, *votos, NO_REGISTRADAS, NULOS, "TOTAL_VOTOS_ASENTADO"), cifras, strict=True))
        vigente = EstadoFuente(
            Fuente.CATD,
            Etapa.VERIFICADA,
            imagen="ab" * 32,
            valores=tuple(campos[c] for c in catalogo.forma_de(acta).campos),
            documento="ACTA PREP",
        )
        yield filas.fila(acta, EstadoActa(acta.clave, Etapa.VERIFICADA, vigente, (vigente,)))


@pytest.fixture(scope="module", params=["GUB", "DIP_LOC", "ALC"])
def archivo(request: pytest.FixtureRequest) -> Archivo:
    return leer(
        {"GUB": "jefatura.csv", "DIP_LOC": "diputaciones.csv", "ALC": "alcaldias.csv"}[request.param], request.param
    )


ESPERADO = {
    "GUB": (13_384, 13_381, 5_514_937, 5_507_548, 7_934_533, 5_516_482),
    "DIP_LOC": (13_416, 13_414, 5_509_788, 5_502_294, 7_926_689, 5_510_814),
    "ALC": (13_365, 13_362, 5_459_250, 5_457_356, 7_845_940, 5_461_011),
}


def test_el_encabezado_de_la_ciudad_sale_exacto(archivo: Archivo) -> None:
    suma = sumar(archivo.filas, Nivel.ENTIDAD)[()]
    actas, contabilizadas, con, sin, lista, _ = ESPERADO[archivo.eleccion.codigo]
    cifras = resumen_de(suma, actas, archivo.catalogo.ajustes, ultimo=True)
    assert cifras["ACTAS_CAPTURADAS"] == str(actas)
    assert cifras["ACTAS_CONTABILIZADAS"] == str(contabilizadas)
    assert (cifras["TOTAL_VOTOS_C_CS"], cifras["TOTAL_VOTOS_S_CS"]) == (str(con), str(sin))
    assert cifras["LISTA_NOMINAL_ACTAS_CONTABILIZADAS"] == str(lista)


def test_cada_total_calculado_es_el_del_archivo(archivo: Archivo) -> None:
    distintas = [
        acta.clave for (acta, _, total), fila in zip(archivo.actas, archivo.filas, strict=True) if fila.total != total
    ]
    assert distintas == []
    assert sum(f.total for f in archivo.filas) == ESPERADO[archivo.eleccion.codigo][5]


def test_cada_nivel_suma_la_ciudad(archivo: Archivo) -> None:
    entidad = sumar(archivo.filas, Nivel.ENTIDAD)[()]
    for nivel in (Nivel.TERRITORIO, Nivel.SECCION, Nivel.CASILLA):
        assert sum(sumar(archivo.filas, nivel).values(), Suma()) == entidad


def test_el_reparto_por_partido_y_candidatura_no_pierde_ni_un_voto(archivo: Archivo) -> None:
    sumas = sumar(archivo.filas, Nivel.TERRITORIO)
    for (territorio,), suma in sumas.items():
        formas = [f for f in archivo.catalogo.formas.values() if f.territorio == territorio]
        assert sum(por_partido(archivo.eleccion, territorio, suma, archivo.catalogo.convenios).values()) == suma.total
        candidaturas = por_candidatura(competidoras(archivo.eleccion, formas), suma)
        assert sum(candidaturas.values()) == sum(suma.votos.values())
    entidad = por_partido_entidad(archivo.catalogo, archivo.eleccion, sumas)
    assert sum(entidad.values()) == ESPERADO[archivo.eleccion.codigo][2]
