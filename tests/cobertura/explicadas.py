"""The uncovered lines that may stay, each with its reason: `explicadas.toml`, by their file and what they say.

Not by number, which any line above moves.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.arbol import RAIZ

LISTA = Path(__file__).with_name("explicadas.toml")
VIGILADAS = ("prep/domain", "central/corte", "central/arbitro")  # where an uncovered line must have its reason
Lista = Mapping[str, Mapping[str, str]]  # file -> what the line says -> why no test goes through it


@dataclass(frozen=True, slots=True)
class Linea:
    """A line that no test went through."""

    archivo: str
    numero: int

    @property
    def texto(self) -> str:
        return (RAIZ / self.archivo).read_text(encoding="utf-8").splitlines()[self.numero - 1].strip()

    def __str__(self) -> str:
        return f"{self.archivo}:{self.numero}: {self.texto}"


def leer(texto: str) -> Lista:
    lista: dict[str, dict[str, str]] = {}
    for fila in tomllib.loads(texto)["explicada"]:
        lista.setdefault(fila["archivo"], {}).update(dict.fromkeys(fila["lineas"], fila["razon"]))
    return lista


def sin_explicar(lineas: Iterable[Linea], lista: Lista) -> Iterator[Linea]:
    """Those of the watched rooms that the list does not speak of."""
    salas = tuple(f"{sala}/" for sala in VIGILADAS)
    for linea in lineas:
        if linea.archivo.startswith(salas) and linea.texto not in lista.get(linea.archivo, {}):
            yield linea


def sobrantes(lista: Lista) -> Iterator[str]:
    """What the list explains and is no longer there."""
    for archivo, lineas in lista.items():
        ruta = RAIZ / archivo
        hay = {linea.strip() for linea in ruta.read_text(encoding="utf-8").splitlines()} if ruta.is_file() else set()
        yield from (f"{archivo}: ya no está «{linea}»" for linea in lineas if linea not in hay)
