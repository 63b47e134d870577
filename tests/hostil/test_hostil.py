"""A hostile night: each act is of the table, what is not stopped is told, and a small one ends with exact figures."""

import json
import subprocess
import sys
from pathlib import Path

from prep.net.identidad import nueva
from tests.ataques.ciudad import RAIZ
from tests.ataques.tabla.fila import Quien
from tests.ataques.tabla.todas import FILAS
from tests.e2e.noche import procesos_de
from tests.hostil.__main__ import Hecho, NocheHostil
from tests.hostil.actos import ACTOS
from tests.hostil.enemigos import Enemigos


def test_cada_acto_es_de_la_tabla_y_los_tres_tienen_los_suyos() -> None:
    assert {a.n for a in ACTOS} <= {f.n for f in FILAS}
    assert {a.quien for a in ACTOS} == {Quien.ESTACION, Quien.PERSONA, Quien.NODO}
    assert len({a.n for a in ACTOS}) == len(ACTOS) >= 30


def test_lo_que_no_se_detiene_o_no_deja_alarma_se_dice(tmp_path: Path) -> None:
    hostil = NocheHostil(tmp_path, 1, Enemigos(tmp_path, "x", "01", "01", "01", nueva()))
    hostil.hechos = [Hecho("9", "estación", 1.0, "terminada", True, "ESTACION_ESTORBA")]
    assert hostil.mal == ["no hubo alarma ESTACION_ESTORBA"]
    hostil.alarmas = {"ESTACION_ESTORBA"}
    assert hostil.mal == []
    hostil.hechos.append(Hecho("27", "estación", 2.0, "pasa", False, ""))
    assert hostil.mal == ["#27 (estación, segundo 2.0): pasa"]


def test_una_noche_hostil_de_un_pueblo_sale_exacta(tmp_path: Path) -> None:
    salida = tmp_path / "noche"
    noche = ("--escala", "pueblo", "--nodos", "2", "--errores", "0", "--excepciones", "0", "--duracion", "15")
    orden = [sys.executable, "-m", "tests.hostil", "--semilla", "2", "--salida", str(salida), *noche]
    hecho = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=False, timeout=280)
    assert hecho.returncode == 0, hecho.stdout[-2000:] + hecho.stderr[-2000:]
    informe = json.loads((salida / "informe.json").read_text(encoding="utf-8"))
    assert informe["filas_distintas"] == 0
    assert informe["sitios"]["perdidos"] == informe["sitios"]["duplicados"] == 0
    hostil = json.loads((salida / "hostil.json").read_text(encoding="utf-8"))
    assert hostil["mal"] == [] and {a["quien"] for a in hostil["actos"]} == {"estación", "persona", "nodo"}
    dicho = (salida / "informe.md").read_text(encoding="utf-8")
    assert all(f"| {a['segundo']} | {a['n']} |" in dicho for a in hostil["actos"])
    assert procesos_de(salida) == []
