"""`python -m simulacro pueblo`: an invented election that is imported as the real one."""

from pathlib import Path

import pytest

from central.__main__ import principal as central
from simulacro.__main__ import principal


def test_lo_inventado_se_importa(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    carpeta = str(tmp_path / "otra")
    assert principal(["pueblo", carpeta, "--semilla", "5", "--perfil", "son-slrc-2024"]) == 0
    assert "semilla 5, pueblo" in capsys.readouterr().out
    assert central(["catalogo", "importar", carpeta, "--proceso", "SIM-1", "--perfil", "son-slrc-2024"]) == 0


def test_lo_que_no_sirve_sale_con_2_y_su_razon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ocupado = tmp_path / "ocupado"
    ocupado.write_text("", "utf-8")
    assert principal(["pueblo", str(ocupado)]) == 2
    assert "ocupado: no se puede escribir" in capsys.readouterr().err
    assert principal(["pueblo", str(tmp_path / "s"), "--perfil", "no-hay"]) == 2
    assert "no-hay" in capsys.readouterr().err
