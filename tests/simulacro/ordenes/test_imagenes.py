"""`python -m simulacro imagenes`: a sample on disk, said in Spanish."""

from pathlib import Path

import pytest

from simulacro.__main__ import principal
from simulacro.papel.papel import leer


def test_dibuja_la_muestra_y_dice_que_hizo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    orden = ["imagenes", "--salida", str(tmp_path), "--n", "4", "--semilla", "3"]
    assert principal(orden) == 0
    assert f"4 imágenes en {tmp_path}: " in capsys.readouterr().out
    hechas = {p: p.read_bytes() for p in tmp_path.rglob("*.jpg")}
    assert len(hechas) == 4
    assert all(leer(b).clave in p.name for p, b in hechas.items())
    assert principal(orden) == 0
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.jpg")} == hechas


@pytest.mark.parametrize(
    ("extra", "dicho"),
    [
        (["--perfil", "no-hay"], "no-hay"),
        (["--archivos", "no-hay"], "no existe esta carpeta"),
        (["--n", "0"], "--n: debe ir de 1 a"),
        (["--n", "muchas"], "no es un número"),
    ],
)
def test_lo_que_no_sirve_sale_con_2_y_su_razon(
    extra: list[str], dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        codigo = principal(["imagenes", "--salida", str(tmp_path / "s"), *extra])
    except SystemExit as salida:
        codigo = int(salida.code or 0)
    dichos = capsys.readouterr()
    assert codigo == 2 and dicho in dichos.err and "Traceback" not in dichos.err


def test_una_salida_que_es_un_archivo_se_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archivo = tmp_path / "ocupado"
    archivo.write_text("x", encoding="utf-8")
    assert principal(["imagenes", "--salida", str(archivo), "--n", "1"]) == 2
    assert "ocupado: no se puede escribir" in capsys.readouterr().err
