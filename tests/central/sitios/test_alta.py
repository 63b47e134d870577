"""Joining while facts come in: it waits for a moment without any, and holds up nobody meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN
from tests.central.sitios.conftest import Sitios
from tests.espera import hasta

ENTRA = "LOCK TABLE prep.hecho IN ROW EXCLUSIVE MODE"  # what an insert, or the first copy of another node, holds
ESPERA = "SELECT count(*) > 0 FROM pg_locks WHERE relation = 'prep.hecho'::regclass AND mode = 'ShareLock'"


def test_mientras_espera_a_que_termine_una_copia_larga_los_demas_hechos_entran(sitios: Sitios) -> None:
    """The copy may be waiting for one of those: with a lock that is not let go of, all would wait for a minute."""
    dsn = sitios.centro.cluster.dsn(ADMIN)
    with (
        ThreadPoolExecutor(1) as otra,
        psycopg.connect(dsn) as copia,
        psycopg.connect(dsn, options="-c lock_timeout=5s") as hecho,
        psycopg.connect(dsn, autocommit=True) as ojo,
    ):
        copia.execute(ENTRA)
        alta = otra.submit(sitios.alta)
        for _ in range(3):
            hasta(lambda: ojo.execute(ESPERA).fetchone() == (True,))
            hecho.execute(ENTRA)
            hecho.rollback()
        assert not alta.done()
        copia.rollback()
        assert alta.result(timeout=30).nueva


def test_si_nunca_dejan_de_entrar_se_dice_y_no_queda_nada_a_medias(
    sitios: Sitios, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.sitios.alta.PACIENCIA_S", 0.1)
    with psycopg.connect(sitios.centro.cluster.dsn(ADMIN)) as copia:
        copia.execute(ENTRA)
        with pytest.raises(ErrorNodo, match="Repita la orden"):
            sitios.alta()
    assert sitios.centro.valor("SELECT count(*) FROM prep.nodo WHERE catd <> ''") == 0
    assert sitios.alta().nueva
