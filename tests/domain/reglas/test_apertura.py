"""When the period begins: by the phase and the hour, with the node's word or without it (R-10)."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from prep.domain.hechos.horas import hora_de, texto_de
from prep.domain.reglas.apertura import Apertura

SEIS = datetime(2024, 6, 3, 0, 0, tzinfo=UTC)  # the 2nd at 18:00 there
ANTES, DESPUES = SEIS - timedelta(minutes=18), SEIS + timedelta(minutes=5)
ZONA = "America/Mexico_City"


@pytest.mark.parametrize(
    ("apertura", "ahora", "fresca", "dice"),
    [
        (Apertura("abrir"), ANTES, True, ""),
        (Apertura("publicar"), ANTES, False, ""),
        (Apertura("", SEIS), ANTES, True, "El periodo empieza a las 18:00 y son las 17:42."),
        (Apertura("abrir", SEIS), ANTES, True, "El periodo empieza a las 18:00 y son las 17:42."),
        (Apertura("abrir", SEIS), SEIS, True, ""),
        (Apertura("ceros", SEIS), DESPUES, True, "El periodo empezaba a las 18:00, pero la coordinación"),
        (Apertura("ceros", SEIS), DESPUES, False, ""),
        (Apertura("ceros"), DESPUES, True, "La coordinación todavía no declara la apertura; son las 18:05."),
        (Apertura("ceros"), DESPUES, False, "no tiene nodo."),
        (Apertura("abrir", SEIS), ANTES - timedelta(days=1), False, "empieza el 02/06/2024 a las 18:00"),
    ],
)
def test_falta_para_abrir_segun_la_fase_y_la_hora(apertura: Apertura, ahora: datetime, fresca: bool, dice: str) -> None:
    falta = apertura.falta(ahora, ZONA, fresca=fresca)
    assert (dice in falta) if dice else falta == ""
    assert not falta or falta.endswith(".")
    assert ("Es lo que esta estación sabe" in falta) is (bool(falta) and not fresca)


def test_la_hora_se_firma_en_utc_este_donde_este_la_maquina(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as otra:
        otra.setenv("TZ", ZONA)
        time.tzset()
        firmada = texto_de(SEIS)
    time.tzset()
    assert firmada == "2024-06-03T00:00+00:00"


def test_la_hora_se_firma_de_una_sola_manera() -> None:
    assert texto_de(SEIS) == "2024-06-03T00:00+00:00" and hora_de(texto_de(SEIS)) == SEIS
    for otra in (
        "",
        "18:00",
        "2024-06-02T18:00",
        "2024-06-02T18:00-06:00",
        "2024-06-03T00:00:30+00:00",
        "0001-01-01T00:00+14:00",
    ):
        assert hora_de(otra) is None
