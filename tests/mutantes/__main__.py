"""Mutation testing of some rooms: `make mutantes [SALA=prep/domain] [N=300] [SEED=1]`.

mutmut makes the mutants of the rooms and runs on each the tests that pass through it; a seeded sample of N is tried.
What is alive after that meets all the tests of its room in an interpreter of its own: mutmut does not see what a test
does in another process, nor what runs once for many tests. Survivors are listed; exit 1 when there are too many.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant

from tests.architecture.arbol import RAIZ
from tests.corrida import Corrida
from tests.mutantes import conocidos
from tests.mutantes.conocidos import Cambio, es_solo_sql
from tests.mutantes.salas import SinSala, pruebas_de
from tests.servidor import modelo

MUTANTES = RAIZ / "mutants"
FALLA, NO_ACABA = 1, {-24, 24, 152}  # how the tests of a dead mutant ended: pytest's exit code, or out of time
ESPERA_S = 900.0  # the longest that a room's tests may take
A_LA_VEZ = 2
PERMITIDOS, POR_CIENTO = 2, 5  # at most two; outside the domain, of many, at most five in a hundred


def mutmut(salas: Sequence[str], pruebas: Sequence[str] = (), nombres: Sequence[str] = ()) -> None:
    """Makes the mutants of `salas`, or tries some with some tests."""
    orden = [sys.executable, "-P", str(Path(__file__).with_name("motor.py"))]
    pedido = json.dumps({"salas": salas, "pruebas": pruebas, "nombres": nombres})
    proceso = subprocess.run(orden, cwd=RAIZ, text=True, input=pedido, capture_output=True, check=False)
    if proceso.returncode:
        raise SystemExit(f"mutmut no terminó bien:\n{(proceso.stdout + proceso.stderr)[-3000:]}")


def hechos(sala: str) -> Iterator[str]:
    """The name of every mutant that was made of a room."""
    for archivo in sorted((MUTANTES / sala).rglob("*.meta")):
        yield from sorted(json.loads(archivo.read_text())["exit_code_by_key"])


def diferencia(nombre: str) -> str:
    """The mutant, as a diff of its function."""
    return get_diff_for_mutant(nombre, path=f"{nombre.rpartition('.')[0].replace('.', '/')}.py")


def cambio_de(nombre: str) -> Cambio:
    return conocidos.cambio(nombre, diferencia(nombre))


def sobrevive_a_todas(nombre: str, pruebas: Sequence[str]) -> bool:
    """Whether all the tests of its room pass with that mutant, from the start of the interpreter on.

    What does not end in time is tried again with twice that, for the machine may be busy; then it is told of as such.
    """
    orden = [sys.executable, "-m", "pytest", "-x", *pruebas]
    entorno = {**os.environ, "MUTANT_UNDER_TEST": nombre, "PYTHONPATH": str(MUTANTES)}
    for plazo in (ESPERA_S, 2 * ESPERA_S):
        try:
            proceso = subprocess.run(
                orden, cwd=MUTANTES, env=entorno, text=True, capture_output=True, timeout=plazo, check=False
            )
        except subprocess.TimeoutExpired:
            continue
        return proceso.returncode == 0
    print(f"{nombre}: sus pruebas no acaban en {2 * ESPERA_S:g} s; se tiene por muerto", flush=True)
    return False


def probar(sala: str, nombres: Sequence[str], salas: Sequence[str]) -> list[str]:
    """Tries those mutants of one room; returns the survivors."""
    pruebas = pruebas_de(sala)
    mutmut(salas, pruebas, nombres)
    codigos: dict[str, int] = json.loads((MUTANTES / "codigos.json").read_text())
    lentos = [nombre for nombre, codigo in codigos.items() if codigo in NO_ACABA]
    dudosos = sorted(nombre for nombre, codigo in codigos.items() if codigo != FALLA and codigo not in NO_ACABA)
    with ThreadPoolExecutor(A_LA_VEZ) as hilos:
        viven = list(hilos.map(lambda nombre: sobrevive_a_todas(nombre, pruebas), dudosos))
    vivos = [nombre for nombre, vive in zip(dudosos, viven, strict=True) if vive]
    print(
        f"{sala}: {len(nombres)} probados ({len(lentos)} no acaban, {len(dudosos)} con todas las pruebas): "
        f"viven {len(vivos)}",
        flush=True,
    )
    return vivos


def sortear(salas: Sequence[str], n: int, semilla: int) -> dict[str, list[str]]:
    """`n` of all the mutants of the rooms that change anything, by room; 0, all."""
    de = {nombre: sala for sala in salas for nombre in hechos(sala)}
    barajados = random.Random(semilla).sample(list(de), len(de))
    elegidos = list(islice((nombre for nombre in barajados if not es_solo_sql(cambio_de(nombre))), n or None))
    print(f"{len(elegidos)} mutantes de {len(de)} (SEED={semilla})", flush=True)
    return {sala: sorted(nombre for nombre in elegidos if de[nombre] == sala) for sala in salas}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sala", nargs="+", default=["prep/domain"], help="qué salas, como prep/store central/corte")
    parser.add_argument("--n", type=int, default=300, help="cuántos mutantes probar; 0 = todos")
    parser.add_argument("--seed", type=int, default=1)
    opciones = parser.parse_args()
    salas = [sala.strip("/") for sala in opciones.sala]
    try:
        for sala in salas:
            pruebas_de(sala)
    except SinSala as error:
        raise SystemExit(str(error)) from None
    os.chdir(RAIZ)  # where mutmut looks for its folder
    shutil.rmtree(MUTANTES, ignore_errors=True)
    with Corrida():
        modelo()  # the server that those of the mutants are copied from, made before any of them is awake
        mutmut(salas)
        sorteados = sortear(salas, opciones.n, opciones.seed)
        vivos = [nombre for sala, suyos in sorteados.items() if suyos for nombre in probar(sala, suyos, salas)]
    fuera = sum(len(suyos) for sala, suyos in sorteados.items() if not sala.startswith("prep/domain"))
    raise SystemExit(0 if bien(vivos, max(PERMITIDOS, fuera * POR_CIENTO // 100)) else 1)


def bien(vivos: Sequence[str], permitidos: int) -> bool:
    """Says each survivor with what is known of it; whether those without a reason are few, and none is left over."""
    lista = conocidos.leer(conocidos.LISTA.read_text(encoding="utf-8"))
    nuevos = 0
    for nombre in vivos:
        cambio = cambio_de(nombre)
        nuevos += cambio not in lista
        print(f"sobrevive {nombre}: {lista.get(cambio, '')}\n{diferencia(nombre)}\n")
    sobran = list(conocidos.sobrantes(lista))
    print("\n".join(sobran))
    print(f"sobreviven {nuevos} sin razón conocida (a lo más {permitidos}) y {len(vivos) - nuevos} con ella")
    return nuevos <= permitidos and not sobran


if __name__ == "__main__":
    main()
