"""`central nodo`: in words when it cannot, running until it is told to stop, and nothing left behind."""

import os
import pty
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psutil
import psycopg
import pytest

from central.__main__ import principal
from central.nodo.cluster import Cluster
from central.nodo.preparar import preparar
from prep.net.descubrimiento import Hallado, buscar_todos
from prep.store.migrar import cabeza
from tests.espera import hasta
from tests.servidor import matar, nuevo
from tests.store import ejemplos

PROCESO = f"prueba-{secrets.token_hex(4)}"  # it is announced, as those of others on this machine
PROYECTO = Path(__file__).resolve().parents[3]
SIN_RED = """
import sys, zeroconf
def sin_interfaz(*_, **__): raise OSError(19, "No such device")
zeroconf.Zeroconf.__init__ = sin_interfaz
from central.__main__ import principal
sys.exit(principal(sys.argv[1:]))
"""

# The server dies as the function of `nodo` named first is reached.
SE_MUERE = """
import sys
from pathlib import Path
from central.__main__ import principal
from central.marcha import marcha
from central.nodo.cluster import Cluster
from central.ordenes import nodo
from tests.servidor import matar
nombre, *resto = sys.argv[1:]
donde = nodo if hasattr(nodo, nombre) else marcha
hacer = getattr(donde, nombre)
def morir(*lo_suyo):
    matar(Cluster(Path(resto[2])))
    return hacer(*lo_suyo)
setattr(donde, nombre, morir)
sys.exit(principal(resto))
"""


@pytest.fixture
def datos() -> Iterator[Path]:
    carpeta = Path(tempfile.mkdtemp(prefix="prep-orden-"))
    try:
        yield carpeta
    finally:
        Cluster(carpeta).borrar()
        shutil.rmtree(carpeta)


@pytest.fixture
def preparado(datos: Path) -> Path:
    with nuevo(datos) as cluster:
        preparar(cluster, ejemplos.catalogo(proceso=PROCESO), ejemplos.operadores(1), ejemplos.estaciones(1))
    return datos


def orden(datos: Path, *mas: str) -> list[str]:
    return [sys.executable, "-m", "central", "nodo", "--datos", str(datos), *mas]


@contextmanager
def en_marcha(comando: list[str], salida: int = subprocess.PIPE) -> Iterator["subprocess.Popen[str]"]:
    """The command for as long as the block lasts, also when what was expected of it fails; it must end well."""
    with subprocess.Popen(comando, cwd=PROYECTO, stdout=salida, stderr=subprocess.PIPE, encoding="utf-8") as nodo:
        try:
            yield nodo
        except BaseException as falla:
            nodo.terminate()
            falla.add_note(f"El nodo dijo: {nodo.communicate(timeout=120)[1]}")
            raise
        nodo.terminate()
        errores = nodo.communicate(timeout=120)[1]
    assert nodo.returncode == 0, errores


def esperar_al_arbitro(cluster: Cluster, nodo: "subprocess.Popen[str]") -> None:
    """Until the server answers and the node's árbitro works at it."""
    hasta(lambda: cluster.en_marcha or nodo.poll() is not None)
    trabaja = "SELECT FROM pg_stat_activity WHERE application_name = 'prep arbitro'"
    with psycopg.connect(cluster.dsn("prep_arbitro"), autocommit=True) as conn:
        hasta(lambda: conn.execute(trabaja).rowcount == 1 or nodo.poll() is not None)
    assert nodo.poll() is None


def linea(flujo: IO[str] | None) -> str:
    assert flujo is not None
    return flujo.readline()


def test_una_carpeta_sin_preparar_se_dice_y_su_servidor_se_detiene(datos: Path) -> None:
    hecho = subprocess.run(orden(datos), cwd=PROYECTO, capture_output=True, text=True, timeout=120, check=False)
    assert hecho.returncode == 2 and "no está preparado" in hecho.stderr and "Traceback" not in hecho.stderr
    assert not Cluster(datos).en_marcha


@pytest.mark.parametrize("aviso", [signal.SIGINT, signal.SIGTERM])
def test_corre_hasta_que_se_le_dice_y_no_deja_nada_corriendo(preparado: Path, aviso: signal.Signals) -> None:
    datos, cluster, tuberia = preparado, Cluster(preparado), subprocess.PIPE
    with subprocess.Popen(orden(datos), cwd=PROYECTO, stdout=tuberia, stderr=tuberia, text=True) as nodo:
        assert nodo.stdout is not None and "está en marcha" in nodo.stdout.readline()
        assert cluster.en_marcha
        nodo.send_signal(aviso)
        salida, errores = nodo.communicate(timeout=120)
    assert (nodo.returncode, errores) == (0, "") and "se detuvo" in salida
    assert not cluster.en_marcha


