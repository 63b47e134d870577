"""What is asked once before an acta's figures are kept: what R-16 would say of them, and never of the total (R-14)."""

from dataclasses import dataclass

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import Acta, Forma
from prep.domain.hechos.campos import Marca, Valor, suma
from prep.domain.reglas.inconsistencias import limite

EXCEDE = "La suma de los votos pasa de lo que cabe en esta casilla. Revise cada número contra el acta."
ALGUNO = "Marcó votos sin cifra. Revise letra y número de cada renglón; lo marcado suma 0."
TODOS = "Ningún voto lleva cifra. Revise que la imagen sea del acta y esté completa."


@dataclass(frozen=True, slots=True)
class Dudas:
    """`razones`: why it is asked, the gravest first; `dudosos`: where those fields stand in the form, as on paper."""

    razones: tuple[str, ...]
    dudosos: tuple[int, ...]


def al_cierre(acta: Acta, forma: Forma, valores: tuple[Valor, ...], ajustes: Ajustes) -> Dudas | None:
    """What to ask about `valores`, in the order of `forma.campos`; None when nothing is.

    Where the sum is more than fits and no vote is marked, the doubtful field is the largest.
    """
    lugares = range(len(forma.campos))[forma.rango_votos]
    marcados = [n for n in lugares if isinstance(valores[n], Marca)]
    tope = limite(acta, ajustes) if acta.catalogada else None
    razones, dudosos = [], marcados
    if tope is not None and suma(valores[forma.rango_votos]) > tope:
        razones.append(EXCEDE)
        mayor = max(lugares, key=lambda n: suma([valores[n]]))
        dudosos = sorted({*marcados, mayor})
    if marcados:
        razones.append(TODOS if len(marcados) == len(lugares) else ALGUNO)
    return Dudas(tuple(razones), tuple(dudosos)) if razones else None
