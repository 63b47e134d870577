"""Where no window can open, a sentence says why and what to do; never a traceback of Qt."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from prep.ui.escritorio import PANTALLAS, impedimento
from tests.gui.pantalla_x import RAIZ, PantallaX


def sin_pantalla() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in PANTALLAS} | {"PYTHONPATH": str(RAIZ)}


def test_con_pantalla_y_bibliotecas_nada_lo_impide() -> None:
    assert impedimento() is None


def test_sin_una_biblioteca_se_dice_cual_y_quien_la_instala(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    dicho = impedimento()
    assert dicho is not None
    assert dicho.startswith("No se puede abrir la estación: ")
    assert dicho.endswith("Instale prep-estacion; en el código, «make setup» dice la línea.")


@pytest.mark.parametrize("programa", ["catd", "ccv"])
def test_una_estacion_sin_pantalla_lo_dice_en_un_renglon_y_sale_con_2(programa: str) -> None:
    fin = subprocess.run(
        [sys.executable, "-m", programa], cwd=RAIZ, env=sin_pantalla(), capture_output=True, encoding="utf-8",
        timeout=60, check=False,
    )  # fmt: skip
    assert fin.returncode == 2
    assert fin.stderr == "No hay una pantalla donde abrir la estación. Ábrala en un escritorio.\n"


@pytest.mark.parametrize("programa", ["catd", "ccv"])
@pytest.mark.parametrize(
    ("entorno", "nombra"),
    [
        ({"DISPLAY": ":4091"}, "la pantalla «:4091» (DISPLAY)"),
        ({"DISPLAY": "no es una pantalla"}, "la pantalla «no es una pantalla» (DISPLAY)"),
        ({"DISPLAY": ":4091", "QT_QPA_PLATFORM": "xcb"}, "la pantalla «:4091» (DISPLAY)"),
        (
            {"WAYLAND_DISPLAY": "nadie", "DISPLAY": ":4091"},
            "«nadie» (WAYLAND_DISPLAY) ni la pantalla «:4091» (DISPLAY)",
        ),
    ],
)
def test_una_pantalla_que_no_contesta_se_dice_en_un_renglon_y_sale_con_2(
    programa: str, entorno: dict[str, str], nombra: str
) -> None:
    fin = subprocess.run(
        [sys.executable, "-m", programa], cwd=RAIZ, env=sin_pantalla() | entorno, capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert fin.returncode == 2
    assert nombra in fin.stderr and fin.stderr.startswith("No se puede abrir la estación: ")
    assert len(fin.stderr.splitlines()) == 1


def test_basta_que_una_pantalla_de_las_que_qt_probaria_conteste(
    pantalla_x: PantallaX, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in PANTALLAS:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DISPLAY", pantalla_x.numero)
    assert impedimento() is None
    monkeypatch.setenv("WAYLAND_DISPLAY", "nadie")
    assert impedimento() is None, "Qt prueba la otra"
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    dicho = impedimento("la sala")
    assert dicho is not None and dicho.startswith("No se puede abrir la sala: la pantalla «nadie» (WAYLAND_DISPLAY)")


def test_un_compositor_de_wayland_que_escucha_sirve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in PANTALLAS:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    monkeypatch.setenv("XDG_RUNTIME_DIR", ".")
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind("wayland-7")
        compositor.listen()
        assert impedimento() is None
    assert "no contesta" in str(impedimento())


@pytest.mark.parametrize("plataforma", ["offscreen", "minimal:enable_fonts", "vnc"])
def test_lo_que_no_dibuja_en_una_pantalla_no_se_prueba(plataforma: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4091")
    monkeypatch.setenv("QT_QPA_PLATFORM", plataforma)
    assert impedimento() is None
