"""`python -m tests.faults.desliz --n 10000 --semilla 1`: seeded streams of keys into each window of data.

Hands that type, readers, keys that repeat, a focus that is lost, a node that says something new. Nothing may be kept or
signed that a person did not confirm knowing what it says (R-16). Ends with 3 when something was.
"""

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from prep.ui.fallos import Fallos
from tests.corrida import Corrida
from tests.faults.desliz.firmas.juez import CuentaDeFirmas, JuezDeFirmas
from tests.faults.desliz.firmas.puestos import FIRMAN
from tests.faults.desliz.juez import CuentaDeDeslices, Juez
from tests.faults.desliz.puestos import PUESTOS
from tests.faults.desliz.sitio import sentado


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--n", type=int, default=10_000)
    analizador.add_argument("--semilla", type=int, default=1)
    analizador.add_argument("--plazo", type=float, default=float("inf"), help="segundos para cada ventana")
    analizador.add_argument("--ventana", choices=(*PUESTOS, *FIRMAN), action="append")
    o = analizador.parse_args()
    aplicacion, malas = QApplication(["desliz"]), 0
    with Corrida() as carpeta:
        for nombre in o.ventana or (*PUESTOS, *FIRMAN):
            (propia := carpeta / nombre).mkdir()
            antes, gastado = time.monotonic(), time.process_time()
            cuenta, fallos = _jugar(nombre, propia, aplicacion, o.semilla * 1_000_000, o.n, antes + o.plazo)
            print(
                f"{nombre}: {cuenta}: {len(cuenta.malas)} mal, {len(fallos.codigos)} fallas;"
                f" {time.monotonic() - antes:.0f} s, {time.process_time() - gastado:.0f} de procesador",
                flush=True,
            )
            for mala in cuenta.malas[:20]:
                print("  ", mala)
            malas += len(cuenta.malas) + len(fallos.codigos)
    return 3 if malas else 0


def _jugar(
    nombre: str, carpeta: Path, aplicacion: QApplication, desde: int, n: int, hasta: float
) -> tuple[CuentaDeDeslices | CuentaDeFirmas, Fallos]:
    """That many streams, or as many as there is time for."""
    juez: Juez | JuezDeFirmas
    if nombre in PUESTOS:
        with sentado(nombre, carpeta, aplicacion) as (puesto, fallos):
            juez = Juez(puesto, cuenta := CuentaDeDeslices())
            _seguir(juez, desde, n, hasta)
            return cuenta, fallos
    with FIRMAN[nombre].sentado(carpeta, aplicacion) as (firma, fallos):
        juez = JuezDeFirmas(firma, firmas := CuentaDeFirmas())
        _seguir(juez, desde, n, hasta)
        return firmas, fallos


def _seguir(juez: Juez | JuezDeFirmas, desde: int, n: int, hasta: float) -> None:
    for semilla in range(desde, desde + n):
        if time.monotonic() > hasta:
            break
        juez.jugar(semilla)


if __name__ == "__main__":
    sys.exit(main())
