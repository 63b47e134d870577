"""Some falls for real (`make caidas` does them all), and the count, which must see what is lost or doubled."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from central.nodo.cluster import ADMIN, Cluster
from tests.caidas import __main__ as tabla
from tests.caidas import hijo, mudanza
from tests.caidas.caida import Cuenta, Hijo
from tests.caidas.estacion import campos_perdidos, contar
from tests.caidas.mundo import BASE, sembrar
from tests.caidas.puntos import todos
from tests.conftest import Nodo, copia

# What is confirmed lives between these: the spool's commit, the node's, and the answer written in the spool.
CAMINO = (("spool.guardar.despues", 10), ("nodo.entregar.despues", 4), ("spool.marcar.antes", 7))
BORRADOR = (("spool.guardar_borrador.despues", 8), ("spool.soltar_borrador.antes", 1))
OTROS = (("spool.recoger.antes", 1), ("migrar.subir.antes", 1), ("preparar.gente.antes", 1))


@pytest.fixture(scope="module")
def sembrado(cluster: Cluster) -> Iterator[Nodo]:
    yield sembrar(cluster)
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
        conn.execute(f"DROP DATABASE {BASE} WITH (FORCE)")


@pytest.fixture
def vacio(sembrado: Nodo) -> Iterator[Nodo]:
    yield from copia(sembrado)


@pytest.mark.parametrize(("punto", "vez"), [*CAMINO, *BORRADOR, *OTROS])
def test_killed_there_and_started_again_nothing_is_lost_and_nothing_is_twice(
    sembrado: Nodo, tmp_path: Path, punto: str, vez: int
) -> None:
    fila = tabla.probar(sembrado, tmp_path, punto, (vez,))
    assert fila.falla == ""
    assert (fila.cuenta.doblados, fila.cuenta.perdidos) == (0, 0)
    assert fila.cuenta.en_nodo >= fila.cuenta.confirmados > 0


@pytest.mark.parametrize(
    "caida",
    ["spool.mudar.antes:1", "spool.mudar.despues:1", "nodo.entregar_imagen.despues:2", "nodo.entregar.despues:5",
     "spool.marcar.antes:1"],
)  # fmt: skip
def test_killed_while_it_delivers_again_to_the_node_that_took_the_place_of_another(
    sembrado: Nodo, tmp_path: Path, caida: str
) -> None:
    cuenta = mudanza.caer(sembrado, tmp_path, caida)
    assert cuenta.en_nodo == cuenta.confirmados > 5
    assert (cuenta.doblados, cuenta.perdidos) == (0, 0)


def test_a_point_that_is_never_reached_is_not_taken_for_good(sembrado: Nodo, tmp_path: Path) -> None:
    fila = tabla.probar(sembrado, tmp_path, "spool.no_existe.antes")
    assert not fila.bien
    assert "NO SE PROBÓ" in str(fila)


def test_what_was_confirmed_and_is_not_at_the_node_is_lost(vacio: Nodo) -> None:
    assert contar(vacio, {"a"}, {"b"}, Counter()) == Cuenta(1, 0, 0, 2)
    assert contar(vacio, set(), set(), Counter([("ACOPIO", "x")])).perdidos == 1


def test_a_field_that_was_seen_finished_and_is_keyed_again_is_lost() -> None:
    primera = Hijo(["empieza A 0", "campo A 1", "campo A 2", "hecho x", "empieza B 0", "campo B 1", "campo B 2"])
    assert campos_perdidos(primera, Hijo(["empieza B 2", "campo B 3"])) == 0
    assert campos_perdidos(primera, Hijo(["empieza B 0", "empieza C 0", "empieza B 2"])) == 2


def test_a_second_fact_of_one_action_is_doubled_and_one_that_is_not_chained_is_lost(vacio: Nodo) -> None:
    id_ = str(uuid4())
    vacio.dueno(
        "INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms,"
        " cuerpo, firma) VALUES (%s, 'p', 'ACOPIO', 'x', 'CATD', 'ana', %s, 'CENTRO', 1, now(), 0, '{}', '')",
        id_,
        hijo.ESTACION,
    )
    assert contar(vacio, {id_}, set(), Counter()) == Cuenta(1, 1, 1, 1)


def test_every_scene_and_pass_of_the_table_is_of_points_that_exist() -> None:
    raices = {punto.rpartition(".")[0] for punto in todos()}
    assert set(tabla.VECES) <= raices
    assert all(any(raiz.startswith(prefijo) for raiz in raices) for prefijo in tabla.ESCENAS)
