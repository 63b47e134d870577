"""Mutation testing of prep/domain: `make mutantes [N=300] [SEED=1]`, survivors listed, exit 1 when there are too many.

mutmut makes the mutants (settings in pyproject.toml) and runs tests/domain on each; a seeded sample of N is tried, out
of all of them, so that it ends in some minutes. N=0 tries every one.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
MUTANTES = RAIZ / "mutants"
NINGUNO = "prep.domain.publicacion.porcentajes.*"  # mutmut makes all mutants before it tries those that it is asked for
SOBREVIVE, SIN_PRUEBAS = 0, 33  # mutmut's exit codes of a mutant
PERMITIDOS = 2  # of 30 or more mutants


def mutmut(*argumentos: str) -> subprocess.CompletedProcess[str]:
    orden = [sys.executable, "-m", "mutmut", *argumentos]
    return subprocess.run(orden, cwd=RAIZ, text=True, capture_output=True, check=False)


def resultados() -> Iterator[tuple[str, int | None]]:
    """Every mutant that was made and how its tests ended (None: not tried)."""
    for archivo in sorted((MUTANTES / "prep" / "domain").rglob("*.meta")):
        yield from sorted(json.loads(archivo.read_text())["exit_code_by_key"].items())


def correr(nombres: list[str]) -> None:
    proceso = mutmut("run", *nombres)
    if proceso.returncode:
        raise SystemExit(f"mutmut no terminó bien:\n{(proceso.stdout + proceso.stderr)[-3000:]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=300, help="cuántos mutantes probar; 0 = todos")
    parser.add_argument("--seed", type=int, default=1)
    opciones = parser.parse_args()
    shutil.rmtree(MUTANTES, ignore_errors=True)
    correr([NINGUNO])
    todos = [nombre for nombre, _ in resultados()]
    probados = set(todos)
    if opciones.n and opciones.n < len(todos):
        probados = set(random.Random(opciones.seed).sample(todos, opciones.n))
    correr(sorted(probados))
    finales = {nombre: codigo for nombre, codigo in resultados() if nombre in probados}
    vivos = sorted(n for n, codigo in finales.items() if codigo == SOBREVIVE)
    sin_probar = sorted(n for n, codigo in finales.items() if codigo == SIN_PRUEBAS)
    for nombre in vivos:
        print(f"sobrevive {nombre}\n{mutmut('show', nombre).stdout}")
    if sin_probar:  # mutmut switches a mutant on while a test runs: what runs only on import it cannot try
        print(f"{len(sin_probar)} no se probaron, porque se ejecutan al importar: {' '.join(sin_probar)}")
    probados_n = len(finales) - len(sin_probar)
    print(f"{probados_n} mutantes probados de {len(todos)} (SEED={opciones.seed}): sobreviven {len(vivos)}")
    raise SystemExit(0 if len(vivos) <= PERMITIDOS else 1)


if __name__ == "__main__":
    main()
