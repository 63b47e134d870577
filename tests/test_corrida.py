"""Two runs of the suite never meet, and one that died leaves neither processes nor files to the next."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests import corrida
from tests.architecture.arbol import RAIZ
from tests.corrida import Corrida

# A run with a program of its own that waits, as a server would; then it waits to be told.
CORRE = """
import subprocess, sys
from tests.corrida import Corrida
una = Corrida()
hijo = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print(una.carpeta, hijo.pid, flush=True)
sys.stdin.readline()
hijo.kill()
una.terminar()
"""


@contextmanager
def otra() -> Iterator[tuple["subprocess.Popen[str]", Path, psutil.Process]]:
    """Another run, beside whatever this test says: its process, its folder, its child."""
    tuberia = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", CORRE], cwd=RAIZ, stdin=tuberia, stdout=tuberia, text=True) as corre:
        assert corre.stdout is not None
        carpeta, hijo = corre.stdout.readline().split()
        yield corre, Path(carpeta), psutil.Process(int(hijo))


@pytest.fixture
def raiz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where these runs live, apart from the one that runs this test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_dos_corridas_a_la_vez_tienen_cada_una_lo_suyo(raiz: Path) -> None:
    with otra() as (corre, una, hijo):
        dos = Corrida()
        assert una.parent == dos.carpeta.parent == raiz and una != dos.carpeta
        assert Path(tempfile.gettempdir()) == dos.carpeta
        assert una.is_dir() and hijo.is_running()
        dos.terminar()
        assert una.is_dir() and Path(tempfile.gettempdir()) == raiz
        corre.communicate("\n")
    assert list(raiz.iterdir()) == []


def test_lo_que_dejo_una_corrida_muerta_lo_barre_la_siguiente(raiz: Path) -> None:
    with otra() as (corre, una, hijo):
        corre.kill()
    assert una.is_dir() and hijo.is_running()
    Corrida().terminar()
    assert not hijo.is_running() or hijo.status() == psutil.STATUS_ZOMBIE
    assert list(raiz.iterdir()) == []


def test_una_carpeta_que_no_es_de_una_corrida_no_se_toca(raiz: Path) -> None:
    ajena = raiz / f"{corrida.PREFIJO}ajena"
    ajena.mkdir()
    Corrida().terminar()
    assert list(raiz.iterdir()) == [ajena]


def test_sin_memoria_de_sobra_se_usa_el_disco(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR")
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(corrida, "HOLGURA", 1 << 60)
    assert corrida.elegir() == Path(tempfile.gettempdir())
    monkeypatch.setattr(corrida, "MEMORIA", Path("/no-hay"))
    assert corrida.elegir() == Path(tempfile.gettempdir())


def test_lo_que_se_corre_fuera_de_las_pruebas_empieza_sin_una_corrida() -> None:
    """What `make ataques` and its like import, where no run was begun yet."""
    modulos = re.findall(r"\$\(PY\) -m ((?:tests|bench)[\w.]*)", (RAIZ / "Makefile").read_text(encoding="utf-8"))
    assert len(modulos) > 10
    enteros = [m if (RAIZ / f"{m.replace('.', '/')}.py").exists() else f"{m}.__main__" for m in modulos]
    orden = [sys.executable, "-c", "import importlib, sys\nfor m in sys.argv[1:]: importlib.import_module(m)", *enteros]
    fuera = {**os.environ, "TMPDIR": str(Path(tempfile.gettempdir()).anchor)}
    hecho = subprocess.run(orden, cwd=RAIZ, env=fuera, capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, hecho.stderr
