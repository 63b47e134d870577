"""The strips of an acta: each row of its form as a cut-out of its row of the paper, made off the windows' thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from prep.domain.catalogo.catalogo import Eleccion, Forma
from prep.domain.catalogo.plano import PARTIDO, Caja, partidos, plano
from prep.ui.visor import HojaEnVisor

MARGEN: Final = 12  # px of the sheet that are seen of the rows above and below: a bad cut shows


@dataclass(frozen=True, slots=True)
class TiraDeActa:
    """`desde`: where its words begin; before that stands the name that the paper prints, if its row has one."""

    imagen: QImage
    desde: int

    @property
    def letras(self) -> QRect:
        """Its words and figures."""
        return QRect(self.desde, 0, self.imagen.width() - self.desde, self.imagen.height())

    @property
    def nombre(self) -> QRect:
        """The name that the paper prints in that row; empty for a total, whose name is not in it."""
        return QRect(0, MARGEN, self.desde, self.imagen.height() - 2 * MARGEN)


def tiras_de(hoja: HojaEnVisor, forma: Forma, eleccion: Eleccion) -> Mapping[str, TiraDeActa]:
    """Field → its strip; none of them unless every row was found where the form has it."""
    if not hoja.cajas:
        return {}
    tiras = {}
    for campo, renglon in plano(forma, len(partidos(eleccion, forma))).campos.items():
        x0, y0, x1, y1 = renglon.fila
        desde = PARTIDO + 2
        if campo in forma.totales:
            x0, desde = renglon.letras[0] - 12, 0
        tiras[campo] = TiraDeActa(_recorte(hoja.imagen, (x0, y0 - MARGEN, x1 + 2, y1 + MARGEN)), desde)
    return tiras


def _recorte(imagen: QImage, caja: Caja) -> QImage:
    """In the format that is painted with no more work."""
    x0, y0, x1, y1 = caja
    return imagen.copy(QRect(x0, y0, x1 - x0, y1 - y0)).convertToFormat(QImage.Format.Format_RGB32)
