"""How a page looks in the list: its thumbnail, its state in words and colour, and which acta it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from prep.ui.colores import atenuar, suelo, tinta

ANCHO_MINIATURA, PROPORCION = 5.4, 0.65  # in heights of the text; height over width of an acta
RENGLONES = 3  # of text: the state, and the acta in two
BORDE = 6


class RenglonDeTira(QStyledItemDelegate):
    """Draws one page; what is in focus has a frame besides its colour."""

    def paint(
        self, pincel: QPainter, opcion: QStyleOptionViewItem, indice: QModelIndex | QPersistentModelIndex
    ) -> None:
        pincel.save()
        elegida = bool(opcion.state & QStyle.StateFlag.State_Selected)
        fondo, letra = indice.data(Qt.ItemDataRole.BackgroundRole), indice.data(Qt.ItemDataRole.ForegroundRole)
        caja = opcion.rect.adjusted(2, 2, -2, -2)
        pincel.fillRect(opcion.rect, suelo("papel"))
        pincel.fillRect(caja, fondo)
        foto = QRect(caja.x() + BORDE, caja.y() + BORDE, *_miniatura(opcion.fontMetrics).toTuple())
        _pintar_foto(pincel, foto, indice.data(Qt.ItemDataRole.DecorationRole))
        texto = QRect(foto.right() + BORDE, caja.y() + BORDE, caja.right() - foto.right() - 2 * BORDE, foto.height())
        estado, _, nombre = str(indice.data()).partition("\n")
        pincel.setPen(letra)
        gruesa = QFont(opcion.font)
        gruesa.setBold(True)
        ajuste = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
        alto = QFontMetrics(gruesa).boundingRect(texto, ajuste, estado).height()
        pincel.setClipRect(texto)
        pincel.setFont(gruesa)
        pincel.drawText(texto, ajuste, estado)
        pincel.setFont(opcion.font)
        pincel.drawText(texto.adjusted(0, alto, 0, 0), ajuste, nombre)
        pincel.setClipping(False)
        if elegida:
            pincel.setPen(QPen(suelo("foco"), 4))
            pincel.drawRect(caja.adjusted(1, 1, -2, -2))
        pincel.restore()

    def sizeHint(self, opcion: QStyleOptionViewItem, indice: QModelIndex | QPersistentModelIndex) -> QSize:
        return medida(opcion.fontMetrics)


def medida(letra: QFontMetrics) -> QSize:
    """Of one page in the list, at that size of the text."""
    foto = _miniatura(letra)
    return QSize(foto.width() + letra.averageCharWidth() * 24 + 3 * BORDE, foto.height() + 2 * BORDE + 4)


def _miniatura(letra: QFontMetrics) -> QSize:
    ancho = round(letra.height() * ANCHO_MINIATURA)
    return QSize(ancho, max(round(ancho * PROPORCION), letra.lineSpacing() * RENGLONES))


def _pintar_foto(pincel: QPainter, sitio: QRect, foto: QPixmap | None) -> None:
    """The thumbnail in the middle of its place; an empty frame while it is being read."""
    if foto is None:
        pincel.setPen(tinta("tenue"))
        pincel.drawRect(sitio.adjusted(0, 0, -1, -1))
        return
    talla = foto.size().scaled(sitio.size(), Qt.AspectRatioMode.KeepAspectRatio)
    destino = QRect(sitio.topLeft(), talla)
    destino.moveCenter(sitio.center())
    pincel.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    pincel.drawPixmap(destino, foto)
    atenuar(pincel, destino)
