"""Tries rows of the table and says of each what came; those that have tests of their own are run by pytest, once."""

import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.ataques.ciudad import RAIZ
from tests.ataques.tabla.campo import HONESTA_S, Campo
from tests.ataques.tabla.fila import FALLAN, NO_AQUI, PASAN, Ausente, Fila, Pruebas
from tests.espera import ocupada


class Juicio(StrEnum):
    BIEN = "bien"
    ABIERTO = "ABIERTO"
    DISTINTO = "DISTINTO"
    NO_AQUI = "no se corre aquí"


@dataclass(frozen=True, slots=True)
class Hecha:
    """A row that was tried: what came, and the seconds of the honest acta after it."""

    fila: Fila
    sale: str
    honesta_s: float | None = None
    limite_s: float = HONESTA_S  # more on a machine that has other work

    @property
    def juicio(self) -> Juicio:
        if isinstance(self.fila.intento, Ausente):
            return Juicio.NO_AQUI
        if self.sale != self.fila.espera:
            return Juicio.ABIERTO if self.fila.abierto else Juicio.DISTINTO
        return Juicio.BIEN if self.honesta_s is None or self.honesta_s <= self.limite_s else Juicio.DISTINTO


def correr(
    campo: Campo, filas: Sequence[Fila], pasaron: Callable[[Pruebas], bool], honesta: Callable[[Fila], bool]
) -> Iterable[Hecha]:
    """Each row, and an honest acta after those of which `honesta` says so."""
    for fila in filas:
        if isinstance(fila.intento, Pruebas):
            sale = PASAN if pasaron(fila.intento) else FALLAN
        elif isinstance(fila.intento, Ausente):
            sale = NO_AQUI
        else:
            sale = _intentar(campo, fila)
        sigue = honesta(fila) and not isinstance(fila.intento, Ausente)
        yield Hecha(fila, sale, _honesta(campo) if sigue else None, ocupada(HONESTA_S))


def _intentar(campo: Campo, fila: Fila) -> str:
    assert callable(fila.intento)
    try:
        return fila.intento(campo)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"


def _honesta(campo: Campo) -> float:
    inicio = time.monotonic()
    try:
        return campo.honesta()
    except Exception as error:
        print(f"  el acta honesta no salió: {type(error).__name__}: {str(error)[:200]}", file=sys.stderr)
        return max(time.monotonic() - inicio, 2 * ocupada(HONESTA_S))


def todas_las_pruebas(filas: Iterable[Fila]) -> list[str]:
    """The names that pytest is given, once each; of a test inside a file that is run whole, the file."""
    nombres = {n for f in filas if isinstance(f.intento, Pruebas) for n in f.intento.nombres}
    return sorted(n for n in nombres if "::" not in n or n.partition("::")[0] not in nombres)


def pasar_pruebas(filas: Iterable[Fila], informe: Path) -> Callable[[Pruebas], bool]:
    """Runs them, and tells of each row whether its own all passed, one of them at least."""
    if not todas_las_pruebas(filas):  # without a name pytest would run all that there is
        return lambda _: False
    orden = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={informe}"]
    subprocess.run([*orden, *todas_las_pruebas(filas)], cwd=RAIZ, check=False, stdout=subprocess.DEVNULL)
    casos = [
        (
            caso.get("classname", ""),
            caso.get("name", "").partition("[")[0],
            caso.find("failure") is None and caso.find("error") is None,
        )
        for caso in ET.parse(informe).getroot().iter("testcase")
    ]

    def pasaron(pruebas: Pruebas) -> bool:
        return all(_una(nombre, casos) for nombre in pruebas.nombres)

    return pasaron


def _una(nombre: str, casos: list[tuple[str, str, bool]]) -> bool:
    archivo, _, prueba = nombre.partition("::")
    clase = archivo.removesuffix(".py").replace("/", ".")
    suyas = [bien for de, n, bien in casos if de == clase and prueba in ("", n)]
    return bool(suyas) and all(suyas)
