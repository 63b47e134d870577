"""Coverage by lines, room by room: `make cobertura [SALA=central/corte]`.

By default with the whole suite; with rooms, only the tests of each, which is quick. Exit 1 when a line of the watched
rooms is neither covered nor explained, and each is named.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.architecture.arbol import RAIZ
from tests.cobertura import explicadas
from tests.cobertura.explicadas import Linea
from tests.corrida import Corrida
from tests.mutantes.salas import SinSala, pruebas_de

A_LA_VEZ = "3"
Medida = Mapping[str, Mapping[str, Any]]  # coverage's report as JSON: each file, its lines


def medir(carpeta: Path, pruebas: Sequence[str]) -> tuple[Medida, bool]:
    """Runs those tests (none: all) measured, here and in the processes that they start; and whether they pass."""
    entorno = {**os.environ, "COVERAGE_FILE": str(carpeta / "cobertura")}

    def correr(*orden: str) -> int:
        return subprocess.run([sys.executable, "-m", "coverage", *orden], cwd=RAIZ, env=entorno, check=False).returncode

    pasan = not correr("run", "-m", "pytest", "-n", A_LA_VEZ, "--dist", "worksteal", *pruebas)
    informe = carpeta / "informe.json"
    if correr("combine", "-q") or correr("json", "-q", "-o", str(informe)):
        raise SystemExit("No se pudo reunir lo medido.")
    archivos: Medida = json.loads(informe.read_text(encoding="utf-8"))["files"]
    return archivos, pasan


def sala_de(archivo: str) -> str:
    """Its program and the room there: prep/domain, central/corte, catd."""
    partes = archivo.split("/")[:-1]
    return "/".join(partes[: 2 if partes[0] in ("prep", "central") else 1])


def descubiertas(archivos: Medida, salas: Sequence[str]) -> Iterator[Linea]:
    """The uncovered lines of those rooms (none: of all), in order."""
    for archivo, medido in sorted(archivos.items()):
        if not salas or archivo.startswith(tuple(f"{sala}/" for sala in salas)):
            yield from (Linea(archivo, numero) for numero in medido["missing_lines"])


def decir_por_sala(archivos: Medida, salas: Sequence[str]) -> None:
    hay: Counter[str] = Counter()
    faltan: Counter[str] = Counter()
    for archivo, medido in archivos.items():
        if not salas or archivo.startswith(tuple(f"{sala}/" for sala in salas)):
            hay[sala_de(archivo)] += medido["summary"]["num_statements"]
            faltan[sala_de(archivo)] += medido["summary"]["missing_lines"]
    print(f"{'sala':24} {'líneas':>7} {'sin cubrir':>10} {'cubierto':>9}")
    for sala in (*sorted(hay), ""):
        lineas, sin = (hay[sala], faltan[sala]) if sala else (hay.total(), faltan.total())
        print(f"{sala or 'todo':24} {lineas:7} {sin:10} {100 * (lineas - sin) / max(lineas, 1):8.1f}%")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sala", nargs="*", default=[], help="sólo estas salas, con sus pruebas; si no, todo")
    salas = [sala.strip("/") for sala in parser.parse_args().sala]
    try:
        pruebas = [donde for sala in salas for donde in pruebas_de(sala)]
    except SinSala as error:
        raise SystemExit(str(error)) from None
    with Corrida() as carpeta:
        archivos, pasan = medir(carpeta, pruebas)
    lista = explicadas.leer(explicadas.LISTA.read_text(encoding="utf-8"))
    decir_por_sala(archivos, salas)
    lineas = [linea for linea in descubiertas(archivos, salas) if linea.archivo.startswith(explicadas.VIGILADAS)]
    for linea in lineas:
        print(f"{linea}\n    {lista.get(linea.archivo, {}).get(linea.texto, '(sin explicar)')}")
    mal = [*map(str, explicadas.sin_explicar(lineas, lista)), *explicadas.sobrantes(lista)]
    print("\n".join(["Por explicar, cubrir o quitar:", *mal]) if mal else "Cada línea sin cubrir tiene su razón.")
    if not pasan:
        print("Las pruebas no pasan: lo medido es de las que llegaron a correr.")
    raise SystemExit(1 if mal or not pasan else 0)


if __name__ == "__main__":
    main()
