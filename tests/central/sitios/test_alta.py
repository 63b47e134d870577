"""Joining while facts come in: it waits for a moment without any, and holds up nobody meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN
from central.sitios.alta import dar_de_alta
from central.sitios.centro_remoto import NodoFuera, conectar
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


def test_el_centro_no_busca_a_un_nodo_donde_su_paquete_no_dice(sitios: Sitios) -> None:
    """#33: the centre goes there with that node's password, wherever it is told."""
    alta = sitios.alta()
    assert alta.paquete.direcciones == ("127.0.0.1",)
    base = sitios.centro.escena.base
    with conectar(alta.paquete) as centro:
        for mala in ("10.9.8.7", "localhost", "127.0.0.2"):
            with pytest.raises(NodoFuera, match="no es su dirección"):
                centro.presentar(mala, 5432, "")
        with pytest.raises(NodoFuera):
            centro.presentar("10.9.8.7", 5432, "")
        assert base.dueno("SELECT servidor, latido FROM prep.nodo") == [("", None)]
        ((texto, veces),) = base.dueno("SELECT texto, veces FROM prep.alarma WHERE codigo = 'NODO_FUERA'")
        assert veces == 4 and "10.9.8.7" in texto
        centro.presentar("127.0.0.1", 5432, "")
        assert base.dueno("SELECT servidor, puerto FROM prep.nodo") == [("127.0.0.1", 5432)]
    mudado = dar_de_alta(sitios.centro.cluster, "01", direccion="10.9.8.7")
    assert mudado.paquete.direcciones == ("10.9.8.7",) and sitios.alta().paquete.direcciones == ("10.9.8.7",)
    with conectar(mudado.paquete) as centro:
        centro.presentar("10.9.8.7", 6543, "")
        with pytest.raises(NodoFuera):
            centro.presentar("127.0.0.1", 6543, "")
