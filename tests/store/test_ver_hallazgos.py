"""What the desk is told of its case's findings: for who holds its lease, and never a figure (P-5)."""

import json
from dataclasses import replace
from uuid import uuid4

from prep.domain.hechos.hechos import Incidencia
from prep.domain.vida.tiempos import momento_corregido
from tests.conftest import Nodo
from tests.store.ejemplos import captura, hecho
from tests.store.entregas import dar_trabajo, entregar, reclamar
from tests.store.test_ciega import UNA, falla


def test_la_mesa_ve_lo_senalado_de_su_caso_sin_una_sola_cifra_y_nadie_mas(base: Nodo) -> None:
    suya = replace(hecho(UNA, captura(1, 987_654)), desfase_ms=-1500)
    incidente = hecho(UNA, Incidencia("R26-ORDEN", "dice 987654"), operador="op-01-2")
    estado = {
        "hallazgos": [{"codigo": "H-38", "hecho": str(incidente.id)}],
        "fuentes": [{"fuente": "CATD", "hallazgos": [{"codigo": "H-22", "hecho": str(suya.id)}, {"codigo": "H-14"}]}],
    }
    with base.conectar("est-01-1") as conn, base.conectar("est-01-3") as mesa:
        assert entregar(conn, suya) == entregar(conn, incidente) == "nuevo"
        with base.conectar("prep_arbitro") as arbitro:
            dar_trabajo(arbitro, [UNA], puestos=(0,), clase="MESA")
            arbitro.execute(
                "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
                " VALUES (%s, 'EN_MESA', 'CATD', false, '01', 2, %s::jsonb, '')",
                (UNA, json.dumps(estado)),
            )
        ver = "SELECT codigo, via, tipo, operador, estacion, incidente FROM estacion_v1.ver_hallazgos(%s, %s)"
        toma = reclamar(mesa, "op-01-3", "mesa")
        assert toma is not None
        suyas = mesa.execute(ver, toma[:2]).fetchall()
        assert sorted(suyas) == [
            ("H-14", "CATD", "", "", "", ""),
            ("H-22", "CATD", "CAPTURA", "op-01-1", "est-01-1", ""),
            ("H-38", "CATD", "INCIDENCIA", "op-01-2", "est-01-1", "R26-ORDEN"),
        ]
        cuando = "SELECT momento FROM estacion_v1.ver_hallazgos(%s, %s) WHERE codigo = 'H-22'"
        assert mesa.execute(cuando, toma[:2]).fetchone() == (momento_corregido(suya),)
        todo = mesa.execute("SELECT d::text FROM estacion_v1.ver_hallazgos(%s, %s) d", toma[:2]).fetchall()
        assert "987654" not in repr(todo)
        assert falla(conn, ver, *toma[:2]) == falla(mesa, ver, toma[0], uuid4()) == "PR004"
        mesa.execute("SELECT estacion_v1.devolver(%s, %s)", toma[:2])
        assert falla(mesa, ver, *toma[:2]) == "PR004"


def test_una_captura_en_manos_no_deja_ver_lo_senalado(base: Nodo) -> None:
    with base.conectar("est-01-1") as conn:
        with base.conectar("prep_arbitro") as arbitro:
            dar_trabajo(arbitro, [UNA], puestos=(1,))
        toma = reclamar(conn, "op-01-1")
        assert toma is not None
        assert falla(conn, "SELECT * FROM estacion_v1.ver_hallazgos(%s, %s)", *toma[:2]) == "PR004"
