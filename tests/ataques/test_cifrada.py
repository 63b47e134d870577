"""A city by certificates alone, its programs as an administrator runs them: an honest acta reaches its cut."""

from collections.abc import Iterator

import psutil
import pytest

from central.nodo.cluster import ADMIN, Cluster
from tests.ataques.ciudad import Ciudad, ciudad
from tests.central.autoridad.ejemplo import autoridad
from tests.central.corte.apoyo import resultados
from tests.espera import hasta
from tests.store import ejemplos

ACTAS = 20
EN_CLARO = (
    "SELECT a.usename, a.client_addr FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid)"
    " WHERE NOT s.ssl AND a.client_addr IS NOT NULL AND host(a.client_addr) <> '127.0.0.1'"
)


@pytest.fixture(scope="module")
def viva(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ciudad]:
    with ciudad(ACTAS, autoridad=autoridad(tmp_path_factory.mktemp("autoridad"))) as suya:
        yield suya


def escucha(cluster: Cluster) -> set[str]:
    pid = int((cluster.lugar.base / "postmaster.pid").read_text().splitlines()[0])
    return {c.laddr.ip for c in psutil.Process(pid).net_connections("inet") if c.status == psutil.CONN_LISTEN}


def test_un_acta_honesta_va_de_su_acopio_a_su_corte(viva: Ciudad) -> None:
    hasta(lambda: viva.centro.base.dueno("SELECT count(*) FROM pg_subscription") == [(2,)], "el centro se suscribe", 20)
    clave = viva.sigue_viva()
    filas = resultados(viva.cortar().carpeta)
    assert filas[ejemplos.catalogo(ACTAS).actas[clave].clave_casilla]["PAN"] == "7"
    for escena in (viva.centro, viva.catd):
        cluster = escena.base.cluster
        assert escucha(cluster) == {"127.0.0.1", cluster.direccion[0]}
        with escena.base.conectar(ADMIN) as admin:
            assert admin.execute(EN_CLARO).fetchall() == []
    with viva.centro.base.conectar(ADMIN) as admin:
        suya = "SELECT s.version FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.usename = 'nodo_catd01'"
        assert set(admin.execute(suya).fetchall()) == {("TLSv1.3",)}
