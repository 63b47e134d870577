"""`python -m tests.faults.desliz --n 10000 --semilla 1`: seeded streams of keys into each window of figures.

Hands that type, readers, keys that repeat, a focus that is lost. Nothing may be kept that a person did not confirm
knowing what it says (R-16). Ends with 3 when something was.
"""

import argparse
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.corrida import Corrida
from tests.faults.desliz.juez import CuentaDeDeslices, Juez
from tests.faults.desliz.puestos import PUESTOS
from tests.faults.desliz.sitio import sentado


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--n", type=int, default=10_000)
    analizador.add_argument("--semilla", type=int, default=1)
    analizador.add_argument("--plazo", type=float, default=float("inf"), help="segundos para cada ventana")
    analizador.add_argument("--ventana", choices=tuple(PUESTOS), action="append")
    o = analizador.parse_args()
    aplicacion, malas = QApplication(["desliz"]), 0
    with Corrida() as carpeta:
        for nombre in o.ventana or PUESTOS:
            cuenta, antes = CuentaDeDeslices(), time.monotonic()
            propia = carpeta / nombre
            propia.mkdir()
            with sentado(nombre, propia, aplicacion) as (puesto, fallos):
                juez = Juez(puesto, cuenta)
                for n in range(o.n):
                    if time.monotonic() - antes > o.plazo:
                        break
                    juez.jugar(o.semilla * 1_000_000 + n)
            print(
                f"{nombre}: {cuenta.corrientes} corrientes, {cuenta.gestos} gestos ({cuenta.ajenos} de nadie),"
                f" {cuenta.guardadas} guardadas, {cuenta.preguntadas} tras preguntar,"
                f" {cuenta.devueltas} devueltas: {len(cuenta.malas)} mal,"
                f" {len(fallos.codigos)} fallas; {time.monotonic() - antes:.0f} s",
                flush=True,
            )
            for mala in cuenta.malas[:20]:
                print("  ", mala)
            malas += len(cuenta.malas) + len(fallos.codigos)
    return 3 if malas else 0


if __name__ == "__main__":
    sys.exit(main())
