"""Registering stations: a role that can deliver, until it is taken off."""

import psycopg
import pytest

from tests.central.gente.conftest import Centro

ESTADO = "SELECT estacion_v1.estado_nodo()"


def test_una_estacion_entra_hasta_su_baja_y_vuelve_si_se_revierte(
    centro: Centro, capsys: pytest.CaptureFixture[str]
) -> None:
    assert centro.correr("estacion", "alta", "e01-1", "e01-2", "--sitio", "1") == 0
    with centro.base.conectar("e01-1") as estacion:
        assert estacion.execute(ESTADO).fetchone() is not None
        assert centro.correr("estacion", "baja", "e01-1") == 0
        with pytest.raises(psycopg.Error, match="fue dada de baja"):
            estacion.execute(ESTADO)
        assert centro.correr("estacion", "baja", "e01-1", "--revertir") == 0
        assert estacion.execute(ESTADO).fetchone() is not None
    assert centro.correr("estacion", "lista", "--sitio", "01") == 0
    dicho = capsys.readouterr().out
    assert "e01-2" in dicho and "Estaciones: 2." in dicho


def test_lo_malo_se_dice_con_codigo_2_y_no_se_da_de_alta_ninguna(
    centro: Centro, capsys: pytest.CaptureFixture[str]
) -> None:
    assert centro.correr("estacion", "alta", "ya-esta", "--sitio", "02") == 0
    for orden, dice in (
        (["alta", "otra", "ya-esta", "--sitio", "01"], "Ya están dadas de alta: ya-esta (sitio 02)"),
        (["alta", "otra", "PC 1", "--sitio", "01"], "no sirve como nombre de estación"),
        (["alta", "otra", "nodo_catd01", "--sitio", "01"], "no sirve como nombre de estación"),
        (["alta", "otra", "--sitio", "33"], "'33' no es un centro de este proceso"),
        (["baja", "ya-estaa"], "¿Quiso decir ya-esta?"),
    ):
        assert centro.correr("estacion", *orden) == 2
        assert dice in capsys.readouterr().err
    assert centro.base.dueno("SELECT count(*) FROM prep.estacion WHERE estacion = 'otra'") == [(0,)]
