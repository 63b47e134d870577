"""What an acta's figures are worth: its calculated total, its legend and whether it is counted (R-12 to R-16)."""

from collections.abc import Sequence
from dataclasses import dataclass

from prep.domain.catalogo.ajustes import Ajustes, Leyendas
from prep.domain.catalogo.catalogo import Acta, Forma
from prep.domain.hechos.campos import Valor, suma
from prep.domain.hechos.hechos import MotivoSinActa

SIN_OBSERVACION = ""
EXCEDE = "EXCEDE LISTA NOMINAL"
ALGUNO = "ALGÚN CAMPO ILEGIBLE O SIN DATO"
TODOS = "TODOS ILEGIBLES O SIN DATO"
FUERA = "FUERA DE CATÁLOGO"
INCONSISTENCIAS = frozenset({EXCEDE, ALGUNO, TODOS})  # the ones in PORCENTAJE_ACTAS_INCONSISTENCIAS

NO_CONTABILIZADA = 0
CONTABILIZADA = 1
FUERA_CATALOGO = 2


@dataclass(frozen=True, slots=True)
class Clasificacion:
    """`observacion` is the legend that decides, "" when there is none; `contabilizada` the published 0, 1 or 2.

    `tambien`: the other legends that fit, where the settings have them combined.
    """

    total: int
    observacion: str
    contabilizada: int
    tambien: tuple[str, ...] = ()


def limite(acta: Acta, ajustes: Ajustes) -> int | None:
    """The most votes that the acta can hold and still count; None when the settings give no limit (R-16).

    The list of voters plus the most representatives allowed; at a special casilla, the most ballots plus the same.
    """
    boletas = ajustes.boletas_max if acta.boletas is None else acta.boletas
    base = boletas if acta.especial else acta.lista_nominal
    suyos = representantes(acta, ajustes)
    return None if base is None or suyos is None else base + suyos


def representantes(acta: Acta, ajustes: Ajustes) -> int | None:
    """Those of its casilla where the catalogue says them, else the constant; None: no limit (R-16)."""
    return ajustes.representantes_max if acta.representantes is None else acta.representantes


def clasificar(acta: Acta, forma: Forma, valores: tuple[Valor, ...], ajustes: Ajustes) -> Clasificacion:
    """The case of R-16 that `valores` (in the order of `forma.campos`) are.

    Only vote fields speak: neither the four totals nor the total asentado make an inconsistency (R-14). Raises
    ValueError when there are more or fewer values than the acta has fields.
    """
    if len(valores) != len(forma.campos):
        raise ValueError(f"{acta.clave}: hay {len(valores)} valores y el acta {forma.clave} lleva {len(forma.campos)}")
    votos = valores[forma.rango_votos]
    total = suma(votos)
    casos = _casos(acta, total, votos, ajustes)
    (leyenda, contabilizada), *otros = casos
    tambien = tuple(o for o, _ in otros if o) if ajustes.leyendas is Leyendas.COMBINADAS else ()
    return Clasificacion(total, leyenda, contabilizada, tambien)


def _casos(acta: Acta, total: int, votos: Sequence[Valor], ajustes: Ajustes) -> list[tuple[str, int]]:
    """Every legend that fits and what it makes of the acta, the one that decides first."""
    casos: list[tuple[str, int]] = []
    if not acta.catalogada:
        casos.append((FUERA, FUERA_CATALOGO))
    else:
        tope = limite(acta, ajustes)
        if tope is not None and total > tope:
            casos.append((EXCEDE, NO_CONTABILIZADA))
    legibles = sum(isinstance(v, int) for v in votos)
    if legibles == 0:
        casos.append((TODOS, NO_CONTABILIZADA))
    elif legibles < len(votos):
        casos.append((ALGUNO, CONTABILIZADA))
    return casos or [(SIN_OBSERVACION, CONTABILIZADA)]


def de_sin_acta(motivo: MotivoSinActa) -> Clasificacion:
    """A declared SIN ACTA: no votes, the reason as legend, not counted (R-16)."""
    return Clasificacion(0, motivo.value, NO_CONTABILIZADA)
