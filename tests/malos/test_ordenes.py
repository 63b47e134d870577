"""Every bad use of the orders of two people is told in a sentence, and nothing is proposed, answered or done."""

from pathlib import Path

import psycopg
import pytest

from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from tests.malos.caso import Caso
from tests.malos.ordenes import casos, nodo
from tests.malos.tabla import correr


@pytest.mark.parametrize("caso", casos(), ids=lambda caso: caso.nombre)
def test_se_dice_por_que_en_una_frase_y_nada_se_hace(caso: Caso, tmp_path: Path) -> None:
    codigo, dicho = correr(caso, tmp_path)
    assert (codigo, caso.mensaje in dicho) == (caso.codigo, True), dicho
    assert "Traceback" not in dicho


def test_despues_de_todas_sigue_habiendo_una_propuesta_y_ninguna_respuesta() -> None:
    with psycopg.connect(Cluster(nodo()).dsn(DUENO)) as conn:
        hay = conn.execute("SELECT tipo, count(*) FROM prep.hecho GROUP BY 1 ORDER BY 1").fetchall()
    assert hay == [("FASE", 1), ("INCIDENCIA", 1), ("PROPUESTA", 1)]


def test_son_mas_de_veinte_y_distintas() -> None:
    nombres = [caso.nombre for caso in casos()]
    assert len(set(nombres)) == len(nombres) >= 26
