"""Facts read back as they were signed, and the centre's own facts."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
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
    Hecho,
    MotivoSinActa,
    NombreFase,
    SinActa,
    Tipo,
)
from prep.domain.hechos.texto import cuerpo_a_texto, mensaje
from prep.store.conexion import motor
from prep.store.del_centro import insertar_centro
from prep.store.hechos import (
    COLUMNAS,
    DE_ESTACION,
    FIRMADAS,
    LEIDAS,
    HechoFirmado,
    a_leido,
    a_recibido,
    leer_hechos,
    lista,
    valores_firmados,
)
from prep.store.modelos import TablaDeHechos
from tests.conftest import Nodo
from tests.store.ejemplos import FIRMA, acta, captura, hecho
from tests.store.entregas import entregar, uno, verificar

UNA, OTRA = acta(1).clave, acta(3).clave
TODOS = f"SELECT {lista(LEIDAS)} FROM prep.hecho ORDER BY acta, sec, nodo"


def firmado(hecho: Hecho) -> HechoFirmado:
    return HechoFirmado(hecho, cuerpo_a_texto(hecho.cuerpo), FIRMA)


def test_un_hecho_vuelve_tal_como_se_firmo(base: Nodo) -> None:
    suyos = [hecho(UNA, Acopio("01", "D"), despues_s=1), hecho(UNA, captura(1, 3, 5)), hecho(OTRA, captura(2))]
    with base.conectar("est-01-1") as conn:
        conn.execute("SET timezone = 'America/Mexico_City'")
        for h in suyos:
            entregar(conn, h)
    verificar(base)
    with base.conectar("prep_arbitro") as conn:
        conn.execute("SET timezone = 'America/Mexico_City'")
        leidos = [a_leido(fila) for fila in conn.execute(TODOS)]
        assert [leer_hechos(conn, h.acta, h.tipo) for h in suyos] == [[leido.hecho] for leido in leidos]
        assert leer_hechos(conn, OTRA, Tipo.ACOPIO) == []
    assert [leido.hecho for leido in leidos] == [
        replace(h, nodo="CENTRO", sec=n) for h, n in zip(suyos, (1, 2, 1), strict=True)
    ]
    for leido, original in zip(leidos, suyos, strict=True):
        assert leido.mensaje == mensaje(original, cuerpo_a_texto(original.cuerpo)) and leido.firma == FIRMA


def test_un_hecho_que_no_lo_es_se_dice_y_lo_que_nadie_verifico_no_se_lee(base: Nodo) -> None:
    bueno, malo = hecho(UNA, Acopio("01", "D")), hecho(UNA, Acopio("01", "D"))
    with base.conectar("est-01-1") as conn:
        entregar(conn, bueno)
        entregar(conn, malo, cuerpo='{"sitio":5}')
    with base.conectar("prep_arbitro") as conn:
        assert leer_hechos(conn, UNA, Tipo.ACOPIO) == []
        _, leido = (a_leido(fila) for fila in conn.execute(TODOS))
        assert (leido.id, leido.acta, leido.hecho, leido.mensaje) == (malo.id, UNA, None, b"")
        assert "lleva los campos" in leido.defecto
        conn.execute("INSERT INTO prep.cuarentena (hecho, razon) VALUES (%s, 'x')", (malo.id,))
        verificar(base)
        assert [h.id for h in leer_hechos(conn, UNA, Tipo.ACOPIO)] == [bueno.id]


def test_un_tipo_que_esta_version_no_conoce_es_un_defecto() -> None:
    datos = dict(zip(FIRMADAS, valores_firmados(firmado(hecho(UNA, Acopio("01", "D")))), strict=True))
    datos |= {"nodo": "01", "sec": 1, "toma": ""}
    leido = a_leido([{**datos, "tipo": "NUEVO"}[c] for c in LEIDAS])
    assert leido.hecho is None and "tipo" in leido.defecto


def fila_recibida(toma: str = "", ronda: int | None = None, cuerpo: str | None = None) -> list[object]:
    """A row of RECIBIDAS, received at a time of Mexico City."""
    suyo = replace(hecho(UNA, Acopio("01", "D")), nodo="CATD01", sec=7, toma=toma)
    de_tabla = {c: getattr(suyo, c) for c in LEIDAS if c not in ("cuerpo", "firma")}
    recibido = datetime(2024, 6, 2, 20, 15, 7, 5, tzinfo=timezone(timedelta(hours=-6)))
    de_tabla |= {"cuerpo": cuerpo_a_texto(suyo.cuerpo) if cuerpo is None else cuerpo, "firma": FIRMA}
    return [*(de_tabla[c] for c in LEIDAS), ronda, recibido]


@pytest.mark.parametrize("cuerpo", [None, "{"], ids=["se lee", "no se lee"])
def test_lo_que_el_nodo_dice_de_un_hecho_va_en_renglones_tambien_de_uno_que_no_se_lee(cuerpo: str | None) -> None:
    leido = a_recibido(fila_recibida(cuerpo=cuerpo))
    assert leido.recibo == b"CATD01\n7\n\n2024-06-03T02:15:07.000005+00:00"
    assert (leido.acta, leido.firma, leido.hecho is None) == (UNA, FIRMA, cuerpo is not None)


def test_de_una_captura_se_dice_tambien_su_ronda_y_bajo_que_toma_entro() -> None:
    recibo = a_recibido(fila_recibida(toma="una-toma", ronda=2)).recibo
    assert recibo == b"CATD01\n7\n2\n2024-06-03T02:15:07.000005+00:00\nuna-toma"


def test_las_columnas_de_un_hecho_son_las_de_la_tabla_y_las_de_sus_funciones(base_modulo: Nodo) -> None:
    de_la_tabla = "SELECT attname::text FROM pg_attribute WHERE attrelid = 'prep.hecho'::regclass AND attnum > 0"
    assert {c for (c,) in base_modulo.dueno(de_la_tabla)} == {*COLUMNAS, "recibido"}
    assert {c.name for c in TablaDeHechos.__table__.columns} == {*COLUMNAS, "recibido"}
    parametros = "SELECT proargnames FROM pg_proc WHERE oid = %s::regproc"
    for nombre, columnas in (
        ("estacion_v1.entregar", DE_ESTACION),
        ("prep.entregar_centro", FIRMADAS),
        ("prep.recibir", COLUMNAS),
    ):
        assert base_modulo.dueno(parametros, nombre) == [(list(columnas),)], nombre


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
        assert [insertar_centro(conn, firmado(h)) for h in suyos] == ["nuevo"] * 4
        assert insertar_centro(conn, firmado(suyos[0])) == "ya estaba"
        assert insertar_centro(conn, firmado(replace(suyos[3], desfase_ms=5))) == "conflicto"
    maquina.dispose()
    sellos = "SELECT id, sec, nodo FROM prep.hecho WHERE acta = %s ORDER BY sec"
    assert base.dueno(sellos, UNA) == [(suyos[2].id, 1, "CENTRO"), (suyos[3].id, 2, "CENTRO")]
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
    base_modulo: Nodo, codigo: str, malo: Hecho
) -> None:
    maquina = motor(base_modulo.dsn("prep_centro"))
    with maquina.connect() as conn, pytest.raises(DBAPIError) as error:
        insertar_centro(conn, firmado(malo))
    assert isinstance(error.value.orig, psycopg.Error) and error.value.orig.sqlstate == codigo
    maquina.dispose()
