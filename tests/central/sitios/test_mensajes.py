"""A message from the room to a post of a CATD that has its own node, and what the post answers (0093)."""

import pytest

from central.mando.mensajes import escribir, mensajes_de
from central.marco.conexion import abrir
from prep.domain.hechos.hechos import Incidencia
from prep.domain.reglas.mensajes import ENTERADO, Mensaje, a_mensaje
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.tipos import OperadorConocido
from tests.central.sitios.conftest import Par
from tests.central.sitios.test_personas import coordinadora, enlace
from tests.espera import hasta
from tests.store.ejemplos import PROCESO

__all__ = ["enlace"]


def en_el_puesto(par: Par) -> list[Mensaje]:
    par.nodo.escena.correr()
    with par.nodo.escena.base.conectar("est-01-2") as conn:
        return [a_mensaje(fila) for fila in conn.execute("SELECT * FROM estacion_v1.mensajes('op-01-2')").fetchall()]


@pytest.fixture
def sala(par: Par) -> Sesion:
    """A coordinator of the centre, whose word the node knows."""
    coordinadora(par, "op-ccv-1")
    llave = par.centro.escena.llaves["op-ccv-1"]
    suya = OperadorConocido("op-ccv-1", "Carmen", llave.publica, "{}", ("coordinacion",))
    par.nodo.escena.base.dueno(
        "INSERT INTO prep.sesion (estacion, operador, razon, expira)"
        " VALUES ('est-01-2', 'op-01-2', '', now() + interval '1 day') ON CONFLICT DO NOTHING"
    )
    return Sesion(suya, FirmaDeSesion("op-ccv-1", "sala", PROCESO, llave))


@pytest.mark.usefixtures("enlace")
def test_lo_que_escribe_la_sala_llega_al_puesto_y_lo_contestado_a_la_sala(par: Par, sala: Sesion) -> None:
    nodo, centro = par.nodo.escena, par.centro.escena
    with abrir(par.centro.cluster.datos) as puesto:
        escribir(puesto, sala, "est-01-2", "Llame al CCV.")
        centro.correr()
        hasta(lambda: [m.texto for m in en_el_puesto(par)] == ["Llame al CCV."])
        (uno,) = en_el_puesto(par)
        nodo.hacer(2, "", Incidencia(ENTERADO, "Ya llamé.", str(uno.id)))

        def contestado() -> list[str]:
            nodo.correr()
            centro.correr()
            return [r.texto for m in mensajes_de(puesto) for r in m.respuestas]

        hasta(lambda: contestado() == ["Ya llamé."])
    assert par.nodo.valor("SELECT count(*) FROM prep.cuarentena") == 0
    assert par.centro.valor("SELECT count(*) FROM prep.cuarentena") == 0
