"""`prep apertura` and `prep retenidas`: what they say, what they refuse, and that they only propose."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from prep.domain.hechos.hechos import Acopio
from tests.central.conftest import Mando, clave
from tests.dos_personas import DAVID, firma, proponer


def test_la_hora_se_ve_se_propone_y_se_fija_con_el_conforme(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    assert mando.correr("apertura", "18:00", "--motivo", "x") == 3
    assert "después de la puesta en ceros" in capsys.readouterr().err
    assert mando.correr("fase", "ceros") == 0 and mando.correr("apertura") == 0
    assert "Nadie ha fijado la hora." in capsys.readouterr().out
    for mala, codigo in (("25:00", 2), ("mañana", 2), ("2001-01-01 18:00", 3)):
        assert mando.correr("apertura", mala, "--motivo", "x") == codigo
    assert "más de 48 horas" in capsys.readouterr().err
    assert proponer(mando.datos, "apertura", "18:00", "--motivo", "así lo dice el acuerdo") == (0, "1")
    assert mando.correr("conforme", "1", *firma(mando.datos, DAVID)) == 0
    mando.procesar()
    capsys.readouterr()
    assert mando.correr("apertura") == 0 and " 18:00." in capsys.readouterr().out


def test_quien_da_el_conforme_lee_cuantas_ya_publicadas_quedarian_antes(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mando.correr("fase", "ceros") == 0
    for n in (1, 3, 5):
        mando.entregar(clave(n), Acopio("01", "D"))
    mando.procesar()
    for n in (1, 3):
        mando.filas("INSERT INTO prep.corte_fila VALUES (%s, 1, '', '[]')", clave(n))
    luego = f"{datetime.now(ZoneInfo('America/Mexico_City')) + timedelta(hours=2):%Y-%m-%d %H:%M}"
    assert proponer(mando.datos, "apertura", luego, "--motivo", "se abrió después") == (0, "1")
    capsys.readouterr()
    assert mando.correr("conforme", "1", *firma(mando.datos, DAVID)) == 0
    dicho = capsys.readouterr().out
    assert "Actas recibidas antes de esa hora: 0 → 3." in dicho and "De ellas ya se publicaron: 2." in dicho


def test_lo_retenido_se_dice_y_no_se_libera_lo_que_espera_otra_cosa(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mando.correr("retenidas") == 0
    assert "no retuvo ningún acta" in capsys.readouterr().out
    assert mando.correr("retenidas", "--todas", "--motivo", "x") == 2
    mando.filas("INSERT INTO prep.retenida VALUES (%s, 'R26-IMAGEN', 'No está su imagen.', 'a, b, c')", clave(1))
    for pedida, dice in ((clave(1), "No está su imagen."), (clave(3), "no retuvo el acta")):
        assert mando.correr("retenidas", pedida, "--motivo", "x") == 2
        assert dice in capsys.readouterr().err
    assert mando.correr("retenidas", "--json") == 0
    assert '"R26-IMAGEN"' in capsys.readouterr().out
    assert mando.filas("SELECT count(*) FROM prep.hecho") == [(0,)]
