"""The catalogue goes into the base and to the stations, and comes back equal, in the same order."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from prep.domain.catalogo.ajustes import Ajustes, Identificacion, Orden, Validacion
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.catalogo.convenciones import CONVENCIONES, Convencion
from prep.domain.catalogo.curvas import curva
from prep.domain.catalogo.razones import Falta, RazonDeDiferencia
from prep.store.catalogo_json import CatalogoIlegible, catalogo_de_texto
from prep.store.catalogos import OtroProceso, SinCatalogo, guardar, leer
from prep.store.conexion import motor
from tests.conftest import Nodo
from tests.store.ejemplos import catalogo
from tests.store.entregas import uno

OTROS_AJUSTES = Ajustes(True, Validacion.TODAS, Orden.PAPEL, True, representantes_max=None, separador="|", zona="UTC")


def en_orden(uno: Catalogo) -> tuple[object, ...]:
    """Equality of mappings forgets the order; this does not."""
    return (uno, list(uno.actas), list(uno.formas))


@pytest.fixture
def maquina(base: Nodo) -> Engine:
    return motor(base.dsn("prep_dueno"))


def test_lo_guardado_se_lee_igual_y_en_orden(maquina: Engine) -> None:
    de_vuelta = replace(catalogo(), actas=dict(reversed(list(catalogo().actas.items()))), ajustes=OTROS_AJUSTES)
    de_vuelta = replace(de_vuelta, convenciones=(Convencion("guion", "Marque SIN DATO.", "-"),))
    de_vuelta = replace(de_vuelta, razones=(RazonDeDiferencia("Llovió", (Falta.SOBRE, Falta.IMAGEN), se_escribe=True),))
    de_vuelta = replace(de_vuelta, curvas=(curva("Simulacro 1", ((0, 0), (600, 1000))),))
    with maquina.begin() as conn:
        guardar(conn, de_vuelta)
        assert en_orden(leer(conn, de_vuelta.proceso)) == en_orden(de_vuelta)
    maquina.dispose()


def test_otro_proceso_se_rechaza_y_no_cambia_nada(maquina: Engine) -> None:
    with maquina.begin() as conn:
        with pytest.raises(OtroProceso, match=r"«prueba-1».*«simulacro-2»"):
            guardar(conn, catalogo(proceso="simulacro-2"))
        with pytest.raises(OtroProceso, match="no de «simulacro-2»"):
            leer(conn, "simulacro-2")
        assert en_orden(leer(conn)) == en_orden(catalogo())
    maquina.dispose()


def test_una_base_sin_catalogo_lo_dice(maquina: Engine) -> None:
    with maquina.connect() as conn:
        conn.exec_driver_sql("DELETE FROM prep.proceso")
        with pytest.raises(SinCatalogo, match="prepare el nodo primero"):
            leer(conn)
    maquina.dispose()


def test_una_estacion_recibe_el_catalogo_de_su_sitio_y_el_ccv_todo(base: Nodo) -> None:
    base.dueno("UPDATE prep.estacion SET sitio = 'CCV' WHERE estacion = 'est-01-2'")
    with base.conectar("est-01-1") as conn, base.conectar("est-01-2") as ccv:
        suyo = catalogo_de_texto(uno(conn, "SELECT estacion_v1.catalogo()"))
        todo = catalogo_de_texto(uno(ccv, "SELECT estacion_v1.catalogo()"))
    assert en_orden(todo) == en_orden(catalogo())
    del_01 = {clave: acta for clave, acta in catalogo().actas.items() if acta.centro == "01"}
    assert en_orden(suyo) == en_orden(replace(catalogo(), actas=del_01))
    assert len(del_01) == 10


def test_una_estacion_recibe_a_la_gente_de_su_sitio_y_el_estado_del_nodo(base: Nodo) -> None:
    base.dueno("UPDATE prep.operador SET activo = false WHERE operador = 'op-02-2'")
    with base.conectar("est-02-1") as conn:
        gente = conn.execute("SELECT operador, publica, roles FROM estacion_v1.operadores()").fetchall()
        estado = json.loads(uno(conn, "SELECT estacion_v1.estado_nodo()"))
    assert [o for o, _, _ in gente] == ["op-02-1", "op-02-3", "op-02-4"] and len(gente[0][1]) == 32
    assert (estado["proceso"], estado["nodo"], estado["fase"]) == ("prueba-1", "CENTRO", "") and estado["ahora"]


def test_un_ajuste_posterior_a_la_base_tiene_su_valor_usual(base_modulo: Nodo) -> None:
    with base_modulo.conectar("est-01-1") as conn:
        datos = json.loads(uno(conn, "SELECT estacion_v1.catalogo()"))
    del datos["cabecera"]["ajustes"]["identificacion_casilla"], datos["cabecera"]["convenciones"]
    leido = catalogo_de_texto(json.dumps(datos))
    assert leido.ajustes.identificacion_casilla is Identificacion.MANUAL and leido.convenciones == CONVENCIONES


@pytest.mark.parametrize(
    "texto", ["", "[]", "{}", '{"cabecera":{},"actas":[]}', '{"cabecera":null,"actas":null}', "[" * 100_000]
)
def test_lo_que_no_es_un_catalogo_se_rechaza_con_una_frase(texto: str) -> None:
    with pytest.raises(CatalogoIlegible, match="no se entiende"):
        catalogo_de_texto(texto)


@pytest.mark.parametrize(
    ("campo", "malo"), [("lista_nominal", "700"), ("tipo", "Z"), ("catalogada", 1), ("clave", None)]
)
def test_un_acta_con_un_campo_de_otro_tipo_se_rechaza(base_modulo: Nodo, campo: str, malo: object) -> None:
    with base_modulo.conectar("est-01-1") as conn:
        datos = json.loads(uno(conn, "SELECT estacion_v1.catalogo()"))
    datos["actas"][3][campo] = malo
    with pytest.raises(CatalogoIlegible):
        catalogo_de_texto(json.dumps(datos))


def test_se_dice_que_campo_de_un_acta_es_de_otro_tipo(base_modulo: Nodo) -> None:
    with base_modulo.conectar("est-01-1") as conn:
        datos = json.loads(uno(conn, "SELECT estacion_v1.catalogo()"))
    datos["actas"][3] |= {"lista_nominal": "700", "catalogada": 1}
    with pytest.raises(CatalogoIlegible, match=r"'700' no es int; catalogada: 1 no es bool$"):
        catalogo_de_texto(json.dumps(datos))
