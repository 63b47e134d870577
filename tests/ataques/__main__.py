"""`make ataques`: the table of attacks on a live city, each followed by an honest acta that reaches its cut.

Before them, what a station's role says to a node where others work, a hundred tries in SQL.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from central.nodo.preparar import BASE, preparar
from tests.ataques.ataque import intentar
from tests.ataques.escena import ATACANTE, sembrar
from tests.ataques.lista import ataques
from tests.ataques.tabla.campo import campo
from tests.ataques.tabla.correr import Hecha, Juicio, correr, pasar_pruebas
from tests.ataques.tabla.fila import Fila
from tests.ataques.tabla.todas import FILAS
from tests.conftest import Nodo
from tests.corrida import Corrida
from tests.servidor import aparte
from tests.store import ejemplos

ANCHO = 64


def en_sql(nodo: Nodo) -> int:
    """How many of the hundred do not come out as expected; those are printed."""
    malos, todos = 0, ataques(sembrar(nodo))
    for n, ataque in enumerate(todos, start=1):
        sale = intentar(nodo.dsn(ATACANTE), ataque)
        if sale != ataque.espera:
            malos += 1
            print(f"  SQL {n} {ataque.que}: espera {ataque.espera}, sale {sale}")
    print(f"{len(todos)} intentos en SQL desde el rol de una estación, {malos} distintos de lo esperado")
    return malos


def decir(hecha: Hecha) -> None:
    f, s = hecha.fila, f"{hecha.honesta_s:4.1f}" if hecha.honesta_s is not None else "   -"
    print(f"{f.n:>4} | {f.quien:13} | {f.que[:ANCHO]:{ANCHO}} | {s} | {hecha.juicio:8} | {hecha.sale}", flush=True)
    if hecha.juicio is Juicio.DISTINTO:
        print(f"       esperaba: {f.espera}")
    elif f.abierto and hecha.juicio is Juicio.ABIERTO:
        print(f"       {f.abierto}")


def tabla(filas: list[Fila], informe: Path) -> int:
    """Prints the table; how many differ, those known to be open included."""
    inicio = time.monotonic()
    pasaron = pasar_pruebas(filas, informe)
    print(f"{'n':>4} | {'quién':13} | {'qué':{ANCHO}} | s    | juicio   | sale")
    cuenta: Counter[Juicio] = Counter()
    peor = 0.0
    with campo() as abierto:
        abierto.honesta()
        for hecha in correr(abierto, filas, pasaron, lambda _: True):
            decir(hecha)
            cuenta[hecha.juicio] += 1
            peor = max(peor, hecha.honesta_s or 0.0)
    cuentas = ", ".join(f"{n} {juicio}" for juicio, n in sorted(cuenta.items()))
    print(f"{len(filas)} ataques: {cuentas}. El acta honesta más lenta tardó {peor:.1f} s de acopio a corte.")
    print(f"En todo, {time.monotonic() - inicio:.0f} s.")
    return cuenta[Juicio.DISTINTO] + cuenta[Juicio.ABIERTO]


def main() -> int:
    """A city of its own, removed at the end."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--n", action="append", metavar="NÚMERO", help="sólo esas filas")
    pedidas = analizador.parse_args().n
    filas = [f for f in FILAS if not pedidas or f.n in pedidas]
    with Corrida() as carpeta:
        malos = tabla(filas, carpeta / "pruebas.xml")
        if not pedidas:
            with aparte("ataques") as servidor:
                gente = [*ejemplos.operadores(), *ejemplos.operadores(2, "02")]
                preparar(servidor, ejemplos.catalogo(), gente, ejemplos.estaciones())
                malos += en_sql(Nodo(servidor, BASE))
    return 1 if malos else 0


if __name__ == "__main__":
    sys.exit(main())
