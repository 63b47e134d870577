"""Children that are killed: each a process of its own, forked from an interpreter that has imported what they use.

python -m tests.hijos    what they are forked from: an order in each line of its input, an exit code in each it says
"""

import atexit
import os
import pickle
import select
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from prep.store import punto
from tests.architecture.arbol import RAIZ

HABITUALES = (
    "tests.caidas.hijo",
    "tests.caidas.hijo_nodo",
    "tests.central.arbitro.hijo_pasos",
    "tests.faults.hijo_casilla",
    "tests.services.digitalizacion.hijo_escaneo",
)
PLAZO_S = 120.0
DICHO, ERRORES = "dicho", "errores"
_DE_ESTE_HILO = threading.local()  # one at a time are born of each


@dataclass(frozen=True, slots=True)
class Fin:
    """How one ended, as subprocess tells it, and what it had said by then."""

    codigo: int
    dicho: str
    errores: str


def correr(hacer: Callable[..., object], *argumentos: object, caida: str = "", plazo_s: float | None = PLAZO_S) -> Fin:
    """Runs `hacer(*argumentos)` in a child to its end; with `caida` (`point:pass`) it is to die there."""
    madre = _madre()
    assert madre.stdin is not None and madre.stdout is not None
    with tempfile.TemporaryDirectory(prefix="hijo-") as carpeta:
        madre.stdin.write(pickle.dumps((carpeta, caida, hacer, argumentos)).hex() + "\n")
        madre.stdin.flush()
        if not select.select([madre.stdout], [], [], plazo_s)[0]:
            madre.kill()
            raise TimeoutError(f"{hacer.__module__} no terminó en {plazo_s:.0f} s")
        codigo = int(madre.stdout.readline())
        return Fin(codigo, *(Path(carpeta, nombre).read_text(encoding="utf-8") for nombre in (DICHO, ERRORES)))


def _madre() -> "subprocess.Popen[str]":
    madre: subprocess.Popen[str] | None = getattr(_DE_ESTE_HILO, "madre", None)
    if madre is None or madre.poll() is not None:
        orden, tubo = [sys.executable, "-m", "tests.hijos"], subprocess.PIPE
        madre = _DE_ESTE_HILO.madre = subprocess.Popen(orden, cwd=RAIZ, stdin=tubo, stdout=tubo, text=True)
        atexit.register(madre.communicate)  # its input ends, and so does it
    return madre


def _nacer(orden: str) -> int:
    """A child for that order; its exit code. What it runs is imported here, once for all that will run it."""
    pedida = pickle.loads(bytes.fromhex(orden))
    pid = os.fork()
    if pid == 0:
        codigo = 1
        try:
            _vivir(*pedida)
            codigo = 0
        except SystemExit as fin:
            codigo = fin.code if isinstance(fin.code, int) else int(fin.code is not None)
        except BaseException:  # the last word of a program that fails, as the interpreter says it
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(codigo)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _vivir(carpeta: str, caida: str, hacer: Callable[..., object], argumentos: tuple[object, ...]) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # the orders of others come by the one it was born with
    for descriptor, nombre in ((1, DICHO), (2, ERRORES)):
        os.dup2(os.open(Path(carpeta, nombre), os.O_WRONLY | os.O_CREAT), descriptor)
    os.environ.pop(punto.VARIABLE, None)
    if caida:
        os.environ[punto.VARIABLE] = caida
    punto._CAIDA = punto._armada()  # what a process reads once, as it begins
    hacer(*argumentos)


if __name__ == "__main__":
    for modulo in HABITUALES:
        import_module(modulo)
    for pedida in sys.stdin:
        print(_nacer(pedida), flush=True)
