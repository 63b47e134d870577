"""Whether one typed figure can be on the acta at all: the only question that capture asks, and never about sums."""

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import TOTALES, Acta
from prep.domain.hechos.campos import Valor
from prep.domain.reglas.inconsistencias import limite, representantes

REPRESENTANTES = TOTALES[2]
PREGUNTA = (
    "Este número es mayor que lo que cabe en esta casilla. Revíselo contra el acta; si así está escrito, confirme."
)


def fuera_de_rango(valor: Valor, campo: str, acta: Acta, ajustes: Ajustes) -> str:
    """What to ask about `valor` in `campo`, PREGUNTA; "" when it is within range, or a mark.

    It looks at this figure and the catalogue, at no other figure: whether they add up is nobody's question (R-14).
    """
    tope = representantes(acta, ajustes) if campo == REPRESENTANTES else _tope(acta, ajustes)
    if tope is None or not isinstance(valor, int) or valor <= tope:
        return ""
    return PREGUNTA


def _tope(acta: Acta, ajustes: Ajustes) -> int | None:
    """The most people, ballots or votes of a casilla (R-16); None when the catalogue does not say."""
    if not acta.catalogada or (acta.lista_nominal == 0 and not acta.especial):
        return None
    return limite(acta, ajustes)
