"""mutmut on some rooms, as a program: what it has to do comes as JSON on its input.

It is run and never imported: the tests that it forks are those of the mutants' tree, so no `tests` of ours may be
loaded here (the name stays with whoever comes first).
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path

from mutmut import configuration
from mutmut.__main__ import create_mutants
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir, setup_source_paths
from mutmut.utils.format_utils import mangled_name_from_mutant_name
from mutmut.workers.isolation import MutantResult, get_mutant_runner

A_LA_VEZ = 2
PRECARGA, CODIGOS = (Path("mutants", nombre).absolute() for nombre in ("precarga.txt", "codigos.json"))


def main() -> None:
    """`salas`: what is mutated. `nombres`: the mutants to try with `pruebas`; none, and they are only made."""
    pedido = json.load(sys.stdin)
    configuration._config = replace(
        configuration._load_config(),
        only_mutate=[f"{sala}/*" for sala in pedido["salas"]],
        pytest_add_cli_args_test_selection=pedido["pruebas"],
        preload_modules_file=str(PRECARGA),
    )
    if pedido["nombres"]:
        PRECARGA.write_text("\n".join(modulos(pedido["pruebas"])), encoding="utf-8")
        CODIGOS.write_text(json.dumps(dict(probar(pedido["nombres"]))), encoding="utf-8")
    else:
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(A_LA_VEZ)


def modulos(pruebas: Sequence[str]) -> list[str]:
    """What those tests import, by importing them: each mutant is born with it.

    Never by collecting them there: pytest would escape an accent in the id of a test twice, and not find it.
    """
    archivos = [archivo for donde in map(Path, pruebas) for archivo in (donde.rglob("*.py"), [donde])[donde.is_file()]]
    return [".".join(archivo.with_suffix("").parts) for archivo in sorted(archivos) if archivo.stem != "__main__"]


def probar(nombres: Sequence[str]) -> Iterator[tuple[str, int]]:
    """How the tests that pass through each mutant ended, the quick ones first; 33 when none does."""
    setup_source_paths()
    os.environ["PY_IGNORE_IMPORTMISMATCH"] = "1"
    corredor = get_mutant_runner(A_LA_VEZ)
    set_mutant_under_test("stats")  # each function says which test passes through it
    if corredor.collect_stats(None):
        raise SystemExit("las pruebas de la sala no pasan sin mutantes")
    set_mutant_under_test("")
    tardan: Mapping[str, float] = state().duration_by_test
    corredor.startup()
    try:
        for nombre in nombres:
            pasan = state().tests_by_mangled_function_name.get(mangled_name_from_mutant_name(nombre), set())
            duran = sum(tardan[prueba] for prueba in pasan)
            while not corredor.has_capacity():
                yield _fin(corredor.wait_for_result())
            corredor.submit(nombre, en_orden(pasan, tardan), ceil(10 * (duran + 10)), duran)
        corredor.signal_work_complete()
        while corredor.pending_count():
            yield _fin(corredor.wait_for_result())
    finally:
        corredor.shutdown()


def en_orden(pruebas: Iterable[str], tardan: Mapping[str, float]) -> list[str]:
    """The quick files first, and in each its quick tests: never back and forth between files, which share fixtures."""
    de: dict[str, float] = defaultdict(float)
    for prueba in pruebas:
        de[prueba.partition("::")[0]] += tardan[prueba]
    return sorted(pruebas, key=lambda prueba: (de[(archivo := prueba.partition("::")[0])], archivo, tardan[prueba]))


def _fin(resultado: MutantResult) -> tuple[str, int]:
    return resultado.mutant_name, resultado.exit_code


if __name__ == "__main__":
    main()
