"""One machine where the orders of the centre are given as an administrator gives them: real processes, one folder."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from central.nodo.cluster import Cluster
from tests import hijos
from tests.dos_personas import alta, de_dos
from tests.e2e.orden import mandar

RAIZ = Path(__file__).resolve().parents[2]


@dataclass
class Maquina:
    """Its orders run in the folder `aqui`."""

    aqui: Path
    cierre: ExitStack
    nodos: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict)

    def correr(self, orden: list[str], bien: Sequence[int] = (0,)) -> str:
        """What `prep ORDEN…` says; fails unless its exit code is one of `bien`."""
        corrida = hijos.correr(mandar, self.aqui, orden)
        assert corrida.codigo in bien, f"{orden}: {corrida.dicho}{corrida.errores}"
        return corrida.dicho

    def de_dos(self, *orden: str) -> None:
        """An order that two people of the coordination give at the folder `centro`."""

        def correr(argumentos: list[str]) -> int:
            print(self.correr(argumentos), end="")
            return 0

        alta(self.aqui / "centro")
        assert de_dos(self.aqui / "centro", *orden, correr=correr) == 0

    def encender(self, orden: list[str]) -> str:
        """A node, until the end of the test; its first line."""
        corriendo = self.cierre.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "prep", *orden],
                cwd=self.aqui, env={**os.environ, "PYTHONPATH": str(RAIZ)}, stdout=subprocess.PIPE, encoding="utf-8",
            )
        )  # fmt: skip
        self.cierre.callback(corriendo.terminate)
        self.nodos[orden[orden.index("--datos") + 1]] = corriendo
        assert corriendo.stdout
        return corriendo.stdout.readline()

    def matar(self, nodo: str) -> None:
        """Its program and its PostgreSQL, as a machine that burns."""
        self.nodos[nodo].kill()
        (pid,) = (self.aqui / nodo).rglob("postmaster.pid")
        os.kill(int(pid.read_text().split()[0]), signal.SIGKILL)


@pytest.fixture
def maquina(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maquina]:
    aqui = tmp_path_factory.mktemp("maquina")
    for carpeta in (aqui, *aqui.parents):  # the server's OS user must walk to it
        if carpeta == Path(tempfile.gettempdir()) or carpeta.stat().st_uid != os.geteuid() or carpeta.parent == carpeta:
            break
        carpeta.chmod(carpeta.stat().st_mode | 0o055)
    with ExitStack() as cierre:
        una = Maquina(aqui, cierre)
        yield una
    for datos in una.nodos:
        Cluster(aqui / datos).borrar()
