"""Why an acta is looked at a second time: what may be wrong, how likely, how many votes, and in which fields.

Whoever opens it signs it with the petition of its cotejo, so that the night can be counted afterwards from the facts.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

POR_MIL = 1000
_TEXTO = re.compile(r"([a-z]{1,20}) ([0-9]{1,4}) ([0-9]{1,6}) ([A-Za-z0-9_,-]{0,150})")
CAMPOS_MAX = 150  # characters: what the base reads of a field of a body at once holds all of it


class Sospecha(StrEnum):
    """The kinds of agreed error that are looked for."""

    CIFRA = "cifra"  # one figure has a slip
    COLUMNAS = "columnas"  # two columns stand exchanged
    RENGLONES = "renglones"  # a run of figures slipped by one row
    CASILLAS = "casillas"  # the actas of two casillas stand exchanged
    REPETIDA = "repetida"  # an image, or all the votes, that another acta has too


@dataclass(frozen=True, slots=True)
class Indicio:
    """`por_mil`: the probability of an error; `votos`: how many are expected to be wrong; `campos`: those to light."""

    sospecha: Sospecha
    por_mil: int
    votos: int
    campos: tuple[str, ...]

    def texto(self) -> str:
        """As the petition carries it; `leer` reads it back, but for the last fields of a very long run."""
        campos = list(self.campos)
        while len(lista := ",".join(campos)) > CAMPOS_MAX:
            campos.pop()
        return f"{self.sospecha} {self.por_mil} {self.votos} {lista}"


def leer(texto: str) -> Indicio | None:
    """What a petition says, or None: one that somebody asked for by themselves says nothing, or what nobody wrote."""
    dicho = _TEXTO.fullmatch(texto)
    if dicho is None or dicho[1] not in list(Sospecha) or int(dicho[2]) > POR_MIL:
        return None
    return Indicio(Sospecha(dicho[1]), int(dicho[2]), int(dicho[3]), tuple(dicho[4].split(",")) if dicho[4] else ())
