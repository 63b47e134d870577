"""The suite's own cluster: made, shared, stopped by its starter, and up again after a kill -9."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg import conninfo

from central.nodo import binarios, lugar
from central.nodo.binarios import ErrorNodo, buscar
from central.nodo.cluster import ADMIN, Cluster
from tests.espera import hasta
from tests.servidor import matar

PROYECTO = Path(__file__).resolve().parents[3]
ARRANCA_Y_ESPERA = """
import sys
from pathlib import Path
from central.nodo.cluster import Cluster
Cluster(Path(sys.argv[1])).iniciar()
print("listo", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def datos() -> Iterator[Path]:
    """An empty data folder that the server's OS user can reach; whatever server is there at the end is removed."""
    carpeta = Path(tempfile.mkdtemp(prefix="prep-cluster-"))
    try:
        yield carpeta
    finally:
        Cluster(carpeta).borrar()
        shutil.rmtree(carpeta)


def valor(cluster: Cluster, consulta: str) -> str:
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
        cursor = conn.execute(consulta)
        fila = cursor.fetchone() if cursor.description else None
    return str(fila[0]) if fila else ""


def test_una_carpeta_nueva_recibe_un_cluster_solo_local_y_con_contrasena(datos: Path) -> None:
    with Cluster(datos) as cluster:
        partes = conninfo.conninfo_to_dict(cluster.dsn(ADMIN, "postgres"))
        assert partes["host"] == "127.0.0.1" and int(str(partes["port"])) != 5432
        ajustes = {n: valor(cluster, f"SHOW {n}") for n in ("listen_addresses", "unix_socket_directories", "fsync")}
        assert ajustes == {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "on"}
        assert valor(cluster, "SHOW synchronous_commit") == "on"
        malo = conninfo.make_conninfo(cluster.dsn(ADMIN, "postgres"), password="otra")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(malo)
        claves = datos / "claves.json"
        assert stat.S_IMODE(claves.stat().st_mode) == 0o600
        assert str(partes["password"]) not in cluster.lugar.registro.read_text()
        servidor = psutil.Process(int((cluster.lugar.base / "postmaster.pid").read_text().splitlines()[0]))
        assert servidor.uids().real != 0
    assert not cluster.en_marcha
    hasta(lambda: not servidor.is_running() or servidor.status() == psutil.STATUS_ZOMBIE, "que el servidor termine")


def test_uno_en_marcha_se_usa_y_lo_deja_en_marcha_quien_no_lo_encendio(datos: Path) -> None:
    with Cluster(datos) as primero:
        with Cluster(datos) as segundo:
            assert segundo.dsn(ADMIN) == primero.dsn(ADMIN)
            assert valor(segundo, "SELECT 1") == "1"
        assert primero.en_marcha
    assert not primero.en_marcha


def test_vuelto_a_encender_conserva_su_puerto_sus_contrasenas_y_sus_datos(datos: Path) -> None:
    with Cluster(datos) as cluster:
        valor(cluster, "CREATE TABLE x AS SELECT 7 AS n")
        antes = cluster.dsn(ADMIN)
    with Cluster(datos) as cluster:
        assert cluster.dsn(ADMIN) == antes and valor(cluster, "SELECT n FROM x") == "7"


def test_un_puerto_que_alguien_tomo_entretanto_se_le_deja(datos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("central.nodo.cluster.CONEXION_S", 2)  # whoever took it accepts and never answers
    with Cluster(datos) as cluster:
        puerto = json.loads((datos / "servidor.json").read_text())["puerto"]
    with socket.socket() as ajeno:
        ajeno.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ajeno.bind(("127.0.0.1", puerto))
        ajeno.listen()
        with Cluster(datos) as cluster:
            assert str(puerto) not in cluster.dsn(ADMIN).split("port=")[1].split()[0]
            assert valor(cluster, "SELECT 1") == "1"


def test_tras_kill_9_del_servidor_la_carpeta_enciende_con_lo_confirmado(datos: Path) -> None:
    cluster = Cluster(datos)
    cluster.iniciar()
    valor(cluster, "CREATE TABLE x AS SELECT 7 AS n")
    matar(cluster)
    assert not cluster.en_marcha and (cluster.lugar.base / "postmaster.pid").exists()
    with Cluster(datos) as otro:
        assert valor(otro, "SELECT n FROM x") == "7"
    assert not otro.en_marcha


def test_un_servidor_sin_su_programa_lo_toma_y_lo_detiene_el_siguiente(datos: Path) -> None:
    orden = [sys.executable, "-c", ARRANCA_Y_ESPERA, str(datos)]
    with subprocess.Popen(orden, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROYECTO, text=True) as programa:
        assert programa.stdout is not None and programa.stdout.readline() == "listo\n"
        with Cluster(datos) as vecino:
            assert vecino.en_marcha
        assert vecino.en_marcha  # its program lives
        programa.send_signal(signal.SIGKILL)
    with Cluster(datos) as heredero:
        assert heredero.en_marcha
    assert not heredero.en_marcha


def test_un_initdb_cortado_a_medias_se_empieza_de_nuevo(datos: Path) -> None:
    cluster = Cluster(datos)
    a_medias = cluster.lugar.carpeta / "base.a_medias"
    a_medias.mkdir()
    (a_medias / "PG_VERSION").write_text("15\n")
    with cluster:
        assert valor(cluster, "SELECT 1") == "1"


def test_dos_programas_que_encienden_a_la_vez_comparten_un_servidor(datos: Path) -> None:
    orden = [sys.executable, "-c", ARRANCA_Y_ESPERA, str(datos)]
    programas = [
        subprocess.Popen(orden, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROYECTO, text=True)
        for _ in range(2)
    ]
    try:
        assert [p.stdout.readline() for p in programas if p.stdout] == ["listo\n", "listo\n"]
        assert Cluster(datos).en_marcha
    finally:
        for programa in programas:
            programa.communicate("")


def test_lo_que_no_puede_encender_se_dice_con_el_lugar_de_su_registro(datos: Path) -> None:
    cluster = Cluster(datos)
    cluster.iniciar()
    cluster.detener()
    (cluster.lugar.base / "global" / "pg_control").unlink()
    with pytest.raises(ErrorNodo, match=r"PostgreSQL no arrancó. Su registro está en .*servidor.log"):
        cluster.iniciar()


def test_un_archivo_de_contrasenas_danado_se_dice_y_se_conserva(datos: Path) -> None:
    (datos / "claves.json").write_text("{roto")
    with pytest.raises(ErrorNodo, match=r"claves.json está dañado"):
        Cluster(datos).iniciar()
    assert (datos / "claves.json").read_text() == "{roto"


def test_un_rol_sin_contrasena_se_dice(datos: Path) -> None:
    with pytest.raises(ErrorNodo, match="El rol «prep_arbitro» no tiene contraseña"):
        Cluster(datos).dsn("prep_arbitro")


@pytest.mark.skipif(os.geteuid() != 0, reason="sólo root corre el servidor como otro usuario")
def test_si_el_usuario_del_servidor_no_llega_sus_archivos_van_a_otra_parte(datos: Path) -> None:
    cerrada = datos / "cerrada"
    cerrada.mkdir(mode=0o700)
    dentro = cerrada / "datos"
    cluster = Cluster(dentro)
    try:
        with cluster:
            assert cluster.lugar.carpeta.parent == lugar.RAIZ_AJENA and cluster.en_marcha
            assert (dentro / "postgres").resolve() == cluster.lugar.carpeta
        with Cluster(dentro) as otra_vez:
            assert valor(otra_vez, "SELECT 1") == "1"
    finally:
        carpeta = cluster.lugar.carpeta
        cluster.borrar()
    assert not carpeta.exists() and not list(dentro.iterdir())
    assert stat.S_IMODE(cerrada.stat().st_mode) == 0o700


def test_sin_postgresql_se_dice_la_linea_que_lo_instala(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PREP_POSTGRES", raising=False)
    monkeypatch.setattr(binarios, "DEBIAN", tmp_path)
    monkeypatch.setattr(binarios, "PAQUETE_PYPI", "un_paquete_que_no_hay")
    with pytest.raises(ErrorNodo, match=r"sudo apt-get install .* postgresql"):
        buscar()


def test_un_postgresql_anterior_al_15_se_pasa_por_alto(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for version in ("13", "16"):
        carpeta = tmp_path / version / "bin"
        carpeta.mkdir(parents=True)
        for programa in ("initdb", "pg_ctl", "postgres"):
            (carpeta / programa).write_text(f"#!/bin/sh\necho '{programa} (PostgreSQL) {version}.4'\n")
            (carpeta / programa).chmod(0o755)
    monkeypatch.setattr(binarios, "DEBIAN", tmp_path)
    monkeypatch.delenv("PREP_POSTGRES", raising=False)
    monkeypatch.setenv("PATH", "/nada")
    hallado = buscar()
    assert (hallado.version, hallado.pypi) == (16, False) and hallado["initdb"] == str(tmp_path / "16/bin/initdb")
    shutil.rmtree(tmp_path / "16")
    monkeypatch.setattr(binarios, "PAQUETE_PYPI", "un_paquete_que_no_hay")
    with pytest.raises(ErrorNodo):
        buscar()


@pytest.mark.skipif(os.geteuid() != 0, reason="sólo root corre el servidor como otro usuario")
def test_los_programas_que_el_usuario_no_alcanza_se_copian_con_bibliotecas(
    datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cerrada = datos / "cerrada"
    paquete = cerrada / "site-packages" / "paquete" / "pginstall18"
    bibliotecas = cerrada / "site-packages" / "paquete.libs"
    for carpeta in (paquete / "bin", bibliotecas):
        carpeta.mkdir(parents=True)
    cerrada.chmod(0o700)
    (bibliotecas / "libpq.so").touch(0o600)
    for programa in ("initdb", "pg_ctl", "postgres"):
        (paquete / "bin" / programa).touch(0o700)
    datos.chmod(0o711)
    monkeypatch.setattr(lugar, "RAIZ_AJENA", datos / "ajena")
    usuario = lugar.Usuario("nobody", 65534, 65534)
    suyos = binarios.Binarios(paquete / "bin", 18, True)
    for _ in range(2):
        copiados = lugar.alcanzables(suyos, lugar.LugarDelServidor(datos, usuario))
    assert copiados.carpeta == datos / "ajena" / "postgresql-18-pypi" / "paquete" / "pginstall18" / "bin"
    probar = ["test", "-x", copiados["postgres"], "-a", "-r", str(copiados.carpeta / "../../../paquete.libs/libpq.so")]
    assert subprocess.run(probar, user=65534, group=65534, extra_groups=[], check=False).returncode == 0
    assert lugar.alcanzables(copiados, lugar.LugarDelServidor(datos, usuario)) == copiados
