"""The desk's tray: what waits, since when and who has it, never a figure; and a chosen case of it."""

from typing import Any

import psycopg
import pytest

from tests.conftest import Nodo
from tests.store.ejemplos import acta, captura, hecho
from tests.store.entregas import Conexion, dar_trabajo, entregar, verificar

UNA, OTRA, TERCERA = (acta(n).clave for n in (1, 3, 5))
RARA = 74_923


def bandeja(conn: Conexion, operador: str) -> list[tuple[Any, ...]]:
    return conn.execute("SELECT * FROM estacion_v1.bandeja(%s)", (operador,)).fetchall()


def reclamar_caso(conn: Conexion, operador: str, clave: str) -> tuple[Any, ...] | None:
    return conn.execute("SELECT * FROM estacion_v1.reclamar_caso(%s, %s)", (operador, clave)).fetchone()


@pytest.fixture
def mesa(base: Nodo) -> Nodo:
    """UNA, which op-01-1 captured, and OTRA wait at CATD 01; TERCERA at CATD 02."""
    with base.conectar("est-01-1") as conn:
        entregar(conn, hecho(UNA, captura(1, RARA)))
    verificar(base)
    with base.conectar("prep_arbitro") as arbitro:
        dar_trabajo(arbitro, [UNA, OTRA], puestos=(0,), clase="MESA")
        dar_trabajo(arbitro, [TERCERA], puestos=(0,), clase="MESA", sitio="02")
        dar_trabajo(arbitro, [UNA, OTRA])
    return base


def test_la_bandeja_trae_los_casos_del_sitio_y_dice_cuales_se_pueden_tomar(mesa: Nodo) -> None:
    with mesa.conectar("est-01-3") as conn:
        assert [(f[0], f[5], f[6]) for f in bandeja(conn, "op-01-1")] == [(UNA, "", False), (OTRA, "", True)]
        toma = reclamar_caso(conn, "op-01-3", OTRA)
        assert toma is not None and toma[2] == OTRA
        assert [(f[0], f[5], f[6]) for f in bandeja(conn, "op-01-2")] == [(UNA, "", True), (OTRA, "op-01-3", False)]
        assert reclamar_caso(conn, "op-01-2", OTRA) is None
        mesa.dueno("UPDATE prep.trabajo SET expira = now() - interval '1 second' WHERE expira IS NOT NULL")
        assert [(f[0], f[5], f[6]) for f in bandeja(conn, "op-01-2")] == [(UNA, "", True), (OTRA, "", True)]


def test_no_lleva_ninguna_cifra(mesa: Nodo) -> None:
    with mesa.conectar("est-01-3") as conn:
        filas = bandeja(conn, "op-01-3")
        assert len(filas) == 2 and str(RARA) not in str(filas)
        columnas = conn.execute("SELECT * FROM estacion_v1.bandeja('op-01-3')").description or ()
        assert [c.name for c in columnas] == ["acta", "fuente", "ronda", "etapa", "desde", "tiene", "puede"]


def test_un_caso_se_niega_a_quien_lo_capturo_y_se_tiene_uno_a_la_vez(mesa: Nodo) -> None:
    with mesa.conectar("est-01-2") as conn:
        assert reclamar_caso(conn, "op-01-1", UNA) is None
        assert reclamar_caso(conn, "op-01-2", TERCERA) is None
        assert reclamar_caso(conn, "op-01-2", OTRA) is not None
        otra = reclamar_caso(conn, "op-01-2", UNA)
        assert otra is not None and otra[2] == OTRA


def test_es_solo_para_la_mesa_del_sitio(mesa: Nodo) -> None:
    mesa.dueno("UPDATE prep.operador SET roles = '{captura}' WHERE operador = 'op-01-4'")
    with mesa.conectar("est-01-1") as conn:
        for quien in ("op-01-4", "op-02-1", "nadie"):
            for llamada in (bandeja, lambda c, q: reclamar_caso(c, q, UNA)):
                with pytest.raises(psycopg.Error) as error:
                    llamada(conn, quien)
                assert error.value.sqlstate == "PR002"
