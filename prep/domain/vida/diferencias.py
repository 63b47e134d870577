"""What the capturas of a ronda say, field by field, as the desk reads them beside the image (R-04, R-05)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prep.domain.catalogo.catalogo import Forma
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Captura
from prep.domain.vida.captura import PARES

DOCUMENTO = "TIPO_DOCUMENTO"
IDENTIFICACION = "IDENTIFICACION"


@dataclass(frozen=True, slots=True)
class CampoComparado:
    """One field: a value for each captura, in their order.

    `elegido`: the one that two or more say and no other as many; None when there is none.
    """

    campo: str  # of the form, or TIPO_DOCUMENTO, or IDENTIFICACION
    valores: tuple[Valor | str, ...]
    elegido: Valor | str | None

    @property
    def acuerdo(self) -> bool:
        return len(set(self.valores)) <= 1


def comparar(forma: Forma, capturas: Sequence[Captura]) -> tuple[CampoComparado, ...]:
    """A row for each field of the form, then the document and the identification.

    Left out is a captura with more or fewer values than the form: it counted for nothing.
    """
    enteras = [c for c in capturas if len(c.valores) == len(forma.campos)]
    renglones = [_renglon(campo, [c.valores[n] for c in enteras]) for n, campo in enumerate(forma.campos)]
    renglones.append(_renglon(DOCUMENTO, [c.documento for c in enteras]))
    renglones.append(_renglon(IDENTIFICACION, [c.identificacion for c in enteras]))
    return tuple(renglones)


def acordada(capturas: Sequence[Captura]) -> Captura | None:
    """The first captura with which a later one agrees in everything but the image (R-04); None when no two do."""
    for n, una in enumerate(capturas):
        for otra in capturas[n + 1 :]:
            if (una.valores, una.documento, una.identificacion) == (otra.valores, otra.documento, otra.identificacion):
                return una
    return None


def dicha(clave: str, valores: Sequence[Valor], capturas: Sequence[Captura]) -> bool:
    """Whether who decides these figures of acta `clave` is not alone in any: each one, and that it is that acta, was
    said by somebody who captured it (R-05)."""
    enteras = [c for c in capturas if len(c.valores) == len(valores)]
    dichos = zip(valores, zip(*(c.valores for c in enteras), strict=True), strict=True) if enteras else ()
    return any(c.identificacion == clave for c in enteras) and all(valor in suyos for valor, suyos in dichos)


def _renglon(campo: str, valores: Sequence[Valor | str]) -> CampoComparado:
    mas = Counter(valores).most_common()
    solo = bool(mas) and mas[0][1] >= PARES and (len(mas) == 1 or mas[1][1] < mas[0][1])
    return CampoComparado(campo, tuple(valores), mas[0][0] if solo else None)
