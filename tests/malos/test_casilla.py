"""Every bad phone image of `make malos` is set aside with its reason, without a traceback, and nothing is lost."""

from pathlib import Path

import pytest

from tests.malos.casilla import casos
from tests.malos.caso import Caso
from tests.malos.tabla import correr


@pytest.mark.parametrize("caso", casos(), ids=lambda caso: caso.nombre)
def test_se_dice_por_que_en_una_frase_y_nada_se_pierde(caso: Caso, tmp_path: Path) -> None:
    codigo, dicho = correr(caso, tmp_path)
    assert (codigo, caso.mensaje in dicho) == (caso.codigo, True), dicho
    assert "Traceback" not in dicho
    if codigo == 3:
        assert [r.name for r in tmp_path.iterdir() if r.suffix in (".jpg", ".json")] == []
        assert len(list((tmp_path / "apartadas").glob("*.motivo.txt"))) == 1


def test_son_mas_de_treinta_y_distintos() -> None:
    nombres = [caso.nombre for caso in casos()]
    assert len(set(nombres)) == len(nombres) >= 32
