"""What a station imports and where it stands before its window is there."""

import subprocess
import sys
from pathlib import Path

import pytest

from prep.devices.eleccion import ENTRADA, elegido
from prep.orden.analizador import Analizador
from prep.ui.opciones import OpcionesDeEstacion, con_opciones


def test_lo_que_lee_imagenes_no_se_importa_para_abrir_la_ventana() -> None:
    orden = "import catd.app, sys; print(*sorted({'cv2', 'numpy', 'zxingcpp', 'pypdfium2'} & sys.modules.keys()))"
    dicho = subprocess.run([sys.executable, "-c", orden], capture_output=True, text=True, timeout=60, check=True)
    assert dicho.stdout.strip() == ""


def test_la_carpeta_de_la_estacion_dicha_desde_donde_se_esta_sirve_para_las_paginas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    abiertas: list[OpcionesDeEstacion] = []

    def abrir(opciones: OpcionesDeEstacion) -> int:
        abiertas.append(opciones)
        return 0

    analizador = Analizador(prog="catd")
    con_opciones(analizador, "catd", abrir)
    leidos = analizador.parse_args(["--datos", "fichas/e01-1"])
    assert leidos.ejecutar(leidos) == 0
    (abiertas[0].datos / ENTRADA).mkdir(parents=True)
    assert list(elegido(None, abiertas[0].datos).abrir().paginas()) == []
