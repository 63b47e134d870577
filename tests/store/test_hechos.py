"""Facts read back as they were signed, and the centre's own facts."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Custodia,
    Fase,
    Fuente,
    MotivoSinActa,
    NombreFase,
    SinActa,
    Tipo,
)
from prep.domain.hechos.texto import HechoInvalido, mensaje
from prep.store.conexion import motor
from prep.store.hechos import insertar_centro, leer_filas, leer_hechos
from tests.conftest import Nodo
from tests.store.ejemplos import FIRMA, acta, captura, hecho
from tests.store.entregas import entregar, uno

UNA, OTRA = acta(1).clave, acta(3).clave


def test_un_hecho_vuelve_tal_como_se_firmo(base: Nodo) -> None:
    suyos = [hecho(UNA, Acopio("01", "D"), despues_s=1), hecho(UNA, captura(1, 3, 5)), hecho(OTRA, captura(2))]
    with base.conectar("est-01-1") as conn:
        conn.execute("SET timezone = 'America/Mexico_City'")
        for h in suyos:
            entregar(conn, h)
    maquina = motor(base.dsn("prep_arbitro"))
    with maquina.connect() as conn:
        conn.exec_driver_sql("SET timezone = 'America/Mexico_City'")
        filas = list(leer_filas(conn))
        leidos = [f.hecho() for f in filas]
        assert leidos == [replace(h, nodo="CENTRO", sec=n) for h, n in zip(suyos, (1, 2, 1), strict=True)]
        for fila, leido, original in zip(filas, leidos, suyos, strict=True):
            assert mensaje(leido, fila.cuerpo) == mensaje(original, fila.cuerpo) and fila.firma == FIRMA
        assert [h.id for h in leer_hechos(conn, actas=[OTRA])] == [suyos[2].id]
        assert [h.id for h in leer_hechos(conn, ids=[suyos[1].id])] == [suyos[1].id]
        assert [h.id for h in leer_hechos(conn, tipos=[Tipo.ACOPIO])] == [suyos[0].id]
        assert list(leer_hechos(conn, actas=[])) == []
    maquina.dispose()


def test_un_hecho_en_cuarentena_solo_se_lee_si_se_pide(base: Nodo) -> None:
    bueno, malo = hecho(UNA, Acopio("01", "D")), hecho(UNA, Acopio("01", "D"))
    with base.conectar("est-01-1") as conn:
        entregar(conn, bueno)
        entregar(conn, malo, cuerpo='{"sitio":5}')
    maquina = motor(base.dsn("prep_arbitro"))
    with maquina.begin() as conn:
        with pytest.raises(HechoInvalido):
            list(leer_hechos(conn))
        conn.exec_driver_sql("INSERT INTO prep.cuarentena (hecho, razon) VALUES (%s, 'x')", (malo.id,))
        assert [h.id for h in leer_hechos(conn)] == [bueno.id]
        assert {f.id for f in leer_filas(conn, con_cuarentena=True)} == {bueno.id, malo.id}
    maquina.dispose()


@pytest.mark.parametrize("rol", ["prep_centro", "prep_arbitro"])
def test_el_centro_mete_sus_hechos_sellados_y_en_cola_como_cualquiera(base: Nodo, rol: str) -> None:
    propio: dict[str, Any] = {"operador": "centro", "estacion": "centro", "fuente": Fuente.CENTRO}
    suyos = [
        hecho("", Fase(NombreFase.CEROS, (("actas", 21),)), **propio),
        hecho("", Fase(NombreFase.ABRIR), **propio),
        hecho(UNA, SinActa(MotivoSinActa.NO_ENTREGADO), **propio),
    ]
    suyos.append(hecho(UNA, Anulacion(suyos[2].id, "llegó"), **propio))
    maquina = motor(base.dsn(rol))
    with maquina.begin() as conn:
        assert [insertar_centro(conn, h, FIRMA) for h in suyos] == ["nuevo"] * 4
        assert insertar_centro(conn, suyos[0], FIRMA) == "ya estaba"
        assert insertar_centro(conn, replace(suyos[3], desfase_ms=5), FIRMA) == "conflicto"
    with maquina.connect() as conn:
        assert [(h.id, h.sec, h.nodo) for h in leer_hechos(conn, actas=[UNA])] == [
            (suyos[2].id, 1, "CENTRO"),
            (suyos[3].id, 2, "CENTRO"),
        ]
    maquina.dispose()
    assert base.dueno("SELECT count(*) FROM prep.cola") == [(4,)]
    with base.conectar("est-01-1") as conn:
        assert '"fase" : "abrir"' in uno(conn, "SELECT estacion_v1.estado_nodo()")


MALOS = [
    ("PR005", hecho(UNA, captura(1), operador="centro", estacion="centro")),
    ("PR002", hecho(UNA, Custodia("CCV", "x"), operador="centro", estacion="est-01-1", fuente=Fuente.CENTRO)),
    ("PR002", hecho(UNA, Custodia("CCV", "x"), operador="nadie", estacion="centro", fuente=Fuente.CENTRO)),
    ("PR005", hecho("", Custodia("CCV", "x"), operador="centro", estacion="centro", fuente=Fuente.CENTRO)),
]


@pytest.mark.parametrize(("codigo", "malo"), MALOS)
def test_el_centro_no_hace_hechos_de_estacion_ni_firma_como_estacion(
    base_modulo: Nodo, codigo: str, malo: object
) -> None:
    maquina = motor(base_modulo.dsn("prep_centro"))
    with maquina.connect() as conn, pytest.raises(DBAPIError) as error:
        insertar_centro(conn, malo, FIRMA)  # type: ignore[arg-type]
    assert isinstance(error.value.orig, psycopg.Error) and error.value.orig.sqlstate == codigo
    maquina.dispose()
