"""The bounds of a fact: each just inside and just outside, with what is said of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from prep.domain.hechos.cotas import (
    CUERPO_MAX,
    DESDE,
    DESFASE_MAX_MS,
    HASTA,
    PUBLICADO_MAX,
    TEXTO_MAX,
    fuera_de_cotas,
    legible,
)

BUENO: dict[str, Any] = {
    "tipo": "ACOPIO", "fuente": "CATD", "acta": "GUB-1", "nombres": ("p-1", "ana", "est-01", "CATD01"),
    "momento": datetime(2027, 6, 7, tzinfo=UTC), "desfase_ms": 0, "tamano": 10, "firma": 64,
}  # fmt: skip
UN_MICRO = timedelta(microseconds=1)


@pytest.mark.parametrize(
    "cambio",
    [
        {},
        {"tipo": "FASE", "fuente": "CENTRO", "acta": ""},
        {"acta": "A" * 80},
        {"nombres": ("A" * 60, "a.b", "c_d", "e-f")},
        {"momento": DESDE},
        {"momento": HASTA - UN_MICRO},
        {"desfase_ms": DESFASE_MAX_MS},
        {"desfase_ms": -DESFASE_MAX_MS},
        {"tamano": CUERPO_MAX},
        {"tipo": "PUBLICADO", "fuente": "CENTRO", "acta": "", "tamano": PUBLICADO_MAX},
    ],
)
def test_lo_que_esta_dentro_no_tiene_defecto(cambio: dict[str, Any]) -> None:
    assert fuera_de_cotas(**BUENO | cambio) == ""


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"tipo": "OTRO"}, "no hay hechos de ese tipo o de esa fuente"),
        ({"fuente": "OTRA"}, "no hay hechos de ese tipo o de esa fuente"),
        ({"acta": ""}, "no nombra un acta"),
        ({"acta": "gub"}, "no nombra un acta"),
        ({"acta": "A" * 81}, "no nombra un acta"),
        ({"tipo": "FASE", "acta": "gub"}, "no nombra un acta"),
        ({"nombres": ("",)}, "su proceso, su operador, su estación o su nodo no es un nombre"),
        ({"nombres": ("bien", "a b")}, "su proceso, su operador, su estación o su nodo no es un nombre"),
        ({"nombres": ("A" * 61,)}, "su proceso, su operador, su estación o su nodo no es un nombre"),
        ({"momento": DESDE - UN_MICRO}, "su momento no es una hora"),
        ({"momento": HASTA}, "su momento no es una hora"),
        ({"desfase_ms": DESFASE_MAX_MS + 1}, "su desfase no es de un reloj"),
        ({"desfase_ms": -DESFASE_MAX_MS - 1}, "su desfase no es de un reloj"),
        ({"tamano": CUERPO_MAX + 1}, "su cuerpo es demasiado grande"),
        ({"tipo": "PUBLICADO", "acta": "", "tamano": PUBLICADO_MAX + 1}, "su cuerpo es demasiado grande"),
        ({"firma": 63}, "su firma no mide 64 bytes"),
        ({"firma": 65}, "su firma no mide 64 bytes"),
    ],
)
def test_lo_que_esta_fuera_dice_que(cambio: dict[str, Any], dice: str) -> None:
    assert fuera_de_cotas(**BUENO | cambio) == dice


def test_lo_que_otros_escribieron_se_hace_legible_y_corto() -> None:
    assert legible("una\x1b[2J línea\n\ud800") == "una·[2J línea··"
    assert legible("á" * 3000) == "á" * TEXTO_MAX
