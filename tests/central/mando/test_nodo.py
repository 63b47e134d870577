"""`central nodo`: in words when it cannot, running until it is told to stop, and nothing left behind."""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.nodo.cluster import Cluster
from central.nodo.preparar import preparar
from tests.store import ejemplos

PROYECTO = Path(__file__).resolve().parents[3]


@pytest.fixture
def datos() -> Iterator[Path]:
    carpeta = Path(tempfile.mkdtemp(prefix="prep-orden-"))
    try:
        yield carpeta
    finally:
        Cluster(carpeta).borrar()
        shutil.rmtree(carpeta)


def orden(datos: Path) -> list[str]:
    return [sys.executable, "-m", "central", "nodo", "--datos", str(datos)]


def test_a_folder_that_was_not_prepared_is_said_and_its_server_stopped(datos: Path) -> None:
    hecho = subprocess.run(orden(datos), cwd=PROYECTO, capture_output=True, text=True, timeout=120, check=False)
    assert hecho.returncode == 2 and "no está preparado" in hecho.stderr and "Traceback" not in hecho.stderr
    assert not Cluster(datos).en_marcha


@pytest.mark.parametrize("aviso", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_until_it_is_told_to_stop_and_leaves_nothing_running(datos: Path, aviso: signal.Signals) -> None:
    with Cluster(datos) as cluster:
        preparar(cluster, ejemplos.catalogo(), ejemplos.operadores(1), ejemplos.estaciones(1))
    tuberia = subprocess.PIPE
    with subprocess.Popen(orden(datos), cwd=PROYECTO, stdout=tuberia, stderr=tuberia, text=True) as nodo:
        assert nodo.stdout is not None and "está en marcha" in nodo.stdout.readline()
        assert cluster.en_marcha
        nodo.send_signal(aviso)
        salida, errores = nodo.communicate(timeout=120)
    assert (nodo.returncode, errores) == (0, "") and "se detuvo" in salida
    assert not cluster.en_marcha
