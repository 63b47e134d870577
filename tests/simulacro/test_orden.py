"""The drill's command line speaks Spanish, also when it is used badly, and never shows a traceback."""

import pytest

from simulacro.__main__ import VERBOS, principal


@pytest.mark.parametrize(
    ("argumentos", "dice"),
    [
        (["nada"], "'nada' no vale; elija entre"),
        (["noche", "--trozo", "x"], "--trozo: 'x' no es un número"),
        (["noche", "--trozo", "0"], "--trozo: debe ser 1 o más"),
        (["noche", "--errores", "2"], "--errores: debe estar entre 0 y 1"),
        (["pueblo"], "falta indicar: CARPETA"),
        (["imagenes", "--xyz"], "falta indicar: --salida"),
    ],
)
def test_un_mal_uso_se_dice_en_espanol_con_codigo_2(
    argumentos: list[str], dice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as salida:
        principal(argumentos)
    assert salida.value.code == 2
    errores = capsys.readouterr().err
    assert dice in errores and "usage" not in errores and "error:" not in errores


@pytest.mark.parametrize("orden", VERBOS)
def test_cada_orden_tiene_ayuda_en_espanol(orden: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as salida:
        principal([orden, "--help"])
    assert salida.value.code == 0
    ayuda = capsys.readouterr().out
    assert ayuda.startswith("uso: ") and "opciones:" in ayuda
    assert not {"usage", "options:", "show this help"} & set(ayuda.split())
