"""What a key that copies the paper is answered, and what F1 shows, are of the entity's table (R-12, R-13)."""

import pytest
from pytestqt.qtbot import QtBot

from prep.domain.catalogo.convenciones import CONVENCIONES, Convencion
from prep.ui.ayuda import notas_convenciones
from prep.ui.captura.cifra import Cifra

DE_OTRA = (Convencion("raya", "Marque SIN DATO.", "-_"), Convencion("palomita", "Capture 1.", "v"))


@pytest.mark.parametrize("convenciones", [CONVENCIONES, DE_OTRA], ids=["de_nadie", "de_otra"])
def test_la_tecla_que_copia_el_papel_no_escribe_y_dice_lo_de_la_tabla(
    qtbot: QtBot, convenciones: tuple[Convencion, ...]
) -> None:
    campo, dichos = Cifra(convenciones), list[str]()
    qtbot.addWidget(campo)
    campo.dice.connect(dichos.append)
    for tecla in "-_/xv":
        dichos.clear()
        qtbot.keyClicks(campo, tecla)
        suya = [c for c in convenciones if tecla.upper() in c.teclas.upper()]
        assert campo.text() == "" and len(dichos) == len(suya)
        assert all(c.escrito in d and c.captura[1:] in d for c, d in zip(suya, dichos, strict=True))
    ayuda = notas_convenciones(convenciones)
    assert all(c.escrito in ayuda and c.captura in ayuda for c in convenciones)
