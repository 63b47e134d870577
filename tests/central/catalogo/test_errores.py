"""Every error of every file is reported at once, with its file, row and column; a list of errors has an end."""

import random
import shutil
from pathlib import Path

import pytest

from central.catalogo.errores import LISTADOS_MAX, CatalogoInvalido
from central.catalogo.importar import importar
from central.catalogo.perfil import Perfil
from tests.central.catalogo.conftest import Cambiar

MALOS = ("doce", "-3", "1.5", "", "9999999999", "N/A")


def test_quinientos_errores_plantados_se_reportan_todos(reales: Path, perfil: Perfil, tmp_path: Path) -> None:
    azar, plantados = random.Random(4), set()
    for original in reales.glob("*.csv"):
        shutil.copy(original, tmp_path)
    for archivo, cuantos in {"jefatura.csv": 200, "diputaciones.csv": 200, "alcaldias.csv": 100}.items():
        ruta = tmp_path / archivo
        ruta.chmod(0o644)
        lineas = ruta.read_text("utf-8").splitlines()
        encabezado = lineas[6].split(",")
        desde, hasta = encabezado.index("TOTAL_BOLETAS_SOBRANTES"), encabezado.index("LISTA_NOMINAL")
        for n in azar.sample(range(7, len(lineas)), cuantos):
            celdas, columna = lineas[n].split(","), azar.randint(desde, hasta)
            celdas[columna] = azar.choice(MALOS)
            lineas[n] = ",".join(celdas)
            plantados.add((archivo, n + 1, encabezado[columna]))
        ruta.write_text("\n".join(lineas) + "\n", "utf-8")
    with pytest.raises(CatalogoInvalido) as error:
        importar(tmp_path, perfil, "SIM-1")
    assert {(e.archivo, e.fila, e.columna) for e in error.value.errores} == plantados
    assert error.value.total == len(plantados) == 500


def test_dos_celdas_malas_de_un_renglon_son_dos_errores(cambiar: Cambiar, perfil: Perfil) -> None:
    def cambio(filas: list[list[str]]) -> list[list[str]]:
        filas[5][12], filas[5][14], filas[5][4] = "x", "-1", "zz"
        return filas

    with pytest.raises(CatalogoInvalido) as error:
        importar(cambiar("jefatura.csv", cambio), perfil, "SIM-1")
    assert [(e.fila, e.columna) for e in error.value.errores] == [
        (13, "PRI"),
        (13, "PVEM"),
        (13, "EXT_CONTIGUA"),
    ]


def test_una_columna_de_cifras_que_falta_no_oculta_otros_errores(pueblo: Path, perfil: Perfil) -> None:
    ruta = pueblo / "jefatura.csv"
    lineas = ruta.read_text("utf-8").splitlines()
    lineas = lineas[:6] + [",".join(x.split(",")[:11] + x.split(",")[12:]) for x in lineas[6:]]  # PAN
    lineas[20] = lineas[20].replace(",A02,", ",A77,")
    ruta.write_text("\n".join(lineas) + "\n", "utf-8")
    with pytest.raises(CatalogoInvalido) as error:
        importar(pueblo, perfil, "SIM-1")
    assert [str(e) for e in error.value.errores] == [
        "jefatura.csv:7:PAN: falta esta columna",
        "jefatura.csv:21:TIPO_ACTA: 'A77' no es un código de acta de GUB",
    ]


def test_la_lista_de_errores_tiene_limite_y_dice_cuantos_mas_hay(cambiar: Cambiar, perfil: Perfil) -> None:
    with pytest.raises(CatalogoInvalido) as error:
        importar(cambiar("jefatura.csv", lambda filas: filas + [["basura"]] * 2_000), perfil, "SIM-1")
    assert len(error.value.errores) == LISTADOS_MAX
    assert error.value.lineas()[-1] == f"y {error.value.total - LISTADOS_MAX} más"


def test_varios_archivos_malos_se_reportan_juntos(pueblo: Path, perfil: Perfil) -> None:
    (pueblo / "jefatura.csv").unlink()
    (pueblo / "alcaldias.csv").write_bytes(b"")
    (pueblo / "CDMX_GUB_CANDIDATURAS.csv").unlink()
    with pytest.raises(CatalogoInvalido) as error:
        importar(pueblo, perfil, "sim")
    assert [e.archivo for e in error.value.errores] == [
        "proceso", "jefatura.csv", "CDMX_GUB_CANDIDATURAS.csv", "alcaldias.csv",
    ]  # fmt: skip
