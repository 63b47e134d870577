"""What a node's administrator changes behind its triggers reaches the centre as an alarm, never as a fact.

A pair of its own: what is altered here would be found by whoever rebuilds the state of a shared one.
"""

from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Acopio
from tests.central.sitios.conftest import Par
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta

CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"
OTRO_CONTENIDO = """
INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms, cuerpo,
                        firma)
VALUES (%s, %s, 'ACOPIO', %s, 'CATD', 'op-01-1', 'est-01-1', 'CATD01', 1, now(), 0,
        '{"sitio":"01","mecanismo":"F"}', decode(repeat('00', 64), 'hex'))
"""


def test_el_mismo_id_con_otro_contenido_alarma_y_no_detiene_la_replica(par: Par) -> None:
    clave, despues = acta(9).clave, acta(11).clave
    firmado = par.nodo.escena.firmar(1, clave, Acopio("01", "D"))
    par.nodo.escena.entregar(firmado)
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 1)
    with par.nodo.escena.base.conectar(ADMIN) as admin:  # a superuser goes round the triggers of his node
        admin.execute("ALTER TABLE prep.hecho DISABLE TRIGGER no_borrar")
        admin.execute("DELETE FROM prep.hecho WHERE id = %s", (firmado.hecho.id,))
        admin.execute(OTRO_CONTENIDO, (firmado.hecho.id, PROCESO, clave))
        admin.execute("ALTER TABLE prep.hecho ENABLE TRIGGER no_borrar")
    par.nodo.escena.digitalizada(despues)
    hasta(lambda: par.centro.valor(CUANTOS, despues) == 2)
    assert par.centro.valor("SELECT cuerpo FROM prep.hecho WHERE id = %s", firmado.hecho.id) == firmado.cuerpo
    assert par.alarmas(clave) == ["REPLICA_CONFLICTO"]


def test_lo_que_dice_venir_de_otro_nodo_se_aparta(par: Par) -> None:
    """The node widens its own publication and signs for another: the centre takes only what is its own."""
    ajena, propia = acta(13).clave, acta(15).clave
    with par.nodo.escena.base.conectar(ADMIN) as admin:
        admin.execute("ALTER PUBLICATION hechos SET TABLE prep.hecho")
        admin.execute("UPDATE prep.proceso SET nodo = 'CATD02'")
        par.nodo.escena.hacer(1, ajena, Acopio("01", "D"))
        admin.execute("UPDATE prep.proceso SET nodo = 'CATD01'")
        par.nodo.escena.hacer(1, propia, Acopio("01", "D"))
        hasta(lambda: par.centro.valor(CUANTOS, propia) == 1)
        admin.execute("ALTER PUBLICATION hechos SET TABLE prep.hecho WHERE (nodo = 'CATD01')")
    assert par.centro.hechos(ajena) == set()
    assert par.alarmas(ajena) == ["REPLICA_AJENO"]
    assert par.centro.valor("SELECT count(*) FROM prep.entrega_rara WHERE resultado = 'ajeno'") == 1
