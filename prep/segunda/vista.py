"""What goes in and what comes out: an acta's verified figures, and one look with its reasons."""

from dataclasses import dataclass

from prep.domain.catalogo.catalogo import Acta, Forma
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.indicio import Sospecha

MINIMO = 100  # actas of a group under which nothing is said: the night has not yet shown how its papers are


@dataclass(frozen=True, slots=True)
class Vista:
    """A verified acta as the score sees it: `valores` in the order of `forma.campos`; `imagen` is its SHA-256."""

    acta: Acta
    forma: Forma
    valores: tuple[Valor, ...]
    imagen: str = ""


@dataclass(frozen=True, slots=True)
class Mirada:
    """One acta to look at again. It says where and why, never what is true: that is the paper's (R-14)."""

    clave: str
    sospecha: Sospecha
    probabilidad: float  # of any error in the acta, as far as the figures tell
    votos: float  # how many votes are expected to be wrong
    campos: tuple[str, ...]  # the fields to light
    frase: str  # why, in Spanish
    correccion: tuple[tuple[str, int], ...] = ()  # what would mend it, when one thing would
    seguridad: str = ""  # how much it leans on, in Spanish
    otra: str = ""  # the acta that it may be taken for
