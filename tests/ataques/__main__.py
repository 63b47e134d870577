"""`make ataques`: what a station's role tries at a node where others work: number, SQL, expected, got."""

import sys

from central.nodo.preparar import BASE, preparar
from tests.ataques.ataque import intentar
from tests.ataques.escena import ATACANTE, sembrar
from tests.ataques.lista import ataques
from tests.conftest import Nodo
from tests.corrida import Corrida
from tests.servidor import aparte
from tests.store import ejemplos

ANCHO = 96


def tabla(nodo: Nodo) -> int:
    """Prints the table; 1 when any does not come out as expected."""
    malos, todos = 0, ataques(sembrar(nodo))
    print(f"{'n':>3} | {'SQL':{ANCHO}} | espera     | sale")
    for n, ataque in enumerate(todos, start=1):
        sale = intentar(nodo.dsn(ATACANTE), ataque)
        malos += sale != ataque.espera
        orden = " ".join(ataque.sql.split())
        print(f"{n:3} | {orden[:ANCHO]:{ANCHO}} | {ataque.espera:10} | {sale}")
    print(f"{len(todos)} intentos desde el rol de una estación, {malos} distintos de lo esperado")
    return 1 if malos else 0


def main() -> int:
    """A node of its own, removed at the end."""
    with Corrida(), aparte("ataques") as servidor:
        gente = [*ejemplos.operadores(), *ejemplos.operadores(2, "02")]
        preparar(servidor, ejemplos.catalogo(), gente, ejemplos.estaciones())
        return tabla(Nodo(servidor, BASE))


if __name__ == "__main__":
    sys.exit(main())
