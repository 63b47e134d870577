"""`prep estado` at the centre says by node how far behind it is, and does not wait for one that does not answer."""

import json
import socket
from typing import Any

import psycopg
import pytest

from central.__main__ import principal
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Acopio
from prep.store.migrar import cabeza
from tests.central.sitios.conftest import Par, Sitios
from tests.espera import hasta
from tests.store.ejemplos import acta

CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"


@pytest.fixture
def presentado(par: Par) -> Par:
    """The node where it is and with the version that it has, as after its last heartbeat."""
    par.centro.valor(
        "UPDATE prep.nodo SET servidor = %s, puerto = %s, esquema = %s, latido = clock_timestamp(), deriva_ms = 0"
        " RETURNING 1",
        *par.nodo.cluster.direccion,
        cabeza(),
    )
    return par


def informe(par: Par, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one node of `estado --json`."""
    capsys.readouterr()
    assert principal(["estado", "--json", "--datos", str(par.centro.cluster.datos)]) in (0, 3)
    (nodo,) = json.loads(capsys.readouterr().out)["nodos"]
    leido: dict[str, Any] = nodo
    return leido


def pagina(par: Par, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert principal(["estado", "--datos", str(par.centro.cluster.datos)]) in (0, 3)
    return capsys.readouterr().out


def test_un_nodo_al_dia_se_dice_asi(presentado: Par, capsys: pytest.CaptureFixture[str]) -> None:
    clave = acta(1).clave
    presentado.nodo.escena.hacer(1, clave, Acopio("01", "D"))
    hasta(lambda: presentado.centro.valor(CUANTOS, clave) == 1)
    hasta(lambda: informe(presentado, capsys)["flujos"]["hechos"]["atraso_bytes"] < 512)
    nodo = informe(presentado, capsys)
    assert (nodo["nodo"], nodo["contesta"], nodo["razon"], nodo["esquema_igual"]) == ("CATD01", True, None, True)
    assert nodo["segundos_sin_latido"] <= 60 and nodo["laboratorio"] is False
    for flujo in nodo["flujos"].values():
        assert flujo["suscrito"] and flujo["habilitado"] and flujo["aplicando"] and flujo["ranura_activa"]
        assert (flujo["faltan"], flujo["atraso_s"], flujo["copiando"], flujo["errores"]) == (0, 0, 0, 0)
        assert flujo["wal_status"] == "reserved" and flujo["confirmado"] and flujo["confirmado_en"]
        assert flujo["retenido_bytes"] >= 0 and flujo["segundos_sin_noticia"] is not None
    dicho = pagina(presentado, capsys)
    assert "al día" in dicho and "bien" in dicho and max(map(len, dicho.splitlines())) <= 100


def test_lo_que_no_ha_llegado_se_cuenta_con_su_tamano_y_su_espera(
    presentado: Par, capsys: pytest.CaptureFixture[str]
) -> None:
    primera, segunda = acta(3).clave, acta(5).clave
    with psycopg.connect(presentado.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
        admin.execute("ALTER SUBSCRIPTION hechos_catd01 DISABLE")
        ranura = "SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = 'hechos_catd01'"
        hasta(lambda: presentado.nodo.valor(ranura) == 0)
        presentado.nodo.escena.hacer(1, primera, Acopio("01", "D"))
        presentado.nodo.escena.hacer(1, segunda, Acopio("01", "D"))
        hasta(lambda: informe(presentado, capsys)["flujos"]["hechos"]["atraso_s"] >= 1)
        nodo = informe(presentado, capsys)
        dicho = pagina(presentado, capsys)
        admin.execute("ALTER SUBSCRIPTION hechos_catd01 ENABLE")
    hechos, imagenes = nodo["flujos"]["hechos"], nodo["flujos"]["imagenes"]
    assert (hechos["faltan"], hechos["habilitado"], hechos["ranura_activa"]) == (2, False, False)
    assert hechos["retenido_bytes"] >= hechos["atraso_bytes"] > 512
    assert (imagenes["faltan"], imagenes["atraso_s"], imagenes["habilitado"]) == (0, 0, True)
    assert "CATD01, hechos: la réplica está DETENIDA" in dicho and "2 (" in dicho
    hasta(lambda: informe(presentado, capsys)["flujos"]["hechos"]["faltan"] == 0)


def test_lo_que_espera_en_el_nodo_y_lo_que_le_falta_bajar(presentado: Par, capsys: pytest.CaptureFixture[str]) -> None:
    presentado.centro.valor("UPDATE prep.nodo SET cola = 7, deriva_ms = -61000, esquema = '0001' RETURNING 1")
    antes = informe(presentado, capsys)["por_bajar"]
    presentado.centro.valor("INSERT INTO prep.bajada VALUES ('CATD01', gen_random_uuid()) RETURNING 1")
    nodo = informe(presentado, capsys)
    assert (nodo["cola"], nodo["por_bajar"], nodo["deriva_ms"]) == (7, antes + 1, -61000)
    assert (nodo["esquema"], nodo["esquema_igual"]) == ("0001", False)
    dicho = pagina(presentado, capsys)
    assert "su reloj va 1 min adelante" in dicho and f"versión 0001 y este programa de la {cabeza()}" in dicho


def test_a_uno_que_no_contesta_no_se_le_espera(presentado: Par, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mudo:  # takes the connection and says nothing
        presentado.centro.valor("UPDATE prep.nodo SET puerto = %s RETURNING 1", mudo.getsockname()[1])
        nodo = informe(presentado, capsys)
    assert nodo["contesta"] is False and nodo["razon"]
    assert nodo["flujos"]["hechos"]["atraso_bytes"] is None and nodo["flujos"]["hechos"]["habilitado"] is True
    presentado.centro.valor("UPDATE prep.nodo SET latido = latido - interval '4 min' RETURNING 1")
    dicho = pagina(presentado, capsys)  # the port is closed by now
    assert "CATD01: SIN LATIDO hace 4 min." in dicho and "no se sabe" in dicho and "CATD01: no dice cómo va" in dicho


def test_el_papel_del_centro_ve_la_replica_sin_ver_su_contrasena(presentado: Par) -> None:
    with presentado.centro.escena.base.conectar("prep_centro") as conexion:
        assert conexion.execute("SELECT latest_end_lsn IS NOT NULL FROM pg_stat_subscription").fetchall()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            conexion.execute("SELECT subconninfo FROM pg_subscription")


def test_en_el_nodo_solo_quien_replica_ve_las_ranuras(presentado: Par) -> None:
    for rol in ("est-01-1", "prep_centro", "prep_arbitro"):
        negado = pytest.raises(psycopg.errors.InsufficientPrivilege)
        with presentado.nodo.escena.base.conectar(rol) as conexion, negado:
            conexion.execute("SELECT * FROM prep.ranuras()")


def test_un_nodo_reemplazado_se_dice_cercado(sitios: Sitios, capsys: pytest.CaptureFixture[str]) -> None:
    def dicho() -> str:
        assert principal(["estado", "--datos", str(sitios.centro.cluster.datos)]) == codigo
        return capsys.readouterr().out

    codigo = 0
    assert "Nodos" not in dicho()  # without nodes the page is as it was
    sitios.alta()
    codigo = 3
    assert "CATD01: dado de alta, y todavía no se presenta" in dicho()
    sitios.alta(reemplazar=True)
    assert "CATD01: CERCADO. CATD01.2 tomó su lugar; nada de él entra ya." in dicho()
    assert principal(["estado", "--json", "--datos", str(sitios.centro.cluster.datos)]) == 3
    nodos = json.loads(capsys.readouterr().out)["nodos"]
    assert [(n["nodo"], n["estado"], n["contesta"]) for n in nodos] == [
        ("CATD01.2", "ALTA", False),
        ("CATD01", "CERCADO", False),
    ]
