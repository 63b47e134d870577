"""A city by certificates alone, its programs as an administrator runs them: an honest acta reaches its cut."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from central.__main__ import principal
from central.autoridad.autoridad import Autoridad
from central.nodo.cluster import ADMIN, Cluster
from tests.ataques.ciudad import Ciudad, ciudad
from tests.central.autoridad.ejemplo import autoridad
from tests.central.corte.apoyo import resultados
from tests.central.nodo.test_laboratorio import desde
from tests.central.sitios.cifrado import OTRA, entrar
from tests.espera import hasta
from tests.store import ejemplos

ACTAS = 20
REVOCADA_S = 5.0
EN_CLARO = (
    "SELECT a.usename, a.client_addr FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid)"
    " WHERE NOT s.ssl AND a.client_addr IS NOT NULL AND host(a.client_addr) <> '127.0.0.1'"
)


@pytest.fixture(scope="module")
def suya(tmp_path_factory: pytest.TempPathFactory) -> Autoridad:
    return autoridad(tmp_path_factory.mktemp("autoridad"))


@pytest.fixture(scope="module")
def viva(suya: Autoridad) -> Iterator[Ciudad]:
    with ciudad(ACTAS, autoridad=suya) as toda:
        yield toda


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


def test_a_quien_se_revoca_se_le_cierra_en_cinco_segundos_lo_abierto_y_lo_nuevo(
    viva: Ciudad, suya: Autoridad, tmp_path: Path
) -> None:
    """The order is given at the centre; its session at the node ends, and the others go on."""
    base = viva.catd.base
    with base.conectar("est-01-6") as abierta, base.conectar("est-01-5") as otra:
        suya.revocar("est-01-6", datetime.now(UTC))
        listas = tmp_path / "revocados.pem"
        listas.write_text("".join(suya.revocados(s, datetime.now(UTC)) for s in suya.guardada.autoridades))
        inicio = time.monotonic()
        assert principal(["sitio", "revocados", str(listas), "--datos", str(viva.centro.base.cluster.datos)]) == 0
        hasta(lambda: not sigue(abierta), "su sesión se cierra", 2 * REVOCADA_S)
        assert "certificate revoked" in entrar(base.dsn("est-01-6"))
        assert time.monotonic() - inicio < REVOCADA_S
        assert sigue(otra) and entrar(base.dsn("est-01-4")) == ""
    viva.sigue_viva()
    for escena in (viva.centro, viva.catd):
        assert escena.base.dueno("SELECT texto FROM prep.alarma WHERE codigo = 'CERTIFICADOS'") == []


def test_lo_de_una_estacion_en_dos_maquinas_da_su_alarma_y_la_que_cambio_de_direccion_no(viva: Ciudad) -> None:
    """As a kit opened twice: the same files, from another address, while those of the first go on."""
    base = viva.catd.base
    servidor = base.cluster.direccion
    with base.conectar("est-01-3") as movida, base.conectar("est-01-4") as suya:
        assert sigue(movida) and sigue(suya)
        with (
            desde(OTRA, servidor) as uno, desde(OTRA, servidor) as otro,
            en(base.dsn("est-01-3"), uno) as nueva, en(base.dsn("est-01-4"), otro) as ajena,
        ):  # fmt: skip
            hasta(lambda: sigue(nueva) and sigue(ajena) and sigue(suya) and kits_ajenos(viva), "la alarma", 15)
            time.sleep(2.0)  # two rounds more of who looks
    assert {causa.partition(" ")[0] for causa in kits_ajenos(viva)} == {"est-01-4"}
    viva.sigue_viva()


def en(dsn: str, puerto: int) -> "psycopg.Connection[tuple[object, ...]]":
    """By the relay, which comes from another address; the server's name is the same."""
    return psycopg.connect(make_conninfo(dsn, hostaddr="127.0.0.1", port=puerto), autocommit=True, connect_timeout=10)


def kits_ajenos(viva: Ciudad) -> list[str]:
    return [str(c) for (c,) in viva.catd.base.dueno("SELECT causa FROM prep.alarma WHERE codigo = 'KIT_AJENO'")]


def sigue(conexion: psycopg.Connection[tuple[object, ...]]) -> bool:
    try:
        conexion.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True
