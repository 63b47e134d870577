"""Two who agree and were given nothing verify nothing; the acta is captured by whom it was given to (R-04, P-10)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import Captura
from tests.ataques.test_derecho import sigue_hasta_su_corte
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.store.ejemplos import acta
from tests.store.entregas import probados, reclamar

UNA = acta(1).clave
HALLADO = "SELECT count(*) FROM prep.acta_estado WHERE estado::text LIKE '%%H-43%%' AND acta = %s"


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    probados(base)
    yield Cortes(base, tmp_path)


def capturar(cortes: Cortes, quien: int, huella: str, votos: int) -> None:
    """As a program of one's own delivers it, under whatever lease there is."""
    firmado = cortes.escena.firmar(quien, UNA, Captura(1, huella, (votos,) * CAMPOS, "ACTA PREP", UNA))
    assert cortes.escena.entregar(firmado, dada=False) == "nuevo"


def test_dos_del_sitio_a_quienes_no_se_les_dio_no_la_verifican(cortes: Cortes) -> None:
    huella = cortes.imagen(UNA)
    cortes.escena.correr()
    for quien in (4, 5):
        capturar(cortes, quien, huella, 9)
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "DIGITALIZADA"
    assert cortes.base.dueno(HALLADO, UNA) == [(1,)]
    for quien in (2, 3):
        with cortes.base.conectar(f"est-01-{quien}") as estacion:
            assert reclamar(estacion, f"op-01-{quien}") is not None
        capturar(cortes, quien, huella, 1)
    sigue_hasta_su_corte(cortes, UNA)


def test_lo_que_se_devolvio_ya_no_se_captura(cortes: Cortes) -> None:
    huella = cortes.imagen(UNA)
    cortes.escena.correr()
    with cortes.base.conectar("est-01-2") as estacion:
        toma = reclamar(estacion, "op-01-2")
        assert toma is not None
        estacion.execute("SELECT estacion_v1.devolver(%s, %s)", toma[:2])
    capturar(cortes, 2, huella, 1)
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "DIGITALIZADA"
