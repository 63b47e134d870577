"""A real file with any of its figures changed, its rows in any order, comes out of the import figure by figure."""

import csv
import random
import shutil
from pathlib import Path

import pytest

from central.catalogo.importar import importar
from central.catalogo.perfil import Perfil
from prep.domain.catalogo.catalogo import ASENTADO

ARCHIVOS = {"jefatura.csv": "GUB", "diputaciones.csv": "DIP_LOC", "alcaldias.csv": "ALC"}


def perturbar(ruta: Path, azar: random.Random) -> None:
    """Changes some 400 figures from boletas sobrantes to LN, in any row, and shuffles the rows."""
    lineas = ruta.read_text("utf-8").splitlines()
    encabezado = lineas[6].split(",")
    desde, hasta = encabezado.index("TOTAL_BOLETAS_SOBRANTES"), encabezado.index("LISTA_NOMINAL")
    filas = [x.split(",") for x in lineas[7:]]
    for _ in range(400):
        azar.choice(filas)[azar.randint(desde, hasta)] = str(azar.choice((0, 1, azar.randint(0, 999), 38_707)))
    azar.shuffle(filas)
    ruta.write_text("\n".join([*lineas[:7], *map(",".join, filas)]) + "\n", "utf-8")


@pytest.mark.parametrize("semilla", [1, 2])
def test_toda_cifra_de_un_archivo_perturbado_esta_en_su_acta(
    reales: Path, perfil: Perfil, tmp_path: Path, semilla: int
) -> None:
    for original in reales.glob("*.csv"):
        shutil.copy(original, tmp_path)
    azar = random.Random(semilla)
    for archivo in ARCHIVOS:
        (tmp_path / archivo).chmod(0o644)
        perturbar(tmp_path / archivo, azar)
    importado = importar(tmp_path, perfil, "SIM-1")
    vistas = 0
    for archivo, eleccion in ARCHIVOS.items():
        filas = list(csv.reader((tmp_path / archivo).read_text("utf-8").splitlines()))
        encabezado = [_publicado(c) for c in filas[6]]
        por_linea = {o.linea: c for c, o in importado.origen.items() if o.archivo == archivo}
        for n, celdas in enumerate(filas[7:], start=8):
            fila, clave = dict(zip(encabezado, celdas, strict=True)), por_linea[n]
            acta = importado.catalogo.actas[clave]
            campos = importado.catalogo.forma_de(acta).campos
            assert dict(zip(campos, importado.papel[clave], strict=True)) == {c: int(fila[c]) for c in campos}
            assert acta.lista_nominal == int(fila["LISTA_NOMINAL"]) and acta.eleccion == eleccion
            assert importado.origen[clave].columnas == fila
            desde, hasta = encabezado.index("TOTAL_BOLETAS_SOBRANTES"), encabezado.index(ASENTADO)
            assert all(fila[c] == "0" for c in encabezado[desde:hasta] if c not in campos)
            vistas += 1
    assert vistas == 40_165


def _publicado(columna: str) -> str:
    otros = {
        "PERSONAS_VOTARON": "TOTAL_PERSONAS_VOTARON",
        "TOTAL_VOTOS_ASENTADOS": ASENTADO,
        "TOTAL_VOTOS_CALCULADOS": "TOTAL_VOTOS_CALCULADO",
        "DISTRITO_LOCAL": "ID_DISTRITO_LOCAL",
    }
    return otros.get(columna, columna)
