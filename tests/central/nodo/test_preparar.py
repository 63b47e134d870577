"""Preparing a node: once or again, for one proceso, with its people and its stations."""

from dataclasses import replace

import pytest

from central.nodo.binarios import ErrorNodo
from central.nodo.personas import EstacionNueva
from central.nodo.preparar import preparar
from prep.domain.hechos.hechos import Acopio
from prep.store.catalogos import OtroProceso
from tests.conftest import Nodo
from tests.store import ejemplos
from tests.store.entregas import entregar

UNA = ejemplos.acta(1).clave


def test_preparar_otra_vez_agrega_lo_nuevo_y_cambia_lo_que_cambio(base: Nodo) -> None:
    with base.conectar("est-01-1") as conn:
        entregar(conn, ejemplos.hecho(UNA, Acopio("01", "D")))
    cambiada = replace(ejemplos.operadores(1)[0], nombre="ANA", roles=("mesa",), activo=False)
    nueva = EstacionNueva("est-01-nueva", "01")
    preparar(base.cluster, ejemplos.catalogo(), [cambiada], [nueva, EstacionNueva("est-01-2", "02")], base=base.base)
    assert base.dueno("SELECT nombre, roles, activo FROM prep.operador WHERE operador = 'op-01-1'") == [
        ("ANA", ["mesa"], False)
    ]
    assert base.dueno("SELECT sitio FROM prep.estacion WHERE estacion = 'est-01-2'") == [("02",)]
    with base.conectar("est-01-nueva") as conn:
        assert entregar(conn, ejemplos.hecho(UNA, Acopio("01", "D"), operador="op-01-2")) == "nuevo"
    assert base.dueno("SELECT count(*) FROM prep.hecho") == [(2,)]


def test_otro_proceso_se_rechaza(base: Nodo) -> None:
    with pytest.raises(OtroProceso, match="Esta base es del proceso «prueba-1»"):
        preparar(base.cluster, ejemplos.catalogo(proceso="simulacro-2"), [], [], base=base.base)
    assert base.dueno("SELECT proceso FROM prep.proceso") == [("prueba-1",)]


def test_el_catalogo_cambia_antes_del_primer_hecho_y_no_despues(base: Nodo) -> None:
    menor = ejemplos.catalogo(actas=5)
    preparar(base.cluster, menor, [], [], base=base.base, nodo="07")
    assert base.dueno("SELECT count(*) FROM prep.acta") == [(6,)]
    with base.conectar("est-01-1") as conn:
        entregar(conn, ejemplos.hecho(UNA, Acopio("01", "D")))
    assert base.dueno("SELECT nodo FROM prep.hecho") == [("07",)]
    with pytest.raises(ErrorNodo, match="ya tiene hechos en esta base y el catálogo es otro"):
        preparar(base.cluster, ejemplos.catalogo(), [], [], base=base.base)
    assert base.dueno("SELECT count(*) FROM prep.acta") == [(6,)]


@pytest.mark.parametrize(
    "nombre",
    [
        "",
        "PC1",
        "pg_x",
        "prep_arbitro",
        "estacion",
        "nodo",
        "nodo_catd01",
        "sub_catd01",
        "a b",
        'x"; DROP',
        "x" * 41,
        "ñ",
    ],
)
def test_una_estacion_cuyo_nombre_no_sirve_de_rol_se_rechaza_antes_de_todo(base: Nodo, nombre: str) -> None:
    with pytest.raises(ErrorNodo, match="no sirve como nombre de estación"):
        preparar(base.cluster, ejemplos.catalogo(), [], [EstacionNueva("est-sana", "01"), EstacionNueva(nombre, "01")])
    assert base.dueno("SELECT count(*) FROM pg_roles WHERE rolname = 'est-sana'") == [(0,)]


def test_la_llave_de_un_operador_nunca_cambia(base: Nodo) -> None:
    uno = ejemplos.operadores(1)[0]
    casos = ((b"x" * 32, "ya tiene otra llave"), (b"x" * 31, "no mide 32 bytes"))
    for publica, razon in casos:
        with pytest.raises(ErrorNodo, match=razon):
            preparar(base.cluster, ejemplos.catalogo(), [replace(uno, publica=publica)], [], base=base.base)
