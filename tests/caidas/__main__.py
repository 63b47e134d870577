"""`make caidas`: kills the process at each failpoint and says what was confirmed, at the node, doubled and lost."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from tests.caidas import apartado, estacion, mudanza, preparacion
from tests.caidas.caida import Cuenta, SinCaida
from tests.caidas.mundo import sembrar
from tests.caidas.puntos import todos
from tests.conftest import Nodo
from tests.corrida import Corrida
from tests.servidor import aparte

Escena = Callable[[Nodo, Path, str], Cuenta]
# By the beginning of the point's name; whatever is not here is a station's, and must be passed by its night.
ESCENAS: Mapping[str, Escena] = {
    "spool.apartar": apartado.caer,
    "spool.recoger": apartado.caer,
    "spool.mudar": mudanza.caer,
    "migrar.": preparacion.migrar,
    "preparar.": preparacion.preparar,
    "claves.": preparacion.preparar,
}
# The passes to die at, where one alone says little: sin acta, image, captura and decision are saved at the 1st, 4th,
# 7th and 10th.
VECES: Mapping[str, tuple[int, ...]] = {
    "spool.guardar": (1, 4, 7, 10),
    "spool.marcar": (1, 4, 7, 10),
    "spool.copiar": (1, 2),
    "spool.guardar_borrador": (1, 2, 8, 20),  # the one given back, then field by field of the first two capturas
    "nodo.entregar": (1, 4, 7, 10),
    "nodo.entregar_imagen": (1, 2),
    "nodo.reclamar_captura": (1, 2, 3),
}
A_LA_VEZ = 2
MAL = 3
CABEZA = f"{'punto':32} | caídas | confirmados | en el nodo | doblados | perdidos"


@dataclass(frozen=True, slots=True)
class Fila:
    """One point: its falls added up, or why it could not be tried."""

    punto: str
    caidas: int
    cuenta: Cuenta
    falla: str = ""

    @property
    def bien(self) -> bool:
        return not (self.falla or self.cuenta.doblados or self.cuenta.perdidos)

    def __str__(self) -> str:
        c = self.cuenta
        cifras = f"{self.caidas:6} | {c.confirmados:11} | {c.en_nodo:10} | {c.doblados:8} | {c.perdidos:8}"
        return f"{self.punto:32} | {self.falla or cifras}"


def probar(sembrado: Nodo, carpeta: Path, punto: str, veces: Sequence[int] = ()) -> Fila:
    """Dies at each of the passes `veces` of `punto` (VECES's by default), each time in a folder and base of its own."""
    escena = next((e for prefijo, e in ESCENAS.items() if punto.startswith(prefijo)), estacion.caer)
    veces = veces or VECES.get(punto.rpartition(".")[0], (1,))
    cuentas: list[Cuenta] = []
    for vez in veces:
        propia = carpeta / f"{punto}-{vez}"
        propia.mkdir()
        try:
            cuentas.append(escena(sembrado, propia, f"{punto}:{vez}"))
        except SinCaida as falla:
            return Fila(punto, vez, Cuenta(0, 0, 0, 0), f"NO SE PROBÓ: {falla}")
    return Fila(punto, len(veces), reduce(add, cuentas))


def tabla(puntos: list[str]) -> int:
    """Prints one row per point as they come; MAL when any doubled, lost or was never reached."""
    inicio, filas = time.monotonic(), list[Fila]()
    with _nodo() as (sembrado, carpeta), ThreadPoolExecutor(A_LA_VEZ) as pareja:
        print(CABEZA)
        for fila in pareja.map(lambda punto: probar(sembrado, carpeta, punto), puntos):
            print(fila, flush=True)
            filas.append(fila)
    malas = sum(not fila.bien for fila in filas)
    cuenta = reduce(add, (fila.cuenta for fila in filas))
    print(
        f"{len(filas)} puntos, {sum(fila.caidas for fila in filas)} caídas en {time.monotonic() - inicio:.0f} s: "
        f"{cuenta.doblados} doblados, {cuenta.perdidos} perdidos, {malas} puntos mal"
    )
    return MAL if malas else 0


@contextmanager
def _nodo() -> Iterator[tuple[Nodo, Path]]:
    """A cluster of our own with the base that each fall copies, and a folder for spools; both removed at the end."""
    with Corrida() as carpeta, aparte("caidas") as servidor:
        yield sembrar(servidor), carpeta


def main() -> int:
    parser = argparse.ArgumentParser(prog="make caidas", description="Mata el proceso en cada punto y cuenta.")
    parser.add_argument("prefijo", nargs="?", default="", help="sólo los puntos que empiezan así, como «spool.»")
    prefijo = parser.parse_args().prefijo
    puntos = [punto for punto in todos() if punto.startswith(prefijo)]
    if not puntos:
        print(f"Ningún punto empieza con «{prefijo}». Están: {', '.join(todos())}.", file=sys.stderr)
        return 2
    return tabla(puntos)


if __name__ == "__main__":
    sys.exit(main())
