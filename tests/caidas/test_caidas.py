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
def test_muerto_ahi_y_vuelto_a_abrir_nada_se_pierde_ni_se_dobla(
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
def test_muerto_mientras_reentrega_al_nodo_que_tomo_el_lugar_de_otro(
    sembrado: Nodo, tmp_path: Path, caida: str
) -> None:
    cuenta = mudanza.caer(sembrado, tmp_path, caida)
    assert cuenta.en_nodo == cuenta.confirmados > 5
    assert (cuenta.doblados, cuenta.perdidos) == (0, 0)


def test_un_punto_al_que_nunca_se_llega_no_se_da_por_bueno(sembrado: Nodo, tmp_path: Path) -> None:
    fila = tabla.probar(sembrado, tmp_path, "spool.no_existe.antes")
    assert not fila.bien
    assert "NO SE PROBÓ" in str(fila)


def test_lo_confirmado_que_no_esta_en_el_nodo_esta_perdido(vacio: Nodo) -> None:
    assert contar(vacio, {"a"}, {"b"}, Counter()) == Cuenta(1, 0, 0, 2)
    assert contar(vacio, set(), set(), Counter([("ACOPIO", "x")])).perdidos == 1


def test_un_campo_visto_terminado_que_se_teclea_otra_vez_esta_perdido() -> None:
    primera = Hijo(["empieza A 0", "campo A 1", "campo A 2", "hecho x", "empieza B 0", "campo B 1", "campo B 2"])
    assert campos_perdidos(primera, Hijo(["empieza B 2", "campo B 3"])) == 0
    assert campos_perdidos(primera, Hijo(["empieza B 0", "empieza C 0", "empieza B 2"])) == 2


def test_un_segundo_hecho_de_una_accion_dobla_y_el_no_encadenado_se_pierde(vacio: Nodo) -> None:
    id_ = str(uuid4())
    vacio.dueno(
        "INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms,"
        " cuerpo, firma) VALUES (%s, 'p', 'ACOPIO', 'x', 'CATD', 'ana', %s, 'CENTRO', 1, now(), 0, '{}', '')",
        id_,
        hijo.ESTACION,
    )
    assert contar(vacio, {id_}, set(), Counter()) == Cuenta(1, 1, 1, 1)


def test_cada_escena_y_vez_de_la_tabla_es_de_puntos_que_existen() -> None:
    raices = {punto.rpartition(".")[0] for punto in todos()}
    assert set(tabla.VECES) <= raices
    assert all(any(raiz.startswith(prefijo) for raiz in raices) for prefijo in tabla.ESCENAS)
