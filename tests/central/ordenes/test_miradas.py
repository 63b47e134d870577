"""`prep miradas`: a row for each kind of suspicion, what was expected beside what was found."""

import csv
import json
from pathlib import Path

import pytest

from tests.central.conftest import Mando, clave

LISTA = [{"acta": clave(1), "mirada": "cifra 834 41 PAN", "frase": "", "seguridad": "", "otra": ""}]


def test_dice_por_clase_lo_que_hay_por_ver_y_lo_que_se_hallo(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.filas("INSERT INTO prep.miradas VALUES ('01', 1, %s)", json.dumps(LISTA))
    capsys.readouterr()
    assert mando.correr("miradas") == 0
    dicho = capsys.readouterr().out
    assert "una cifra" in dicho and "columnas cambiadas" in dicho
    assert "Lista del corte 1." in dicho and "Sitio" in dicho
    assert "Se vieron 0 actas; se esperaban 0 errores y el papel dijo otra cosa en 0: 0 votos corregidos." in dicho
    assert mando.correr("miradas", "--json") == 0
    cifra, *otras = json.loads(capsys.readouterr().out)["miradas"]
    assert cifra == {
        "sospecha": "cifra", "ofrecidas": 1, "vistas": 0, "abierta": 0, "bien": 0, "corregida": 0, "otra_vez": 0,
        "esperadas": 0.0, "votos": 0,
    }  # fmt: skip
    assert [o["ofrecidas"] for o in otras] == [0, 0, 0, 0]


def test_deja_la_relacion_de_cada_acta_y_ninguna_celda_se_calcula(
    mando: Mando, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    otra = {**LISTA[0], "acta": clave(2), "frase": '=HYPERLINK("x")'}
    mando.filas("INSERT INTO prep.miradas VALUES ('01', 1, %s)", json.dumps([*LISTA, otra]))
    assert mando.correr("miradas", "--salida", str(tmp_path)) == 0
    (hoja,) = tmp_path.glob("miradas-*.csv")
    assert f"Relación de 2 actas en {hoja}." in capsys.readouterr().out
    with hoja.open(encoding="utf-8-sig", newline="") as archivo:
        una, dos = csv.DictReader(archivo)
    assert (una["acta"], una["sitio"], una["probabilidad"], una["resultado"]) == (clave(1), "01", "0.834", "por ver")
    assert dos["razon"] == '\'=HYPERLINK("x")'
