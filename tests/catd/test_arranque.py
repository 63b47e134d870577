"""What a station imports before its window is there."""

import subprocess
import sys


def test_lo_que_lee_imagenes_no_se_importa_para_abrir_la_ventana() -> None:
    orden = "import catd.app, sys; print(*sorted({'cv2', 'numpy', 'zxingcpp', 'pypdfium2'} & sys.modules.keys()))"
    dicho = subprocess.run([sys.executable, "-c", orden], capture_output=True, text=True, timeout=60, check=True)
    assert dicho.stdout.strip() == ""
