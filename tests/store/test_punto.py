"""A failpoint kills the process where it is named, at the pass that is asked for, and does nothing otherwise."""

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prep.store import punto
from prep.store.punto import VARIABLE

RAIZ = Path(__file__).resolve().parents[2]
PROGRAMA = """
from prep.store.punto import punto
for n in range(1, 4):
    print(n, flush=True)
    punto("uno.antes")
    punto("uno.despues")
"""


def _correr(valor: str | None) -> tuple[int, list[str], str]:
    entorno = {k: v for k, v in os.environ.items() if k != VARIABLE} | ({} if valor is None else {VARIABLE: valor})
    hijo = subprocess.run(
        [sys.executable, "-c", PROGRAMA], cwd=RAIZ, env=entorno, capture_output=True, text=True, check=False
    )
    return hijo.returncode, hijo.stdout.split(), hijo.stderr


@pytest.mark.parametrize(
    ("valor", "pasos"), [("uno.antes", 1), ("uno.despues", 1), ("uno.antes:3", 3), ("uno.despues:2", 2)]
)
def test_el_proceso_muere_en_esa_vez_de_ese_punto_y_lo_ha_dicho(valor: str, pasos: int) -> None:
    codigo, dicho, errores = _correr(valor)
    assert codigo == -signal.SIGKILL
    assert dicho == [str(n) for n in range(1, pasos + 1)]
    assert f"{VARIABLE}={valor}: este proceso se matará ahí" in errores


@pytest.mark.parametrize("valor", [None, "", "1", "uno", "uno.antes:4", "uno.antes:x:1", "UNO.ANTES", "*"])
def test_sin_el_nombre_exacto_no_pasa_nada(valor: str | None) -> None:
    codigo, dicho, _ = _correr(valor)
    assert (codigo, dicho) == (0, ["1", "2", "3"])


def test_la_variable_se_lee_una_vez_al_empezar_el_proceso(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, "uno.antes")
    with caplog.at_level(logging.WARNING):
        punto.punto("uno.antes")
    assert caplog.records == []
