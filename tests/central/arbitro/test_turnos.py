"""What waits is taken by turns of whoever said it: a flood of one station keeps nobody else waiting (P-8)."""

from collections.abc import Iterator

import pytest

from central.arbitro import lote
from prep.domain.hechos.hechos import Acopio
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta

INUNDAR = (
    "INSERT INTO prep.cola (hecho, acta, origen) SELECT gen_random_uuid(), '', %s FROM generate_series(1, %s)"
    " RETURNING n"
)


@pytest.fixture
def escena(base: Nodo) -> Iterator[Escena]:
    yield Escena(base)


def en_cola(escena: Escena) -> list[tuple[object, ...]]:
    return escena.base.dueno("SELECT origen, count(*) FROM prep.cola GROUP BY origen ORDER BY origen")


def test_lo_honesto_sale_en_el_primer_lote_aunque_otra_estacion_inunde(escena: Escena) -> None:
    escena.base.dueno(INUNDAR, "CATD01 est-01-2", 3 * lote.LOTE)
    escena.hacer(1, acta(1).clave, Acopio("01", "D"))
    with escena.arbitro() as (conexion, contexto):
        assert lote.procesar(conexion, contexto) <= lote.LOTE
        assert escena.etapa(acta(1).clave) == "ACOPIADA"
        assert en_cola(escena) == [("CATD01 est-01-2", 3 * lote.LOTE - lote.LOTE // 2)]
        tomadas = 0
        while faltan := lote.procesar(conexion, contexto):
            tomadas += faltan
    assert tomadas == 3 * lote.LOTE - lote.LOTE // 2, "lo que inundó también sale, una vez"
    escena.hacer(1, acta(3).clave, Acopio("01", "D"))
    assert escena.correr() == 1 and escena.etapa(acta(3).clave) == "ACOPIADA"


def test_de_cada_quien_salen_los_primeros_y_todos_en_el_orden_en_que_llegaron(escena: Escena) -> None:
    llegaron: list[tuple[str, int]] = []
    for origen, cuantos in (("b", 6), ("a", 7), ("c", 1), ("b", 2)):
        llegaron += [(origen, int(str(n))) for (n,) in escena.base.dueno(INUNDAR, origen, cuantos)]
    de_cada = {o: [n for suyo, n in llegaron if suyo == o] for o in "abc"}
    with escena.base.conectar("prep_arbitro") as conexion:
        numeros = [n for n, *_ in lote._mirar(conexion, 9, False)]
        assert numeros == sorted([*de_cada["a"][:3], *de_cada["b"][:3], *de_cada["c"]])
        assert [n for n, *_ in lote._mirar(conexion, 2, False)] == [de_cada["b"][0], de_cada["a"][0]]
        assert [n for n, *_ in lote._mirar(conexion, 100, False)] == [n for _, n in llegaron]


def test_el_turno_es_del_nodo_y_de_la_estacion_que_existe(escena: Escena) -> None:
    """A hostile node that makes stations up has one turn for all of them."""
    escena.hacer(1, acta(1).clave, Acopio("01", "D"))
    ((nodo,),) = escena.base.dueno("SELECT nodo FROM prep.proceso")
    assert en_cola(escena) == [(f"{nodo} est-01-1", 1)]
    otra = "SELECT prep.origen(jsonb_populate_record(NULL::prep.hecho, %s))"
    for estacion, turno in (("est-01-2", "CATD09 est-01-2"), ("inventada-7", "CATD09")):
        dicho = f'{{"nodo": "CATD09", "estacion": "{estacion}"}}'
        assert escena.base.dueno(otra, dicho) == [(turno,)]
