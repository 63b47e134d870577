"""The rooms as docs/desarrollo.md tells them are those of the table, each with the first sentence of its package."""

from tests.architecture.indice import DESTINO, FIN, PRINCIPIO, dichas, documento, para_que
from tests.architecture.salas import TABLA, leer_tabla


def test_el_documento_dice_las_salas_de_la_tabla() -> None:
    actual = DESTINO.read_text(encoding="utf-8")
    assert actual.count(PRINCIPIO) == actual.count(FIN) == 1
    assert actual == documento(actual), "corra `make salas`"


def test_estan_todas_las_salas_y_cada_una_dice_para_que_es() -> None:
    assert list(dichas()) == list(leer_tabla(TABLA))
    assert [sala for sala in dichas() if not para_que(sala)] == []
