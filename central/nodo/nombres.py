"""How a node and what belongs to it are named: `CATD07`, and `CATD07.2` for the one that takes its place."""

import re
from dataclasses import dataclass

CENTRO = "CENTRO"
SITIO = re.compile(r"[0-9]{2}")


@dataclass(frozen=True, slots=True)
class NombreNodo:
    """A node of one CATD; `generacion` is its fencing number, 1 for the first."""

    catd: str
    generacion: int = 1

    @property
    def nodo(self) -> str:
        """What stamps its facts."""
        return f"CATD{self.catd}" + (f".{self.generacion}" if self.generacion > 1 else "")

    @property
    def apodo(self) -> str:
        """Its name inside those of PostgreSQL: roles, slots, subscriptions."""
        return self.nodo.lower().replace(".", "_")

    @property
    def rol(self) -> str:
        """At the centre, the role that it connects as."""
        return f"nodo_{self.apodo}"

    @property
    def suscriptor(self) -> str:
        """At the centre, the role that owns its subscriptions."""
        return f"sub_{self.apodo}"


def leer_sitio(texto: str) -> str:
    """`7` or `07` as `07`; raises ValueError with a sentence."""
    sitio = texto.strip().zfill(2)
    if not SITIO.fullmatch(sitio) or sitio == "00":
        raise ValueError(f"«{texto[:20]}» no es el número de un CATD: escriba dos cifras, por ejemplo 07.")
    return sitio


def firmante_de(nodo: str) -> str:
    """The operator who signs what a node does by itself: the centre, or that of its own name."""
    return "centro" if nodo == CENTRO else f"nodo_{nodo.lower().replace('.', '_')}"


def catd_de(nodo: str) -> str | None:
    """The CATD of a node by its name; None for the centre's."""
    hallado = re.fullmatch(r"CATD([0-9]{2})(\.[0-9]+)?", nodo)
    return hallado[1] if hallado else None
