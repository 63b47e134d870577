"""One fall: a process that dies at a point, and the count of what was confirmed, is at the node, doubled or lost."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prep.store.punto import VARIABLE
from tests.caidas.puntos import RAIZ

LIMITE_S = 60


class SinCaida(Exception):
    """The process did not die at the point: it never passed there, or ended in another way."""


@dataclass(frozen=True, slots=True)
class Cuenta:
    """`confirmados`: what the caller was told; `en_nodo`: what the node has; the last two must be 0."""

    confirmados: int
    en_nodo: int
    doblados: int
    perdidos: int

    def __add__(self, otra: "Cuenta") -> "Cuenta":
        return Cuenta(
            self.confirmados + otra.confirmados,
            self.en_nodo + otra.en_nodo,
            self.doblados + otra.doblados,
            self.perdidos + otra.perdidos,
        )


@dataclass(frozen=True, slots=True)
class Hijo:
    """What a child said before it ended."""

    dicho: list[str]

    def de(self, que: str) -> list[str]:
        """What follows each `que` that it said whole: a line cut by its death was seen by nobody."""
        return [linea.removeprefix(f"{que} ") for linea in self.dicho if linea.startswith(f"{que} ")]


def correr(modulo: str, orden: Mapping[str, Any], caida: str = "") -> Hijo:
    """Runs `python -m modulo` with its orders on standard input; with `caida` (`point:pass`) it must die there."""
    entorno = {k: v for k, v in os.environ.items() if k != VARIABLE} | ({VARIABLE: caida} if caida else {})
    try:
        hecho = subprocess.run(
            [sys.executable, "-m", modulo],
            input=json.dumps(orden),
            cwd=RAIZ,
            env=entorno,
            text=True,
            capture_output=True,
            timeout=LIMITE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as tarde:
        raise SinCaida(f"{modulo} no terminó en {LIMITE_S} s") from tarde
    esperado = -signal.SIGKILL if caida else 0
    if hecho.returncode != esperado:
        raise SinCaida(f"{modulo} terminó con {hecho.returncode}, no con {esperado}: {_ultima(hecho.stderr)}")
    return Hijo(hecho.stdout.split("\n")[:-1])


def _ultima(errores: str) -> str:
    return (errores.strip().splitlines() or ["no dijo nada"])[-1]
