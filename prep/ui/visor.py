"""An acta's image: whole, with the row in focus lit, and that row enlarged above it; by hand where the marks fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from prep.domain.catalogo.catalogo import Eleccion, Forma
from prep.domain.catalogo.plano import IDENTIDAD, Caja, nombres, partidos, plano
from prep.services.estacion.errores import DatoInvalido
from prep.ui.colores import atenuar, linea, suelo
from prep.ui.tema import letra

if TYPE_CHECKING:
    from prep.devices.imagen import Gris

ALTO_LUPA = 0.2  # of the viewer's height, for the row in focus
AUMENTOS = (1.0, 2.0, 3.0)
PASO = 0.15  # of the view, at each key
MARGEN = 14  # pixels of the sheet seen above and below the row
SENA = 0.24  # of the veil over the row that is being read
LETRA_AVISO = 1.4  # of the words in place of a sheet: read from where one sits back


@dataclass(frozen=True, slots=True)
class HojaEnVisor:
    """An image ready to be shown. `cajas`: field → its row on it; empty until it is known of which form it is.

    `chica`: the same, already at the size at which it will be seen whole. `recta`: straightened by its marks.
    """

    imagen: QImage
    cajas: Mapping[str, Caja]
    chica: QImage = field(default_factory=QImage)
    recta: bool = False

    def con_filas(self, forma: Forma, eleccion: Eleccion) -> "HojaEnVisor":
        """The same, its rows where an acta of `forma` has them; as it is when they are not surely there."""
        if not self.recta:
            return self
        from prep.devices.renglones import son_de

        medidas = plano(forma, len(partidos(eleccion, forma)))
        if not son_de(_pixeles(self.imagen), forma, medidas, nombres(eleccion, forma)):
            return self
        return replace(self, cajas={campo: renglon.fila for campo, renglon in medidas.campos.items()})


def leer_hoja(contenido: bytes, zona: QSize | None = None) -> HojaEnVisor:
    """Decodes, straightens and scales to `zona`: not for the windows' thread. Raises DatoInvalido."""
    # OpenCV takes a fifth of a second to import: the window opens without it
    from prep.devices.enderezar import enderezar, hallar_marcas
    from prep.devices.imagen import ImagenDanada, gris

    try:
        pixeles = gris(contenido)
    except ImagenDanada as error:
        raise DatoInvalido(str(error)) from error
    marcas = hallar_marcas(pixeles)
    if marcas.completas:
        pixeles = enderezar(pixeles, marcas)
    return HojaEnVisor(_qimage(pixeles), {}, _a_la_medida(pixeles, zona), marcas.completas)


def _a_la_medida(pixeles: "Gris", zona: QSize | None) -> QImage:
    import cv2
    import numpy as np

    if zona is None or zona.isEmpty():
        return QImage()
    alto, ancho = pixeles.shape
    talla = QSize(ancho, alto).scaled(zona, Qt.AspectRatioMode.KeepAspectRatio)
    chica = cv2.resize(pixeles, (talla.width(), talla.height()), interpolation=cv2.INTER_AREA)
    return _qimage(np.asarray(chica, dtype=np.uint8))


def _pixeles(imagen: QImage) -> "Gris":
    import numpy as np

    filas = np.frombuffer(imagen.constBits(), dtype=np.uint8).reshape(imagen.height(), imagen.bytesPerLine())
    return filas[:, : imagen.width()]


def _qimage(pixeles: "Gris") -> QImage:
    alto, ancho = pixeles.shape
    return QImage(pixeles.tobytes(), ancho, alto, ancho, QImage.Format.Format_Grayscale8).copy()


