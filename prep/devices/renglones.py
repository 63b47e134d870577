"""Whether a straightened sheet is printed as a form's plan says: its rules, the boxes of its names, its dark total.

The marks of the corners say where the sheet is, not which sheet it is. A row cut out of another form, or out of one
that slipped, would show the figures of one party as another's: whatever is not found in its place is not cut out.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from prep.devices.imagen import Gris
from prep.domain.catalogo.catalogo import ASENTADO, Forma
from prep.domain.catalogo.plano import FILAS, PARTIDO, Plano, RenglonImpreso, nombres_de

Perfil = NDArray[np.float64]
HOLGURA: Final = 5  # px of the plan that a rule may be away from where it should
GRUESA: Final = 13  # px: what is thinner than this, and darker than both its sides, is a rule
CONTRASTE: Final = 16  # levels darker than its sides
SEGUIDA: Final = (
    0.85  # of its length that is seen: of 1,200 rules drawn and taken the least was 1.0, of letters the most 0.7
)
CASI: Final = 0.75  # of the rules, and of the boxes for figures, are seen at least
ALTO_MIN: Final = 46  # px of a row under which its names are too small to be told by their boxes
NOMBRES_MAX: Final = 6
OSCURA: Final = 0.72  # of the light of the paper beside it: the total's first column is darker, every other is lighter


def son_de(recta: Gris, forma: Forma, plano: Plano, nombres: Mapping[str, int]) -> bool:
    """Whether every row of `forma` is on `recta` where `plano` has it. `nombres`: field → how many boxes with a name.

    `recta`: as `enderezar` gives it.
    """
    filas = [plano.campos[campo] for campo in forma.campos[len(forma.totales) :]]
    if min(r.fila[3] - r.fila[1] for r in filas) < ALTO_MIN:
        return False
    con_nombre = [plano.campos[campo] for campo in nombres]
    return (
        _rayas(recta, filas)
        and all(_nombres(recta, plano.campos[campo], cuantos) for campo, cuantos in nombres.items())
        and _total(recta, con_nombre, plano.campos[ASENTADO])
        and _casi([_borde(recta, renglon) for renglon in con_nombre])
        and _casi([_cuadros(recta, plano.campos[campo]) for campo in forma.campos])
        and _casi([_linea(recta, plano.campos[campo]) for campo in forma.totales])
    )


def _rayas(recta: Gris, filas: list[RenglonImpreso]) -> bool:
    """A rule above and below each row, none inside, and none where another row would begin."""
    x0, x1 = FILAS[0] + PARTIDO + 8, filas[0].casillas[0][0] - 8
    alto = filas[0].fila[3] - filas[0].fila[1]
    arriba, abajo = filas[0].fila[1] - alto // 2, filas[-1].fila[3] + alto + HOLGURA * 2
    perfil = _seguidas(_finas(recta[arriba:abajo, x0:x1], vertical=False), vertical=False)
    reglas = [filas[0].fila[1], *(r.fila[3] for r in filas)]
    if not _casi([_cerca(perfil, y - arriba) >= SEGUIDA for y in reglas]):
        return False
    lejos = HOLGURA * 2
    huecos = [*pairwise(reglas), (reglas[-1], reglas[-1] + alto + lejos)]
    return all(float(perfil[a - arriba + lejos : b - arriba - lejos].max()) < SEGUIDA for a, b in huecos)


def _casi(vistos: Sequence[bool]) -> bool:
    """All of them but a few: what is crossed out hides the print under it, and a sheet is all of one piece."""
    return sum(vistos) >= len(vistos) * CASI


def _nombres(recta: Gris, renglon: RenglonImpreso, cuantos: int) -> bool:
    """So many boxes with a name, no more and no fewer."""
    perfil, x0 = _primera_columna(recta, renglon), renglon.fila[0]
    posibles = range(2, NOMBRES_MAX + 1)
    hallados = {n for n in posibles if all(_cerca(perfil, x - x0) >= SEGUIDA for x in _entre(renglon, n))}
    return hallados == {n for n in posibles if set(_entre(renglon, n)) <= set(_entre(renglon, cuantos))}


def _borde(recta: Gris, renglon: RenglonImpreso) -> bool:
    """The rule between the column of names and where one writes."""
    return _cerca(_primera_columna(recta, renglon), PARTIDO) >= SEGUIDA


def _primera_columna(recta: Gris, renglon: RenglonImpreso) -> Perfil:
    x0, y0, _, y1 = renglon.fila
    return _seguidas(_finas(recta[y0 + 20 : y1 - 7, x0 : x0 + PARTIDO + HOLGURA * 2], vertical=True), vertical=True)


def _entre(renglon: RenglonImpreso, cuantos: int) -> list[int]:
    """Where one name's box ends and the next begins."""
    return [(a[2] + b[0]) // 2 for a, b in pairwise(nombres_de(renglon, cuantos))]


def _total(recta: Gris, otros: list[RenglonImpreso], total: RenglonImpreso) -> bool:
    """The first column of the total is dark beside the paper of its own row, and that of no other."""

    def luz(renglon: RenglonImpreso) -> float:
        (x0, y0, _, y1), (a, _, c, _) = renglon.fila, renglon.letras
        columna, papel = recta[y0 + 10 : y1 - 10, x0 + 12 : x0 + PARTIDO - 12], recta[y0 + 10 : y1 - 10, a:c]
        return float(np.percentile(columna, 70) / max(1.0, float(np.percentile(papel, 70))))

    return luz(total) < OSCURA < min(luz(renglon) for renglon in otros)


def _cuadros(recta: Gris, renglon: RenglonImpreso) -> bool:
    """The upright sides of the three boxes for figures, but for one or two that writing hides."""
    (_, y0, _, y1), izquierda, derecha = renglon.casillas[0], renglon.casillas[0][0], renglon.casillas[-1][2]
    dentro = recta[y0 + 5 : y1 - 5, izquierda - 14 : derecha + 14]
    perfil = _seguidas(_finas(dentro, vertical=True), vertical=True)
    lados = [x - izquierda + 14 for caja in renglon.casillas for x in (caja[0], caja[2])]
    return sum(_cerca(perfil, x) >= SEGUIDA for x in lados) >= len(lados) - 2


def _linea(recta: Gris, renglon: RenglonImpreso) -> bool:
    """The line under the words of one of the four totals."""
    x0, x1, y = renglon.letras[0], renglon.letras[2], renglon.fila[3] - 6
    dentro = recta[y - 30 : y + 14, x0:x1]
    return _cerca(_seguidas(_finas(dentro, vertical=False), vertical=False), 30) >= SEGUIDA


def _finas(parte: Gris, *, vertical: bool) -> Gris:
    """Where something thin is darker than what is at both its sides."""
    nucleo = np.ones((1, GRUESA) if vertical else (GRUESA, 1), dtype=np.uint8)
    lleno = cv2.morphologyEx(parte, cv2.MORPH_CLOSE, nucleo)
    fina = (cv2.subtract(lleno, parte) >= CONTRASTE).astype(np.uint8)
    grueso = np.ones((1, 3) if vertical else (3, 1), dtype=np.uint8)  # a line that is a pixel askew is still one line
    return np.asarray(cv2.dilate(fina, grueso), dtype=np.uint8)


def _seguidas(finas: Gris, *, vertical: bool) -> Perfil:
    """Of each column (or row), how much is thin and dark."""
    return np.asarray(finas.mean(axis=0 if vertical else 1), dtype=np.float64)


def _cerca(perfil: Perfil, donde: int) -> float:
    desde = max(0, donde - HOLGURA)
    return float(perfil[desde : donde + HOLGURA + 1].max(initial=0.0))
