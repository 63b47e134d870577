"""What the node says of itself must not cost more as the night goes on."""

from central.nodo.roles import CENTRO
from central.tablero.consulta import FASES
from tests.conftest import Nodo


def test_las_fases_se_hallan_por_indice_y_no_leyendo_todos_los_hechos(nodo: Nodo) -> None:
    with nodo.conectar(CENTRO) as conn:
        conn.execute("SET enable_seqscan = off")  # the plan of a large table, without making one
        plan = "\n".join(fila for (fila,) in conn.execute(f"EXPLAIN {FASES}"))
    assert "Seq Scan on hecho" not in plan, plan
