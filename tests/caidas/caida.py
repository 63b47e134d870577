"""One fall: a process that dies at a point, and the count of what was confirmed, is at the node, doubled or lost."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tests import hijos


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
    """`trabajar(orden)` of that module in a child; with `caida` (`point:pass`) it must die there."""
    try:
        hecho = hijos.correr(import_module(modulo).trabajar, dict(orden), caida=caida)
    except TimeoutError as tarde:
        raise SinCaida(str(tarde)) from tarde
    esperado = -signal.SIGKILL if caida else 0
    if hecho.codigo != esperado:
        raise SinCaida(f"{modulo} terminó con {hecho.codigo}, no con {esperado}: {_ultima(hecho.errores)}")
    return Hijo(hecho.dicho.split("\n")[:-1])


def _ultima(errores: str) -> str:
    return (errores.strip().splitlines() or ["no dijo nada"])[-1]
