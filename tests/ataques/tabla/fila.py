"""One row of the table of attacks: its number, who tries what, what must come of it, and how it is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ataques.tabla.campo import Campo

PASAN, FALLAN = "sus pruebas pasan", "FALLAN sus pruebas"
NO_AQUI = "no se corre aquí"


class Quien(StrEnum):
    """From whose place it is tried."""

    ESTACION = "estación"  # its role and its password, and nobody's key
    PERSONA = "persona"  # signs with a key of their own, or with two who agreed
    NODO = "nodo"  # its role at the centre, and whatever its base gives to be replicated
    ADMINISTRADOR = "administrador"  # of a base, or of its machine
    RED = "red"  # an address that reaches the node, and nothing else
    TELEFONO = "teléfono"  # the Internet, before the receiver of phones; or the receiver when it was taken
    ARCHIVO = "archivo"  # who gives something to be read: a phone, a scanner, the public folder


@dataclass(frozen=True, slots=True)
class Pruebas:
    """Tried by tests that are there for it: pytest's names of them."""

    nombres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ausente:
    """What it would take to try it, which is not here."""

    razon: str


Intento = Callable[["Campo"], str]


@dataclass(frozen=True, slots=True)
class Fila:
    """`intento` gives in few words what came, to be what `espera` says; `abierto`: why it is known not to be yet."""

    n: str
    quien: Quien
    que: str
    espera: str
    intento: Intento | Pruebas | Ausente
    abierto: str = ""


def con_pruebas(n: str, quien: Quien, que: str, *nombres: str, abierto: str = "") -> Fila:
    return Fila(n, quien, que, PASAN, Pruebas(tuple(f"tests/{nombre}" for nombre in nombres)), abierto)


def ausente(n: str, quien: Quien, que: str, razon: str) -> Fila:
    return Fila(n, quien, que, NO_AQUI, Ausente(razon))