class Visor(QWidget):
    """Shows one sheet; takes no focus: the keys of its screen move it."""

    def __init__(self, padre: QWidget | None = None) -> None:
        super().__init__(padre)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self._hoja: HojaEnVisor | None = None
        self._campo, self._texto = "", ""
        self._aumento, self._centro = 0, (0.5, 0.5)
        self._identidad = False  # only the part that says which acta it is
        self._chica = QPixmap()

    def sizeHint(self) -> QSize:
        return QSize(780, 560)

    def mostrar(self, hoja: HojaEnVisor | None, texto: str = "") -> None:
        """A sheet, or in its place some words."""
        self._hoja, self._texto, self._campo = hoja, texto, ""
        self._aumento, self._centro = 0, (0.5, 0.5)
        self._escalar()
        self.setAccessibleName(self.tr("Imagen del acta") if hoja else texto)
        self.update()

    def enfocar(self, campo: str) -> None:
        """The row of that field, lit and enlarged, when it is known where it is."""
        if campo != self._campo:
            self._campo = campo
            self.update()

    def identificar(self, si: bool) -> None:
        """Only the part that says which acta it is, as large as it fits; whole where it is not known where that is."""
        self._identidad = si
        self.update()

    def aumentar(self) -> None:
        """The next of AUMENTOS, and round again."""
        self._aumento = (self._aumento + 1) % len(AUMENTOS)
        self._mover(0, 0)

    def mover(self, x: int, y: int) -> None:
        """One step to a side, when enlarged."""
        self._mover(x * PASO / AUMENTOS[self._aumento], y * PASO / AUMENTOS[self._aumento])

    @property
    def zona(self) -> QSize:
        """The room there is for a whole sheet whose rows are known."""
        return QSize(self.width(), self.height() - round(self.height() * ALTO_LUPA) - 6)

    @property
    def con_hoja(self) -> bool:
        """Whether an image is shown."""
        return self._hoja is not None

    @property
    def caja(self) -> Caja | None:
        """Where the row in focus is on the sheet."""
        return self._hoja.cajas.get(self._campo) if self._hoja else None

    def renglon(self, campo: str) -> QImage:
        """The row of that field, cut out; null while it is not known where it is."""
        caja = self._hoja.cajas.get(campo) if self._hoja else None
        if self._hoja is None or caja is None:
            return QImage()
        return self._hoja.imagen.copy(QRect(QPoint(*caja[:2]), QPoint(*caja[2:])))

    def _mover(self, dx: float, dy: float) -> None:
        libre = 0.5 / AUMENTOS[self._aumento]
        x, y = (min(max(c + d, libre), 1 - libre) for c, d in zip(self._centro, (dx, dy), strict=True))
        self._centro = (x, y)
        self.update()

    def _zona(self) -> QRect:
        """Where the whole sheet goes: all of it, or what the enlarged row leaves."""
        arriba = round(self.height() * ALTO_LUPA) + 6 if self._hoja and self._hoja.cajas else 0
        return QRect(0, arriba, self.width(), self.height() - arriba)

    def _escalar(self) -> None:
        if self._hoja is None:
            self._chica = QPixmap()
            return
        talla = self._hoja.imagen.size().scaled(self._zona().size(), Qt.AspectRatioMode.KeepAspectRatio)
        escala = self._hoja.chica
        if escala.size() != talla:
            modo = Qt.TransformationMode.SmoothTransformation
            escala = self._hoja.imagen.scaled(talla, Qt.AspectRatioMode.IgnoreAspectRatio, modo)
        self._chica = QPixmap.fromImage(escala)

    def resizeEvent(self, _: QResizeEvent) -> None:
        self._escalar()

    def paintEvent(self, _: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.fillRect(self.rect(), linea("mesa"))
        if self._hoja is None:
            pincel.setFont(letra(self.font().pointSizeF() * LETRA_AVISO))
            pincel.drawText(
                self.rect().adjusted(20, 20, -20, -20),
                int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap),
                self._texto,
            )
        elif self._identidad and self._hoja.recta and not self._aumento:
            self._pintar_parte(pincel, self._hoja, IDENTIDAD, self.rect())
        else:
            self._pintar_hoja(pincel, self._hoja)
            if self.caja is not None:
                self._pintar_lupa(pincel, self._hoja, self.caja)
        pincel.end()

    def _pintar_hoja(self, pincel: QPainter, hoja: HojaEnVisor) -> None:
        zona, aumento = self._zona(), AUMENTOS[self._aumento]
        destino = QRect(QPoint(0, 0), self._chica.size())
        destino.moveCenter(zona.center())
        fuente = hoja.imagen.rect()
        if aumento == 1.0:
            pincel.drawPixmap(destino.topLeft(), self._chica)
        else:
            ancho, alto = round(fuente.width() / aumento), round(fuente.height() / aumento)
            x, y = round(self._centro[0] * fuente.width()), round(self._centro[1] * fuente.height())
            fuente = QRect(x - ancho // 2, y - alto // 2, ancho, alto)
            pincel.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            pincel.drawImage(destino, hoja.imagen, fuente)
        atenuar(pincel, destino)
        if self.caja is not None:
            escala = destino.width() / fuente.width()
            x0, y0, x1, y1 = self.caja
            marco = QRectF(
                destino.x() + (x0 - fuente.x()) * escala,
                destino.y() + (y0 - fuente.y()) * escala,
                (x1 - x0) * escala,
                (y1 - y0) * escala,
            )
            pincel.setClipRect(destino)
            pincel.setPen(QPen(suelo("foco"), 3))
            pincel.fillRect(marco, linea("sena", SENA))
            pincel.drawRect(marco)
            pincel.setClipping(False)

    def _pintar_lupa(self, pincel: QPainter, hoja: HojaEnVisor, caja: Caja) -> None:
        x0, y0, x1, y1 = caja
        sitio = QRect(0, 0, self.width(), round(self.height() * ALTO_LUPA))
        self._pintar_parte(pincel, hoja, (x0, y0 - MARGEN, x1, y1 + MARGEN), sitio)

    def _pintar_parte(self, pincel: QPainter, hoja: HojaEnVisor, caja: Caja, sitio: QRect) -> None:
        x0, y0, x1, y1 = caja
        fuente = QRect(x0, y0, x1 - x0, y1 - y0)
        talla = fuente.size().scaled(sitio.size(), Qt.AspectRatioMode.KeepAspectRatio)
        destino = QRect(QPoint(0, 0), talla)
        destino.moveCenter(sitio.center())
        pincel.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pincel.drawImage(destino, hoja.imagen, fuente)
        atenuar(pincel, destino)
        pincel.setPen(QPen(suelo("foco"), 3))
        pincel.drawRect(destino.adjusted(1, 1, -2, -2))
