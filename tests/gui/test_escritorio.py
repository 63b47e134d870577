"""Where no window can open, a sentence says why and what to do; never a traceback of Qt."""

import os
import subprocess
import sys

import pytest

from prep.ui.escritorio import PANTALLAS, impedimento
from tests.gui.pantalla_x import RAIZ


def sin_pantalla() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in PANTALLAS} | {"PYTHONPATH": str(RAIZ)}


def test_con_pantalla_y_bibliotecas_nada_lo_impide() -> None:
    assert impedimento() is None


def test_sin_una_biblioteca_se_dice_cual_y_quien_la_instala(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    dicho = impedimento()
    assert dicho is not None
    assert dicho.startswith("No se puede abrir la estación: ")
    assert dicho.endswith("«make setup» dice la línea que instala lo que falta.")


@pytest.mark.parametrize("programa", ["catd", "ccv"])
def test_una_estacion_sin_pantalla_lo_dice_en_un_renglon_y_sale_con_2(programa: str) -> None:
    fin = subprocess.run(
        [sys.executable, "-m", programa], cwd=RAIZ, env=sin_pantalla(), capture_output=True, encoding="utf-8",
        timeout=60, check=False,
    )  # fmt: skip
    assert fin.returncode == 2
    assert fin.stderr == "No hay una pantalla donde abrir la estación. Ábrala en un escritorio.\n"
