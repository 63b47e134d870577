"""Where each row of a form goes: one column; or, with strips and room for them, two in which only one row grows."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from prep.ui.captura.renglon import Renglon

ENTRE: Final = 8  # px between the two columns
ANCHO_MIN: Final = 600  # px of a column in which its strips are still read
TURNO: Final = 1.8  # how much taller than the others the row in its turn is, where there is room
CRECE: Final = 1.7  # how much taller than it asks a row may be, where there is room
LUGAR: Final = 0.3  # of the height in sight, where the row in its turn stays while the others go by
UNA_SOLA: Final = 1.25  # how much taller than it asks each row of a single column with strips is


def colocar(marco: QScrollArea, lienzo: QWidget, renglones: Sequence[Renglon], turno: int) -> None:
    """All in sight where they fit, and then none of them moves but those of the turn; else the turn stays in place."""
    if renglones[0].tira is not None and _dos_columnas(marco, lienzo, renglones, turno):
        return
    ancho = marco.width() - marco.verticalScrollBar().sizeHint().width()
    if renglones[0].tira is None:
        altos = [renglon.alto(ancho) for renglon in renglones]
    else:
        altos = [round(renglon.alto_tira(ancho) * UNA_SOLA) for renglon in renglones]
        activo = renglones[turno].alto_activo(ancho)
        altos[turno] = max(activo, min(round(activo * UNA_SOLA), marco.height() // 2))
    _columna(renglones, altos, 0, ancho)
    total, visto = sum(altos), marco.height()
    lienzo.resize(ancho, max(total, visto))
    _rodar(marco, total > visto)
    if total > visto:
        marco.verticalScrollBar().setValue(sum(altos[:turno]) - min(round(visto * LUGAR), visto - altos[turno]))


def _dos_columnas(marco: QScrollArea, lienzo: QWidget, renglones: Sequence[Renglon], turno: int) -> bool:
    """Whether all of them fit in two columns; then they are there."""
    ancho, alto = (marco.width() - ENTRE) // 2, marco.height()
    mitad = (len(renglones) + 1) // 2
    grande = max(renglon.alto_activo(ancho) for renglon in renglones)
    pide = max(renglon.alto_tira(ancho) for renglon in renglones)
    if ancho < ANCHO_MIN or pide * (mitad - 1) + grande > alto:
        return False
    _rodar(marco, False)
    cada = min(round(pide * CRECE), (alto - grande) // max(1, mitad - 1))
    if cada * TURNO > grande:
        cada = min(cada, round(alto / (mitad - 1 + TURNO)))
        grande = min(round(cada * TURNO), alto - cada * (mitad - 1))
    altos = [grande if n == turno else cada for n in range(len(renglones))]
    _columna(renglones[:mitad], altos[:mitad], 0, ancho)
    _columna(renglones[mitad:], altos[mitad:], ancho + ENTRE, ancho)
    lienzo.resize(marco.width(), alto)
    return True


def _rodar(marco: QScrollArea, si: bool) -> None:
    politica = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if si else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    marco.setVerticalScrollBarPolicy(politica)


def _columna(renglones: Sequence[Renglon], altos: Sequence[int], x: int, ancho: int) -> None:
    for renglon, y, alto in zip(renglones, accumulate(altos, initial=0), altos, strict=False):
        renglon.disponer(QRect(x, y, ancho, alto))