def test_se_anuncia_a_las_estaciones_de_esta_maquina(preparado: Path) -> None:
    with en_marcha(orden(preparado)) as nodo:
        assert "está en marcha" in linea(nodo.stdout)
        suyo = Hallado(PROCESO, "CENTRO", cabeza(), *Cluster(preparado).direccion)
        assert any(suyo in buscar_todos(2.0, ["127.0.0.1"]) for _ in range(15))


def test_funciona_donde_nada_se_puede_anunciar(preparado: Path) -> None:
    with en_marcha([sys.executable, "-c", SIN_RED, *orden(preparado)[3:]]) as nodo:
        assert "está en marcha" in linea(nodo.stdout)
        assert "No such device" in linea(nodo.stderr)
        with psycopg.connect(Cluster(preparado).dsn("est-01-1")) as estacion:
            assert estacion.execute("SELECT estacion_v1.estado_nodo()").fetchone()


def test_con_laboratorio_lo_dice_en_rojo_y_sin_el_se_vuelve_a_cerrar(preparado: Path) -> None:
    maestro, esclavo = pty.openpty()
    abierto = orden(preparado, "--laboratorio", "127.0.0.2")
    with os.fdopen(maestro, "rb", buffering=0) as terminal, os.fdopen(esclavo, "wb"), en_marcha(abierto, esclavo):
        dicho = terminal.read(4096).decode()
        assert dicho.startswith("\x1b[1;31mLABORATORIO · El nodo está en marcha") and "SIN CIFRAR" in dicho
        assert "127.0.0.2, para la red 127.0.0.0/24" in dicho
        assert Cluster(preparado).direccion[0] == "127.0.0.2"
    with en_marcha(orden(preparado)) as nodo:
        assert linea(nodo.stdout).startswith("El nodo está en marcha")
        servidor = psutil.Process(int((Cluster(preparado).lugar.base / "postmaster.pid").read_text().split()[0]))
        escucha = {c.laddr.ip for c in servidor.net_connections("inet") if c.status == psutil.CONN_LISTEN}
        assert escucha == {"127.0.0.1"} == {Cluster(preparado).direccion[0]}


@pytest.mark.parametrize("direccion", ["nada", "8.8.8.8", "192.168.254.253", "127.0.0.1"])
def test_una_direccion_que_no_sirve_se_dice_y_no_se_enciende_nada(
    datos: Path, direccion: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert principal(["nodo", "--datos", str(datos), "--laboratorio", direccion]) == 2
    dicho = capsys.readouterr().err
    assert dicho.startswith("--laboratorio: ") and dicho.count("\n") == 1
    assert not list(datos.iterdir())


def test_un_servidor_que_muere_se_vuelve_a_encender_y_el_trabajo_sigue(preparado: Path) -> None:
    """kill -9 of the postmaster under a running node: nobody has to come to start it."""
    cluster = Cluster(preparado)
    with en_marcha(orden(preparado)) as nodo:
        assert "está en marcha" in linea(nodo.stdout)
        esperar_al_arbitro(cluster, nodo)
        puerto = cluster.direccion[1]
        matar(cluster)
        esperar_al_arbitro(cluster, nodo)
        assert cluster.direccion[1] == puerto
    assert not cluster.en_marcha


def test_el_servidor_que_muere_al_decir_en_marcha_se_vuelve_a_encender(preparado: Path) -> None:
    with en_marcha([sys.executable, "-c", SE_MUERE, "_en_marcha", *orden(preparado)[3:]]) as nodo:
        assert "está en marcha" in linea(nodo.stdout)
        esperar_al_arbitro(Cluster(preparado), nodo)


def test_el_servidor_que_muere_antes_se_dice_y_el_nodo_no_enciende(preparado: Path) -> None:
    comando = [sys.executable, "-c", SE_MUERE, "quien", *orden(preparado)[3:]]
    hecho = subprocess.run(comando, cwd=PROYECTO, capture_output=True, text=True, timeout=120, check=False)
    assert (hecho.returncode, hecho.stdout) == (2, "")
    assert hecho.stderr.startswith("La base del nodo no contesta: ") and hecho.stderr.count("\n") == 1


@pytest.mark.parametrize("mal", ["nada", "10.0.0.7", "10.0.0.7:0", "10.0.0.7:70000", "centro:5433", "10.0.0.7:x"])
def test_una_direccion_anunciada_que_no_lo_es_se_dice(
    datos: Path, mal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        principal(["nodo", "--datos", str(datos), "--anuncia", mal])
    assert f"--anuncia: «{mal}» no es una dirección" in capsys.readouterr().err
