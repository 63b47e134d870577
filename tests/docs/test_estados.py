"""The page on the life of an acta says what the state table does: it is the one that the table draws today."""

from installer.estados import DESTINO, documento
from installer.pasos import PasoDeEtapa, pasos
from prep.domain.vida.estado import Etapa
from prep.domain.vida.transiciones import TABLA, Rechazo, Suceso


def test_la_pagina_es_la_que_dibuja_la_tabla() -> None:
    assert DESTINO.read_text(encoding="utf-8") == documento(), "corra `make estados`"


def test_al_dibujarla_se_prueba_cada_celda_que_hace_algo() -> None:
    probadas = {(paso.de, paso.suceso) for paso in pasos()}
    vivas = {(e, s) for e, fila in TABLA.items() for s, hace in fila.items() if not isinstance(hace, Rechazo)}
    assert probadas == vivas


def test_los_pasos_son_los_de_la_noche() -> None:
    dibujados = set(pasos())
    assert {
        PasoDeEtapa(Etapa.ESPERADA, Suceso.ACOPIO, Etapa.ACOPIADA),
        PasoDeEtapa(Etapa.ACOPIADA, Suceso.IMAGEN, Etapa.DIGITALIZADA),
        PasoDeEtapa(Etapa.EN_CAPTURA, Suceso.CAPTURA, Etapa.VERIFICADA),
        PasoDeEtapa(Etapa.EN_MESA, Suceso.IDENTIFICA, Etapa.TRASLADADA),
    } <= dibujados
    assert not [p for p in dibujados if p.a is Etapa.ESPERADA], "nada se regresa a esperada"
