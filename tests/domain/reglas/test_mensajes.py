"""Messages: whom each waits for, until when it is told, and a row of the base as one (0093)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from prep.domain.reglas.mensajes import (
    COORDINACION,
    SALA,
    SE_DICE,
    TODOS,
    Mensaje,
    RespuestaDeMensaje,
    a_mensaje,
    sin_contestar,
)

AHORA = datetime(2024, 6, 3, 2, 15, tzinfo=UTC)
UNO = Mensaje(UUID(int=1), "eva", "Eva", "est-01-3", "01", "01", "Ya hay cena.", AHORA, AHORA)


def de(quien: str, sitio: str, hace: timedelta = timedelta(), *, sala: bool = False) -> RespuestaDeMensaje:
    return RespuestaDeMensaje(quien, quien.title(), "est", sitio, sala, AHORA - hace, "Enterado.")


@pytest.mark.parametrize(
    ("para", "operador", "coordina", "espera"),
    [
        ("01", "ana", False, True),
        (TODOS, "ana", False, True),
        ("est-01-1", "ana", False, True),
        ("01", "eva", True, False),  # her own
        (SALA, "ana", False, False),
        (SALA, "otra", True, False),
        (COORDINACION, "ana", False, False),
        (COORDINACION, "otra", True, True),
    ],
)
def test_a_quien_espera_en_una_estacion(para: str, operador: str, coordina: bool, espera: bool) -> None:
    uno = replace(UNO, para=para)
    assert uno.espera_a(operador, coordina=coordina) is espera
    assert not replace(uno, respuestas=(de(operador, "01"),)).espera_a(operador, coordina=coordina)


def test_a_la_sala_la_contesta_otra_persona_de_la_sala() -> None:
    uno = replace(UNO, para=SALA)
    assert sin_contestar([uno]) == [(uno,)] and sin_contestar([UNO]) == []
    suya = replace(uno, respuestas=(de("beto", "01"), de("eva", "CCV", sala=True), de("fer", "CCV")))
    assert sin_contestar([suya]) == [(suya,)]
    assert sin_contestar([replace(uno, respuestas=(de("carmen", "CCV", sala=True),))]) == []


def test_quien_escribe_cien_espera_como_quien_escribe_uno_y_se_le_contesta_una_vez() -> None:
    cien = [replace(UNO, id=UUID(int=n), para=SALA, llego=AHORA + timedelta(seconds=n)) for n in range(100)]
    otra = replace(UNO, id=UUID(int=500), operador="ana", para=SALA, llego=AHORA - timedelta(hours=1))
    suyos, de_ana = sin_contestar([*cien, otra])
    assert [m.id.int for m in suyos[:2]] == [99, 98] and len(suyos) == 100 and de_ana == (otra,)
    cien[97] = replace(cien[97], respuestas=(de("carmen", "CCV", sala=True),))
    assert [[m.id.int for m in unos] for unos in sin_contestar([*cien, otra])] == [[99, 98], [500]]


def test_lo_que_saben_cientos_se_dice_en_un_renglon_y_primero_lo_que_contestaron() -> None:
    callados = tuple(de(f"p{n}", "01") for n in range(300))
    uno = replace(UNO, respuestas=(*callados, replace(de("ana", "01"), texto="No llegó.")))
    assert uno.sabe == "Ana (est): «No llegó.», P0 (est), P1 (est), P2 (est) y 297 más"
    assert UNO.sabe == ""


def test_lo_contestado_se_le_dice_un_rato_a_quien_escribio() -> None:
    uno = replace(UNO, respuestas=(de("ana", "01", timedelta(minutes=1)), de("beto", "01")))
    contestado = uno.contestado("eva", AHORA)
    assert contestado is not None and contestado.operador == "beto"
    assert uno.contestado("ana", AHORA) is None and UNO.contestado("eva", AHORA) is None
    assert uno.contestado("eva", AHORA + SE_DICE) is None


@pytest.mark.parametrize("como", [json.dumps, lambda dichas: dichas])
def test_un_renglon_de_la_base_es_un_mensaje(como: object) -> None:
    assert callable(como)
    uno = replace(UNO, respuestas=(de("ana", "01"),))
    dichas = [["ana", "Ana", "est", "01", False, AHORA.isoformat(), "Enterado."]]
    fila = (uno.id, "eva", "Eva", "est-01-3", "01", "01", "Ya\u2028hay\tcena.", AHORA, AHORA, como(dichas))
    assert a_mensaje(fila) == uno, "en una línea, diga lo que diga quien lo firmó"
