"""Who administers the centre's base puts in it what two people should sign: it shows to who goes over signatures."""

from pathlib import Path
from uuid import uuid4

import pytest

from central.arbitro import cadena
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Incidencia
from prep.domain.hechos.horas import texto_de
from prep.domain.hechos.texto import cuerpo_a_texto
from prep.domain.reglas.apertura import APERTURA, LIBERADA
from prep.store.hechos import RECIBIDAS, a_recibido, lista
from tests.ataques.test_horario import UNA, antes_de_abrir, hora_de_antes, publicado
from tests.central.arbitro.test_prueba import diferencias
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo

METER = """INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms,
    cuerpo, firma) SELECT %s, proceso, 'INCIDENCIA', %s, 'CENTRO', 'centro', 'centro-1', nodo, 900, now(), 0, %s, %s
    FROM prep.proceso"""
ULTIMO = "SELECT n, eslabon FROM prep.cadena ORDER BY n DESC LIMIT 1"


@pytest.mark.parametrize("cual", [LIBERADA, APERTURA])
def test_una_orden_encadenada_a_mano_la_nombra_quien_repasa_las_firmas(base: Nodo, tmp_path: Path, cual: str) -> None:
    cortes = Cortes(base, tmp_path)
    horas = antes_de_abrir(cortes, UNA)
    cuerpo = Incidencia(cual, "forjada", horas if cual == LIBERADA else texto_de(hora_de_antes(90)))
    id_, acta = uuid4(), UNA if cual == LIBERADA else ""
    with base.conectar(ADMIN) as admin:
        with admin.transaction():
            admin.execute(METER, (id_, acta, cuerpo_a_texto(cuerpo), b"x" * 64))
            admin.execute("DELETE FROM prep.cola WHERE hecho = %s", (id_,))  # the árbitro is not told
        (fila,) = admin.execute(f"SELECT {lista(RECIBIDAS)} FROM prep.hecho WHERE id = %s".encode(), (id_,)).fetchall()
        ((n, eslabon),) = admin.execute(ULTIMO).fetchall()
        cadena.anexar(admin, (n, bytes(eslabon)), [a_recibido(fila)])
    assert publicado(cortes, UNA)[0] == "1", "the base's word is all that the cut has for it"
    assert any(str(id_) in dicha for dicha in diferencias(cortes.escena)), diferencias(cortes.escena)
