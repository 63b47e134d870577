"""Every bad catalogue input of `make malos` says what is expected, without a traceback."""

from pathlib import Path

import pytest

from tests.malos.caso import Caso
from tests.malos.catalogo import casos
from tests.malos.tabla import correr


@pytest.mark.parametrize("caso", casos(), ids=lambda c: c.nombre)
def test_una_entrada_mala_se_rechaza_con_una_frase(caso: Caso, tmp_path: Path) -> None:
    codigo, dicho = correr(caso, tmp_path)
    assert (codigo, caso.mensaje in dicho) == (caso.codigo, True), dicho
    assert "Traceback" not in dicho


def test_hay_bastantes_y_cada_una_tiene_su_nombre() -> None:
    nombres = [c.nombre for c in casos()]
    assert len(set(nombres)) == len(nombres) >= 32
