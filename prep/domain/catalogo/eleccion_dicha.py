"""Which election somebody says beside a casilla, by any of its names, and which of its printed codes (R-11, R-19)."""

import unicodedata
from collections.abc import Iterator, Sequence

from prep.domain.catalogo.catalogo import Eleccion

PALABRAS_MAX = 12  # of what is looked at; more is no name of an acta
DE_RP, DE_MR = "RP", "MR"


def sin_eleccion(limpio: str, elecciones: Sequence[Eleccion]) -> tuple[str, str, tuple[str, ...]]:
    """`limpio` without the words that name one election or its printed codes; its code; the codes, () for any.

    An election is named by its short name, its code, its name, or the beginning of one that is of no other's.
    """
    palabras = limpio.replace("·", " ").split()
    if not elecciones or len(palabras) > PALABRAS_MAX:
        return limpio, "", ()
    eleccion, palabras = _eleccion(palabras, elecciones)
    posibles = [e for e in elecciones if eleccion in ("", e.codigo)]
    codigos: set[str] = set()
    for n, palabra in enumerate(palabras):
        if n and (suyos := _codigos(palabra, posibles)):
            codigos, palabras = suyos, palabras[:n] + palabras[n + 1 :]
            break
    return " ".join(palabras), eleccion, tuple(sorted(codigos))


def _eleccion(palabras: list[str], elecciones: Sequence[Eleccion]) -> tuple[str, list[str]]:
    """Its code and the other words: the longest run, the last of those as long, that is a name of one election alone.

    Whole names first: the letter of a type of casilla may be the beginning of one.
    """
    for es in (str.__eq__, str.startswith):
        for largo in range(len(palabras), 0, -1):
            for n in range(len(palabras) - largo, -1, -1):
                dichas = _sin_acentos(" ".join(palabras[n : n + largo]))
                suyas = [
                    e.codigo for e in elecciones if any(es(_sin_acentos(nombre), dichas) for nombre in _nombres(e))
                ]
                if len(suyas) == 1 and dichas[:1].isalpha():
                    return suyas[0], palabras[:n] + palabras[n + largo :]
    return "", palabras


def _nombres(eleccion: Eleccion) -> Iterator[str]:
    yield eleccion.siglas
    yield eleccion.codigo
    yield eleccion.nombre


def _codigos(palabra: str, elecciones: Sequence[Eleccion]) -> set[str]:
    """Those that the word says: itself, or those of representación proporcional or of mayoría of a casilla especial."""
    if palabra in (DE_RP, DE_MR):
        return {c.codigo for e in elecciones for c in e.codigos if c.especial and c.rp is (palabra == DE_RP)}
    return {c.codigo for e in elecciones for c in e.codigos if c.codigo == palabra}


def _sin_acentos(texto: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", texto.upper()) if not unicodedata.combining(c))
