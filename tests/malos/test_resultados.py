"""Every bad results file gives its exit code and its message in one line, in both outputs, and never a traceback."""

import json
from pathlib import Path

import pytest

from central.__main__ import principal
from tests.malos.caso import Caso
from tests.malos.resultados import casos

CASOS = casos()


@pytest.mark.parametrize("caso", CASOS, ids=lambda caso: caso.nombre)
def test_dice_por_que_en_un_renglon_y_sale_con_su_codigo(
    caso: Caso, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argumentos = caso.construir(tmp_path)
    assert principal(argumentos) == caso.codigo
    escrito = capsys.readouterr()
    if caso.codigo == 2:
        assert escrito.out == ""
        (renglon,) = escrito.err.splitlines()
        assert caso.mensaje in renglon
        assert renglon.startswith(argumentos[1])
    else:
        assert caso.mensaje in escrito.out
        assert escrito.err == ""
    assert "Traceback" not in escrito.out + escrito.err


@pytest.mark.parametrize("caso", [c for c in CASOS if c.codigo == 2], ids=lambda caso: caso.nombre)
def test_en_json_dice_lo_mismo(caso: Caso, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    argumentos = caso.construir(tmp_path)
    assert principal([*argumentos, "--json"]) == 2
    objeto = json.loads(capsys.readouterr().out)
    assert objeto.keys() == {"archivo", "error"}
    assert objeto["archivo"] == argumentos[1]
    assert caso.mensaje in f"{objeto['archivo']}: {objeto['error']}"


def test_son_mas_de_treinta_y_distintos() -> None:
    assert len({caso.nombre for caso in CASOS}) == len(CASOS) >= 32
