"""One row of the form: its name, its field and the mark that it is on the disk; with its strip of the paper or without.

With a strip the paper's name stands in it and the words and figures end where the field begins. In its turn the row
also says our own name above, beside the one that the paper prints: they must be the same.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from prep.domain.catalogo.convenciones import Convencion
from prep.ui.captura.cifra import CIFRAS_MAX, Cifra
from prep.ui.captura.tiras import MARGEN, TiraDeActa
from prep.ui.colores import atenuar, linea, suelo, tinta
from prep.ui.estilo import cifra_px
from prep.ui.piezas import repintar
from prep.ui.senales import FiguraDeSenal, Senal
from prep.ui.tema import letra

ORILLA, HUECO = 8, 6  # px at the sides of a row, and between its pieces
LETRERO: Final = 0.305  # of a strip's width, for the name of a total: as wide as the paper's column of names
VELO: Final = 0.6  # of how much is hidden
NEGRITA: Final = 0.85  # of the width, for a name that in its turn is bold
NOMBRE_ALTO: Final = 1.5  # of a line of text, for the name as the paper prints it


class Renglon(QWidget):
    """`pulsado`: somebody clicked on it."""

    pulsado = Signal()

    def __init__(self, n: int, nombre: str, cuantos: int, convenciones: Iterable[Convencion], padre: QWidget) -> None:
        super().__init__(padre)
        self._tira: TiraDeActa | None = None
        self._activo = False
        self._cuenta = self.tr("campo {} de {}").format(n + 1, cuantos)
        self.letrero, self.cifra = QLabel(nombre, self), Cifra(convenciones, self)
        self.guardada = FiguraDeSenal(Senal.BIEN, self)
        self.letrero.setTextFormat(Qt.TextFormat.PlainText)
        self.letrero.setWordWrap(True)
        self.letrero.setBuddy(self.cifra)
        self.letrero.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.cifra.setAccessibleName(nombre)
        self.cifra.setObjectName(f"campo-{n}")
        self.guardada.hide()

    @property
    def tira(self) -> TiraDeActa | None:
        return self._tira

    def poner_tira(self, tira: TiraDeActa | None) -> None:
        self._tira = tira
        self.update()

    def activar(self, si: bool) -> None:
        """It is its turn; only with its strip does it look otherwise."""
        con_tira = si and self._tira is not None
        self._activo = si
        self.cifra.activar(con_tira)
        if bool(self.letrero.property("turno")) != con_tira:
            self.letrero.setProperty("turno", con_tira)
            repintar(self.letrero)
        self.update()

    # -- how much room it asks for --------------------------------------------------------------

    def _alto_cifra(self, *, activa: bool = False) -> int:
        return QFontMetrics(_de_cifra(self.font().pointSizeF(), activa)).height() + 6

    def _ancho_cifra(self, *, activa: bool = False) -> int:
        medidas = QFontMetrics(_de_cifra(self.font().pointSizeF(), activa))
        return medidas.horizontalAdvance("0" * CIFRAS_MAX) + self.fontMetrics().height()

    def alto(self, ancho: int) -> int:
        """Without its strip."""
        libre = ancho - self._ancho_cifra() - self._lado() - 2 * ORILLA - 2 * HUECO
        return max(self._alto_cifra() + 4, self.letrero.heightForWidth(max(libre, 40)) + 4)

    def alto_tira(self, ancho: int) -> int:
        """With its strip, while it is not its turn."""
        pide = self._alto_cifra() + 2
        if self._tira is not None and not self._tira.desde:
            pide = max(pide, self.letrero.heightForWidth(self._ancho_letrero(ancho)) + 4)
        return pide

    def alto_activo(self, ancho: int) -> int:
        """With its strip, in its turn."""
        return self._cabeza(ancho) + self._alto_cifra(activa=True) + 2 * HUECO

    def _lado(self) -> int:
        return self.guardada.sizeHint().width() if self.guardada.sizeHint().isValid() else 22

    def _ancho_tira(self, ancho: int) -> int:
        return ancho - self._ancho_cifra() - self._lado() - 2 * ORILLA - 2 * HUECO

    def _ancho_letrero(self, ancho: int) -> int:
        return max(60, round(self._ancho_tira(ancho) * LETRERO))

    def _ancho_cuenta(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._cuenta)

    def _ancho_nombre(self) -> int:
        if self._tira is None or not self._tira.desde:
            return 0
        nombre = self._tira.nombre
        return round(nombre.width() * self.fontMetrics().height() * NOMBRE_ALTO / max(1, nombre.height()))

    def _libre_cabeza(self, ancho: int) -> int:
        return max(80, ancho - 2 * ORILLA - self._ancho_nombre() - self._ancho_cuenta() - 4 * HUECO)

    def _cabeza(self, ancho: int) -> int:
        """The height of the line with both names."""
        return max(
            self.letrero.heightForWidth(round(self._libre_cabeza(ancho) * NEGRITA)),
            round(self.fontMetrics().height() * NOMBRE_ALTO),
        )

    # -- where its pieces go --------------------------------------------------------------------

    def disponer(self, caja: QRect) -> None:
        """It goes there."""
        self.setGeometry(caja)
        if self._tira is not None and self._activo:
            self._en_turno()
        else:
            self._en_espera()
        self.update()

    def _al_final(self, y: int, alto: int, *, activa: bool = False) -> QRect:
        """The field and the mark of the disk, at the right; what is left for the strip or the name."""
        lado, ancho = self._lado(), self._ancho_cifra(activa=activa)
        derecha = self.width() - ORILLA - lado
        self.guardada.setGeometry(derecha, y + (alto - lado) // 2, lado, lado)
        suyo = self._alto_cifra(activa=activa)
        self.cifra.setGeometry(derecha - HUECO - ancho, y + (alto - suyo) // 2, ancho, suyo)
        return QRect(ORILLA, y, derecha - 2 * HUECO - ancho - ORILLA, alto)

    def _en_espera(self) -> None:
        libre = self._al_final(0, self.height())
        self.letrero.setVisible(self._tira is None or not self._tira.desde)
        ancho = libre.width() if self._tira is None else self._ancho_letrero(self.width())
        self.letrero.setGeometry(ORILLA, 0, ancho, self.height())
        self._sitio = libre if self._tira is None or self._tira.desde else libre.adjusted(ancho + HUECO, 0, 0, 0)

    def _en_turno(self) -> None:
        cabeza = self._cabeza(self.width())
        self.letrero.show()
        self.letrero.setGeometry(ORILLA, HUECO // 2, self._libre_cabeza(self.width()), cabeza)
        y = cabeza + HUECO
        self._sitio = self._al_final(y, self.height() - y - HUECO // 2, activa=True)

    # -- how it looks ---------------------------------------------------------------------------

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._tira is None:
            return
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._activo:
            pincel.fillRect(self.rect(), suelo("encendido"))
            pincel.fillRect(0, 0, 5, self.height(), suelo("foco"))
            self._pintar_cabeza(pincel, self._tira)
            self._pintar(pincel, self._tira, self._tira.letras, self._sitio)
        else:
            pincel.fillRect(self.rect(), suelo("papel"))
            self._pintar(pincel, self._tira, self._tira.imagen.rect(), self._sitio)
        pincel.setPen(linea("reja"))
        pincel.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        pincel.end()

    def _pintar_cabeza(self, pincel: QPainter, tira: TiraDeActa) -> None:
        """The name as the paper prints it, and which field it is."""
        alto = self._cabeza(self.width())
        x = self.width() - ORILLA - self._ancho_cuenta()
        pincel.setPen(tinta("tenue"))
        medio = Qt.AlignmentFlag.AlignVCenter
        pincel.drawText(QRect(x, HUECO // 2, self._ancho_cuenta() + 2, alto), medio, self._cuenta)
        if tira.desde:
            suyo = round(self.fontMetrics().height() * NOMBRE_ALTO)
            donde = QRect(
                x - 2 * HUECO - self._ancho_nombre(), HUECO // 2 + (alto - suyo) // 2, self._ancho_nombre(), suyo
            )
            pincel.drawImage(donde, tira.imagen, tira.nombre)
            atenuar(pincel, donde)

    def _pintar(self, pincel: QPainter, tira: TiraDeActa, fuente: QRect, sitio: QRect) -> None:
        """As large as it fits, against the field; what is of its neighbours, faded."""
        talla = fuente.size().scaled(sitio.size(), Qt.AspectRatioMode.KeepAspectRatio)
        donde = QRect(
            sitio.right() + 1 - talla.width(), sitio.center().y() - talla.height() // 2, talla.width(), talla.height()
        )
        pincel.drawImage(donde, tira.imagen, fuente)
        velo, ajeno = linea("velo", VELO), round(MARGEN * talla.height() / fuente.height())
        pincel.fillRect(donde.x(), donde.y(), donde.width(), ajeno, velo)
        pincel.fillRect(donde.x(), donde.bottom() + 1 - ajeno, donde.width(), ajeno, velo)
        atenuar(pincel, donde)

    def mousePressEvent(self, _: QMouseEvent) -> None:
        self.pulsado.emit()


def _de_cifra(puntos: float, activa: bool) -> QFont:
    fuente = letra(puntos, negrita=True)
    fuente.setPixelSize(cifra_px(puntos, activa=activa))
    return fuente
