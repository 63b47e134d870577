"""`python -m simulacro telefono`: a person with a browser is a CAE, from the sheet's link to an accepted acta."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from simulacro.__main__ import principal
from simulacro.personas.telefono import TelefonoDeCae
from tests.e2e.noche import procesos_de
from tests.espera import hasta

LIGA = re.compile(r"  (http://127\.0\.0\.1:\d+/casilla/#\S+)\n")


def test_quien_abre_su_liga_da_de_alta_su_telefono_y_sus_actas_entran(tmp_path: Path) -> None:
    salida = tmp_path / "prueba"
    orden = [sys.executable, "-m", "simulacro", "telefono", "--salida", str(salida), "--puerto", "0"]
    with subprocess.Popen(orden, stdout=subprocess.PIPE, text=True) as proceso:
        try:
            assert proceso.stdout is not None
            dicho = ""
            while "Ctrl-C" not in dicho and (linea := proceso.stdout.readline()):
                dicho += linea
            (liga,) = LIGA.findall(dicho)
            hoja = dict(parse_qsl(urlsplit(liga).fragment))
            suyo = TelefonoDeCae(hoja["a"], hoja["p"], urlsplit(liga).port or 0)
            hasta(lambda: suyo.pedir("POST", "/v1/altas", suyo.alta(hoja["c"])).estado == 202, "que se sepa de la hoja")
            hasta(lambda: suyo.mias().estado == 200, "el alta")
            casillas = suyo.mias().dicho["casillas"]
            assert [len(c["actas"]) for c in casillas] == [3, 3, 3]
            foto = next((salida / "actas").glob(f"{casillas[0]['seccion']}-*-GUB.jpg")).read_bytes()
            acta = next(a["clave"] for a in casillas[0]["actas"] if a["eleccion"] == "GUB")
            assert suyo.enviar(suyo.datos(acta, foto), foto).estado == 201
            hasta(lambda: [e["estado"] for e in suyo.mias().dicho["envios"]] == ["aceptada"], "que el centro la acepte")
            proceso.send_signal(signal.SIGINT)
            assert proceso.wait(60) == 130
        finally:
            proceso.kill()
    assert procesos_de(tmp_path) == []


def test_una_carpeta_ajena_no_se_toca(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "suyo.txt").write_text("x", "utf-8")
    assert principal(["telefono", "--salida", str(tmp_path)]) == 2
    assert "no se borró nada" in capsys.readouterr().err and (tmp_path / "suyo.txt").exists()
