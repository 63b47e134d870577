"""The command `verificar`: exit codes, the JSON object key by key, and the table."""

import json
import zipfile
from pathlib import Path

import pytest

from central.__main__ import principal
from central.verificar.modelo import CAMPOS
from tests.central.verificar.sintetico import Acta, escribir, pendiente, resumen, sin_acta

ACTAS = [Acta(1), Acta(2, "S"), sin_acta(3), pendiente(4)]
CLAVES = ["archivo", "eleccion", "corte", "filas", "declarado", "calculado", "diferencias", "hallazgos"]


@pytest.fixture
def bueno(tmp_path: Path) -> Path:
    ruta = tmp_path / "CDMX_GUB_2024.csv"
    ruta.write_bytes(escribir(ACTAS))
    return ruta


def _zip(ruta: Path, entradas: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nombre, contenido in entradas.items():
            zip_.writestr(nombre, contenido)
    return ruta


def test_sale_con_0_y_una_tabla_cuando_todo_concuerda(bueno: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["verificar", str(bueno)]) == 0
    tabla = capsys.readouterr().out
    assert all(campo in tabla for campo in CAMPOS)
    assert tabla.endswith("RESULTADO: las 13 cifras concuerdan con sus renglones.\n")


def test_el_json_tiene_exactamente_esas_claves(bueno: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["verificar", str(bueno), "--json"]) == 0
    objeto = json.loads(capsys.readouterr().out)
    assert list(objeto) == CLAVES
    assert (objeto["archivo"], objeto["eleccion"]) == (str(bueno), "JEFATURA")
    assert (objeto["corte"], objeto["filas"]) == ("03/06/2024 20:00 (UTC-6)", 4)
    assert list(objeto["declarado"]) == list(objeto["calculado"]) == list(CAMPOS)
    assert objeto["diferencias"] == []
    assert all(list(h) == ["regla", "descripcion", "filas", "ejemplo", "grave"] for h in objeto["hallazgos"])


def test_sale_con_3_y_dice_cada_diferencia(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ruta = tmp_path / "mas_750.csv"
    declarado = resumen(ACTAS)
    declarado["TOTAL_VOTOS_C_CS"] = str(int(declarado["TOTAL_VOTOS_C_CS"]) + 750)
    ruta.write_bytes(escribir(ACTAS, declarado))
    assert principal(["verificar", str(ruta), "--json"]) == 3
    objeto = json.loads(capsys.readouterr().out)
    assert objeto["diferencias"] == [{"campo": "TOTAL_VOTOS_C_CS", "declarado": "970", "calculado": "220"}]
    assert principal(["verificar", str(ruta)]) == 3
    assert "TOTAL_VOTOS_C_CS                              970            220  DIFIERE" in capsys.readouterr().out


def test_un_zip_interior_da_un_objeto_y_uno_de_tres_una_lista(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo = resumen(ACTAS) | {"ACTAS_REGISTRADAS": "9"}
    candidaturas = b"ID_ENTIDAD,PARTIDO_CI,CANDIDATURA\n09,MC,X\n"
    interiores = {}
    for eleccion, declarado in (("GUB", resumen(ACTAS)), ("DIP_LOC", malo), ("ALC", resumen(ACTAS))):
        entradas = {
            f"CDMX_{eleccion}_2024.csv": escribir(ACTAS, declarado, eleccion=eleccion),
            f"CDMX_{eleccion}_CANDIDATURAS_2024.csv": candidaturas,
            "leeme.txt": b"leeme",
        }
        interiores[eleccion] = _zip(tmp_path / f"{eleccion}.zip", entradas)
    assert principal(["verificar", str(interiores["GUB"]), "--json"]) == 0
    uno = json.loads(capsys.readouterr().out)
    assert list(uno) == CLAVES
    assert uno["archivo"].endswith("GUB.zip/CDMX_GUB_2024.csv")
    corte = _zip(tmp_path / "corte.zip", {r.name: r.read_bytes() for r in interiores.values()})
    assert principal(["verificar", str(corte), "--json"]) == 3
    varios = json.loads(capsys.readouterr().out)
    assert list(varios) == ["archivos"]
    assert [o["eleccion"] for o in varios["archivos"]] == ["GUB", "DIP_LOC", "ALC"]
    assert [len(o["diferencias"]) for o in varios["archivos"]] == [0, 1, 0]


def test_la_tabla_marca_lo_no_verificable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ruta = tmp_path / "solo_registradas.csv"
    ruta.write_bytes(escribir([Acta(1)], resumen([Acta(1)], esperadas=5)))
    assert principal(["verificar", str(ruta)]) == 0
    (renglon,) = [r for r in capsys.readouterr().out.splitlines() if r.startswith("ACTAS_ESPERADAS ")]
    assert renglon.endswith("no verificable")


def test_los_limites_dados_deciden_quien_excede(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ruta = tmp_path / "limite.csv"
    ruta.write_bytes(escribir([Acta(1, votos=("710", *("0",) * 6))]))
    assert principal(["verificar", str(ruta), "--representantes-max", "5", "--boletas-max", "900"]) == 0
    assert "CONTABILIZADA 1 con votos por encima del límite (lista nominal)" in capsys.readouterr().out
    with pytest.raises(SystemExit) as salida:
        principal(["verificar", str(ruta), "--representantes-max", "-5"])
    assert salida.value.code == 2


def test_una_tuberia_no_se_lee(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["verificar", "/dev/null"]) == 2
    assert capsys.readouterr().err == "/dev/null: no es un archivo\n"


def test_un_nombre_imposible_se_dice_sin_romper_la_salida(capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["verificar", "a\0b\n\udcff.csv", "--json"]) == 2
    objeto = json.loads(capsys.readouterr().out)
    assert objeto == {"archivo": "a·b··.csv", "error": "no se puede abrir"}
