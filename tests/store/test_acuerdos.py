"""How half of an agreement enters: at a station of an acta, at the centre also of the whole proceso (P-10)."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from prep.domain.hechos.hechos import Conforme, Cuerpo, Datos, Fuente, Propuesta, Respuesta
from prep.domain.hechos.texto import cuerpo_a_texto
from prep.domain.reglas.personas import CambioDePersona
from tests.conftest import Nodo
from tests.store.ejemplos import acta, hecho

PROPUESTA = Propuesta("COTEJO", Datos('{"motivo":"x","resultado":3,"valores":[]}'), "el papel dice otra cosa")
CUERPOS: list[Cuerpo] = [PROPUESTA, Conforme(UUID(int=1), Respuesta.RECHAZA, "no lo veo", "")]
COLUMNAS = ("id", "proceso", "tipo", "acta", "fuente", "operador")


def entregar(base: Nodo, clave: str, cuerpo: Cuerpo, fuente: Fuente, *, del_centro: bool = False) -> Any:
    h = hecho(clave, cuerpo, fuente=fuente, estacion="sala" if del_centro else "est-01-1")
    cabeza = [getattr(h, c) for c in COLUMNAS]
    cola = [h.momento, h.desfase_ms, cuerpo_a_texto(cuerpo), bytes(64)]
    if del_centro:
        cabeza.append(h.estacion)
    funcion = "prep.entregar_centro" if del_centro else "estacion_v1.entregar"
    with base.conectar("prep_centro" if del_centro else h.estacion) as conn:
        huecos = ", ".join(["%s"] * len([*cabeza, *cola]))
        (fila,) = conn.execute(f"SELECT {funcion}({huecos})", [*cabeza, *cola]).fetchall()
    return fila[0]


FASE = Propuesta("ORDEN", Datos('{"datos":{"fase":"abrir","forzar":"","salida":""},"orden":"fase"}'), "ya es hora")
CAMBIO = Propuesta(
    "ORDEN", Datos(CambioDePersona("ana", roles=frozenset({"mesa"}), sitio="01").orden.texto), "falta en la mesa"
)


@pytest.mark.parametrize("cuerpo", CUERPOS, ids=lambda c: c.tipo)
def test_una_estacion_propone_y_contesta_de_un_acta_y_no_por_el_centro(base: Nodo, cuerpo: Cuerpo) -> None:
    assert entregar(base, acta(1).clave, cuerpo, Fuente.CATD) == "nuevo"
    for clave, fuente in (("", Fuente.CENTRO), (acta(1).clave, Fuente.CENTRO)):
        with pytest.raises(psycopg.Error) as error:
            entregar(base, clave, cuerpo, fuente)
        assert error.value.sqlstate == "PR005"


def test_de_todo_el_proceso_una_estacion_solo_propone_lo_que_cambia_a_una_persona(base: Nodo) -> None:
    assert entregar(base, "", CAMBIO, Fuente.CATD) == "nuevo"
    for cuerpo in (PROPUESTA, FASE):
        with pytest.raises(psycopg.Error) as error:
            entregar(base, "", cuerpo, Fuente.CATD)
        assert error.value.sqlstate == "PR005"


@pytest.mark.parametrize("cuerpo", CUERPOS, ids=lambda c: c.tipo)
@pytest.mark.parametrize("clave", ["", acta(1).clave])
def test_en_el_centro_se_propone_y_se_contesta_de_todo(base: Nodo, cuerpo: Cuerpo, clave: str) -> None:
    assert entregar(base, clave, cuerpo, Fuente.CENTRO, del_centro=True) == "nuevo"
