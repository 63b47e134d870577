"""Runs a program of ours as anybody would and tells what it cost: time, processor, peak memory of its whole tree."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from bench.compartido import RAIZ

CADA_S = 0.5  # looking costs: more often would slow down what is being measured


@dataclass(frozen=True, slots=True)
class CorridaMedida:
    """`rss_mib` is the kernel's own peak of the largest process; `pss_mib` the highest sum seen of all of them."""

    codigo: int
    salida: str
    segundos: float
    cpu_s: float
    rss_mib: float
    pss_mib: float


class ProgramaFallido(RuntimeError):
    """What was to be measured did not end well; the message has its last words."""


def correr(*orden: str, bien: Sequence[int] = (0,), muestrear: bool = True) -> CorridaMedida:
    """`python -m orden…`; raises ProgramaFallido unless its exit code is one of `bien`.

    Without `muestrear` the tree is not looked at while it runs, and `pss_mib` is 0.
    """
    with tempfile.TemporaryFile("w+") as salida, tempfile.TemporaryFile("w+") as errores:
        inicio = time.perf_counter()
        proceso = subprocess.Popen([sys.executable, "-m", *orden], cwd=RAIZ, stdout=salida, stderr=errores)
        vigia = _Vigia(proceso.pid)
        if muestrear:
            vigia.start()
        _, estado, uso = os.wait4(proceso.pid, 0)
        segundos = time.perf_counter() - inicio
        vigia.fin.set()
        if muestrear:
            vigia.join()
        proceso.returncode = os.waitstatus_to_exitcode(estado)
        salida.seek(0)
        errores.seek(0)
        if proceso.returncode not in bien:
            dicho = (errores.read() or salida.read()).strip()[-1500:]
            raise ProgramaFallido(f"«{' '.join(orden[:2])}» terminó con código {proceso.returncode}:\n{dicho}")
        cpu = uso.ru_utime + uso.ru_stime
        return CorridaMedida(proceso.returncode, salida.read(), segundos, cpu, uso.ru_maxrss / 1024, vigia.pico)


def ventana(modulo: str, orden: Mapping[str, Any], entorno: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A window in a process of its own: `orden` goes in as JSON, what it measured comes out.

    `entorno`: variables besides ours. Raises SystemExit when it ends badly, or had faults while it was measured.
    """
    hecho = subprocess.run(
        [sys.executable, "-m", modulo], cwd=RAIZ, input=json.dumps(orden), text=True, stdout=subprocess.PIPE,
        env={**os.environ, **(entorno or {})}, check=False,
    )  # fmt: skip
    if hecho.returncode:
        raise SystemExit(f"la ventana terminó con código {hecho.returncode}")
    dicho: dict[str, Any] = json.loads(hecho.stdout)
    if dicho["fallas"]:
        raise SystemExit(f"la ventana tuvo fallas: {dicho['fallas']}")
    return dicho


class _Vigia(threading.Thread):
    """Adds up the PSS of a process and its descendants every CADA_S."""

    def __init__(self, pid: int) -> None:
        super().__init__(name="vigia", daemon=True)
        self._raiz = psutil.Process(pid)
        self.fin = threading.Event()
        self.pico = 0.0

    def run(self) -> None:
        while not self.fin.wait(CADA_S):
            try:
                arbol = [self._raiz, *self._raiz.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            self.pico = max(self.pico, sum(map(pss_mib, arbol)))


def pss_mib(proceso: psutil.Process) -> float:
    """The proportional memory of one process; 0 when it is gone."""
    try:
        renglones = Path(f"/proc/{proceso.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0.0
    return sum(int(r.split()[1]) for r in renglones if r.startswith("Pss:")) / 1024
