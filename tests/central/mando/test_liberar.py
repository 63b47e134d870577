"""`central liberar` frees an acta's work at once, says who had it, and leaves it written (R-34)."""

import pytest

from prep.domain.hechos.hechos import Tipo
from prep.domain.hechos.texto import cuerpo_de_texto
from tests.central.conftest import ESTACION, OPERADOR, Mando, clave

LIBRE = (
    "SELECT count(*) FROM prep.trabajo WHERE toma IS NULL AND operador IS NULL AND estacion IS NULL AND expira IS NULL"
)


def test_un_trabajo_tomado_puede_tomarlo_otra_persona(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.tomar(clave(1))
    mando.tomar(clave(1), operador="beto")
    mando.tomar(clave(2))
    assert mando.correr("liberar", clave(1), "--motivo", "se fue la luz") == 0
    dicho = capsys.readouterr().out
    assert OPERADOR in dicho and "beto" in dicho and ESTACION in dicho
    assert mando.filas(LIBRE) == [(2,)]


def test_la_liberacion_es_una_incidencia_firmada_que_el_arbitro_cree(mando: Mando) -> None:
    mando.tomar(clave(1))
    assert mando.correr("liberar", clave(1), "--motivo", "se fue la luz") == 0
    mando.procesar()
    assert mando.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    ((tipo, acta, fuente, operador, cuerpo),) = mando.filas(
        "SELECT tipo, acta, fuente, operador, cuerpo FROM prep.hecho"
    )
    assert (tipo, acta, fuente, operador) == ("INCIDENCIA", clave(1), "CENTRO", "centro")
    texto = str(cuerpo_de_texto(Tipo.INCIDENCIA, str(cuerpo)))
    assert "TRABAJO_LIBERADO" in texto and OPERADOR in texto and "se fue la luz" in texto


def test_si_nadie_lo_tiene_se_dice_y_no_deja_hecho(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    assert mando.correr("liberar", clave(1)) == 0
    assert "Nadie tiene trabajo" in capsys.readouterr().out
    assert mando.filas("SELECT count(*) FROM prep.hecho") == [(0,)]


def test_un_acta_desconocida_se_rechaza_con_las_claves_mas_parecidas(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mando.correr("liberar", clave(12).replace("0012", "0021")) == 2
    dicho = capsys.readouterr().err
    assert "No hay un acta" in dicho and clave(12) in dicho
    assert mando.correr("liberar", "nada que ver") == 2
    assert "¿Quiso decir" not in capsys.readouterr().err


def test_la_clave_vale_tambien_en_minusculas(mando: Mando) -> None:
    assert mando.correr("liberar", f" {clave(1).lower()} ") == 0


def test_un_trabajo_terminado_no_es_de_nadie(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.tomar(clave(1))
    mando.filas("UPDATE prep.trabajo SET terminado = clock_timestamp()")
    assert mando.correr("liberar", clave(1)) == 0
    assert "Nadie" in capsys.readouterr().out
    assert mando.filas(LIBRE) == [(0,)]


def test_un_motivo_demasiado_largo_se_rechaza(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.tomar(clave(1))
    assert mando.correr("liberar", clave(1), "--motivo", "x" * 501) == 2
    assert "501 caracteres" in capsys.readouterr().err
    assert mando.filas(LIBRE) == [(0,)]
