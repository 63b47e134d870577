"""The command line speaks Spanish, also when it is used badly, and never shows a traceback."""

import pytest

from central.__main__ import ORDENES, principal


@pytest.mark.parametrize(
    ("argumentos", "dice"),
    [
        ([], "falta indicar: ORDEN"),
        (["nada"], "'nada' no vale; elija entre"),
        (["verificar"], "falta indicar: ARCHIVO"),
        (["fase", "otra"], "'otra' no vale"),
        (["estado", "--datos"], "--datos: falta su valor"),
        (["estado", "--xyz"], "no se reconoce: --xyz"),
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


@pytest.mark.parametrize("orden", ORDENES)
def test_cada_orden_tiene_ayuda_en_espanol(orden: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as salida:
        principal([orden, "--help"])
    assert salida.value.code == 0
    ayuda = capsys.readouterr().out
    assert ayuda.startswith("uso: ") and "opciones:" in ayuda
    assert not {"usage", "options:", "show this help"} & set(ayuda.split())
