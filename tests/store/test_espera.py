"""What a station is told while there is nothing to capture: how many actas of its site are where, and no more."""

from typing import Any

import psycopg
import pytest

from tests.conftest import Nodo
from tests.store.ejemplos import acta
from tests.store.entregas import Conexion, dar_trabajo

UNA, OTRA, TERCERA = (acta(n).clave for n in (1, 3, 5))


def en_espera(conn: Conexion, operador: str) -> tuple[Any, ...]:
    (fila,) = conn.execute("SELECT * FROM estacion_v1.en_espera(%s)", (operador,)).fetchall()
    return tuple(fila)


def test_cuenta_las_del_sitio_por_donde_estan(base: Nodo) -> None:
    with base.conectar("est-01-3") as conn:
        (de_otra, en_manos, en_mesa, por_digitalizar, todas) = en_espera(conn, "op-01-1")
        assert (de_otra, en_manos, en_mesa, por_digitalizar) == (0, 0, 0, 0) and todas > 0
        with base.conectar("prep_arbitro") as arbitro:
            dar_trabajo(arbitro, [UNA, OTRA])
            dar_trabajo(arbitro, [UNA], puestos=(0,), clase="MESA")
            dar_trabajo(arbitro, [TERCERA], sitio="02")
        base.dueno(
            "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella) VALUES"
            " (%s, 'ACOPIADA', 'CATD', false, '01', 1, '{}', '')", TERCERA,
        )  # fmt: skip
        suyas, en_manos, en_mesa, por_digitalizar, faltan = en_espera(conn, "op-01-1")
        assert (en_manos, en_mesa, por_digitalizar, faltan) == (0, 1, 1, todas - 1) and suyas == 4
        assert conn.execute("SELECT 1 FROM estacion_v1.reclamar_captura('op-01-2')").fetchone()
        assert en_espera(conn, "op-01-1")[:2] == (3, 1)


def test_quien_no_captura_no_pregunta(base: Nodo) -> None:
    base.dueno("UPDATE prep.operador SET roles = '{acopio}' WHERE operador = 'op-01-1'")
    with base.conectar("est-01-3") as conn, pytest.raises(psycopg.Error) as dicho:
        en_espera(conn, "op-01-1")
    assert dicho.value.sqlstate == "PR002"
