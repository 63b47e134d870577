"""What is wrong with something that somebody else wrote: each objection with its line, its place and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

LISTADOS_MAX = 100
Camino = tuple[int | str, ...]  # keys and positions from the root, positions from 0


@dataclass(frozen=True, slots=True)
class Reparo:
    """One objection. `lugar`: `elecciones[2].clave`, positions from 1, "" for all of it; `linea`: 0 when unknown."""

    lugar: str
    mensaje: str
    linea: int = 0

    def __str__(self) -> str:
        return f"{self.lugar}: {self.mensaje}" if self.lugar else self.mensaje


class AjenoInvalido(ValueError):
    """It is not what it should be; `reparos` says why, at most LISTADOS_MAX of `total`."""

    def __init__(self, reparos: Sequence[Reparo]) -> None:
        self.total = len(reparos)
        self.reparos = tuple(reparos[:LISTADOS_MAX])
        super().__init__(self.frase())

    def frase(self, cuantos: int = 5) -> str:
        """In one line, for a window or an alarm: the first `cuantos` objections and how many more there are."""
        dichos = [str(reparo) for reparo in self.reparos[:cuantos]]
        return "; ".join([*dichos, *self._y_mas(len(dichos))])

    def lineas(self, archivo: str) -> list[str]:
        """One line per objection, `archivo:line:place: sentence`, as an import says its errors."""
        dichos = [f"{archivo}:{r.linea or ''}:{r.lugar}: {r.mensaje}" for r in self.reparos]
        return [*dichos, *self._y_mas(len(dichos))]

    def _y_mas(self, dichos: int) -> list[str]:
        return [f"y {self.total - dichos} más"] if self.total > dichos else []


class TextoIlegible(AjenoInvalido):
    """It is not even a text of its format: cut, of another encoding, nested too deep."""


class Contradiccion(ValueError):
    """What a model's `revisar` found, each with its place below that model."""

    def __init__(self, hallados: Sequence[tuple[Camino, str]]) -> None:
        self.hallados = tuple(hallados)
        super().__init__("; ".join(mensaje for _, mensaje in hallados))


def escrito(lugar: Camino) -> str:
    """`('elecciones', 1, 'clave')` as `elecciones[2].clave`; a key that is no plain word goes in quotes."""
    texto = ""
    for paso in lugar:
        if isinstance(paso, int):
            texto += f"[{paso + 1}]"
        else:
            texto += ("." if texto else "") + (paso if es_clave(paso) else mostrar(paso))
    return texto


def es_clave(texto: str) -> bool:
    return 0 < len(texto) <= 60 and texto.replace("_", "a").replace("-", "a").isalnum()


def mostrar(dato: object, maximo: int = 40) -> str:
    """A value of theirs as it can be shown in one line."""
    if isinstance(dato, bool):
        return "true" if dato else "false"
    if isinstance(dato, list | tuple):
        return "una lista"
    if dato is None:
        return "null"
    if isinstance(dato, date | time):
        return str(dato)
    if isinstance(dato, int) and abs(dato) > 10**maximo:
        return "ese número"  # thousands of digits are refused by str itself
    texto = repr(dato[: maximo + 1] if isinstance(dato, str) else dato)
    return texto if len(texto) <= maximo + 2 else f"{texto[:maximo]}…"
