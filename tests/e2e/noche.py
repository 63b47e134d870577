"""What the tests of whole nights share: a night as a real process, and what it left."""

import csv
import json
import os
import random
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests import hijos
from tests.e2e import hijo_noche

RAIZ = Path(__file__).resolve().parents[2]
REALES = Path(os.environ.get("PREP_SHARED", RAIZ.parent / "shared")) / "data" / "cdmx-2024"
con_datos_reales = pytest.mark.skipif(not REALES.is_dir(), reason="no está ../shared con los archivos reales")
LIMITE_S = 300
CABEZA = 7
# The figures that a person could have written otherwise: the totals of the acta, the votes, what was written as total.
CIFRAS = frozenset(
    {"TOTAL_BOLETAS_SOBRANTES", "PERSONAS_VOTARON", "TOTAL_PERSONAS_VOTARON", "TOTAL_REP_PARTIDO_CI_VOTARON"}
    | {"TOTAL_VOTOS_SACADOS", "TOTAL_VOTOS_ASENTADO", "TOTAL_VOTOS_ASENTADOS"}
)
VOTOS = (11, -6)  # the vote columns of the district files, by place


@dataclass(frozen=True, slots=True)
class Noche:
    """What a finished night said and left."""

    codigo: int
    lineas: list[str]
    errores: str
    salida: Path

    @property
    def informe(self) -> dict[str, Any]:
        return dict(json.loads((self.salida / "informe.json").read_text(encoding="utf-8")))


def orden(salida: Path, *opciones: str) -> list[str]:
    return [sys.executable, "-m", "simulacro", "noche", "--salida", str(salida), *opciones]


def jugar(salida: Path, *opciones: str, limite_s: float | None = LIMITE_S) -> Noche:
    """Runs a night to its end in a process of its own, a fork of a warm interpreter; its programs start whole."""
    hecho = hijos.correr(hijo_noche.jugar, ["--salida", str(salida), *opciones], plazo_s=limite_s)
    return Noche(hecho.codigo, hecho.dicho.splitlines(), hecho.errores, salida)


def procesos_de(salida: Path) -> list[psutil.Process]:
    """The processes alive that belong to the night of `salida`."""
    vivos: list[psutil.Process] = []
    for proceso in psutil.process_iter(["cmdline"]):
        if any(str(salida) in parte for parte in proceso.info["cmdline"] or ()):
            vivos.append(proceso)
    return vivos


def perturbar(origen: Path, destino: Path, azar: random.Random, por_archivo: int = 3000) -> None:
    """Copies the files with figures changed at random, so that no test can know them; totals follow their rows."""
    destino.mkdir()
    for ruta in sorted(origen.glob("*.csv")):
        if "CANDIDATURAS" in ruta.name:
            shutil.copy(ruta, destino / ruta.name)
            continue
        with ruta.open(newline="", encoding="utf-8") as archivo:
            filas = list(csv.reader(archivo))
        encabezado = filas[CABEZA - 1]
        votos = _columnas_de_votos(encabezado)
        calculado = next(i for i, c in enumerate(encabezado) if c.startswith("TOTAL_VOTOS_CALCULADO"))
        cambiables = [*votos, *(i for i, c in enumerate(encabezado) if c in CIFRAS)]
        for _ in range(por_archivo):
            fila = filas[azar.randrange(CABEZA, len(filas))]
            fila[azar.choice(cambiables)] = str(azar.choice((0, 1, 7, azar.randrange(1000), azar.randrange(40_000))))
            fila[calculado] = str(sum(int(fila[i]) for i in votos))
        with (destino / ruta.name).open("w", newline="", encoding="utf-8") as archivo:
            csv.writer(archivo, lineterminator="\n").writerows(filas)


def _columnas_de_votos(encabezado: Sequence[str]) -> range:
    primera = encabezado.index("TOTAL_VOTOS_SACADOS") + 1
    return range(primera, encabezado.index("NULOS") + 1)
