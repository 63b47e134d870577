"""The tile of one centre of work: four bars that are a picture of how far it is, and in words what is the matter."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from central.sala import palabras
from central.sala.pintura import CHICA, DERECHA, Texto, barra, escribir, fuente_de, tachar
from central.tablero.juicio import Asunto, Atraso, Juicio
from central.tablero.tablero import Avance, Sitio, Tablero
from prep.ui.colores import suelo, tinta
from prep.ui.senales import Senal, trazo

MARGEN = 5
NUMERO = "9,999/9,999"
BARRA = 4  # the least length of a bar, in heights of its text
APRETADA = 0.84
SIGNO = 0.8  # of the line that it is in


class FichaDeSitio(QWidget):
    """`pedida(centro)`: its detail was asked for; `mover(centro, key)`: an arrow; its parent knows who is beside."""

    pedida = Signal(str)
    mover = Signal(str, int)
    enfocada = Signal(str)

    def __init__(self, centro: str, padre: QWidget) -> None:
        super().__init__(padre)
        self.setObjectName(f"sitio-{centro}")
        self.centro = centro
        self._sitio = Sitio(centro, Avance())
        self._tablero: Tablero | None = None
        self._juicio: Juicio | None = None
        self._atraso: Atraso | None = None
        self._vieja = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def mostrar(self, tablero: Tablero, juicio: Juicio, atraso: Atraso | None, dicho: str) -> None:
        """`dicho`: the same at length, for a screen reader."""
        self._tablero, self._sitio = tablero, tablero.sitios[self.centro]
        self._juicio, self._atraso = juicio, atraso
        self.setAccessibleName(palabras.nombre(self.centro))
        self.setAccessibleDescription(dicho)
        self.setToolTip(dicho)
        self.update()

    def envejecer(self, vieja: bool) -> None:
        """Its figures are (or are not) of some time ago."""
        if vieja is not self._vieja:
            self._vieja = vieja
            self.update()

    @property
    def senal(self) -> Senal:
        return palabras.SENALES[self._juicio.asunto] if self._juicio else Senal.NOTA

    @property
    def papel(self) -> str:
        return "fondo" if self._vieja else palabras.PAPELES.get(self.senal, "papel")

    def dichos(self) -> list[str]:
        """What it says in words, line by line."""
        return [texto.dicho for texto in self._textos()]

    def sobran(self) -> list[str]:
        """The words that do not fit."""
        return [f"{texto.dicho} ({texto.sobra:.1f} px)" for texto in self._textos() if texto.sobra > 0.5]

    def medida(self) -> QSize:
        """The least that it needs with the text of today."""
        medida = QFontMetricsF(fuente_de(self.font(), CHICA))
        cabezas, lineas, pies = (max(medida.horizontalAdvance(dicha) for dicha in d) for d in palabras.anchas())
        barras = medida.horizontalAdvance(f"{self._rotulo} {NUMERO}") + BARRA * medida.height()
        ancho = max(
            lineas, pies + SIGNO * medida.height(), self._corrido() + medida.averageCharWidth() + cabezas, barras
        )
        return QSize(round(ancho) + 2 * MARGEN + 2, round(sum(self._altos())) + 2 * MARGEN)

    def _altos(self) -> tuple[float, ...]:
        """Of its head, four bars and two lines, at their closest."""
        chica = QFontMetricsF(fuente_de(self.font(), CHICA)).height() * APRETADA
        return QFontMetricsF(self.font()).height() * APRETADA, *(chica,) * 6

    def _corrido(self) -> float:
        """What the sign and the centre's name take of the head."""
        negrita = QFontMetricsF(fuente_de(self.font(), negrita=True))
        return QFontMetricsF(self.font()).height() + negrita.horizontalAdvance("CCV")

    @property
    def _rotulo(self) -> str:
        return max((rotulo for rotulo, _, _ in self._pasos()), key=len)

    def _renglones(self) -> Iterator[QRectF]:
        """Spread over the height that there is."""
        altos = self._altos()
        sobra = max(0.0, self.height() - 2 * MARGEN - sum(altos)) / (len(altos) - 1)
        y = float(MARGEN)
        for alto in altos:
            yield QRectF(MARGEN, y, self.width() - 2 * MARGEN, alto)
            y += alto + sobra

    def _textos(self) -> list[Texto]:
        if self._juicio is None or self._tablero is None:
            return []
        cabeza, *barras, espera, pie = self._renglones()
        color, chica = tinta(self.papel), fuente_de(self.font(), CHICA)
        negrita = fuente_de(self.font(), 1.0, negrita=True)
        textos = [
            Texto(cabeza.adjusted(cabeza.height(), 0, 0, 0), self.centro, negrita, color),
            Texto(cabeza.adjusted(self._corrido(), 0, 0, 0), palabras.del_asunto(self._juicio), chica, color, DERECHA),
            Texto(espera, palabras.de_la_espera(self._sitio, self._tablero.momento), chica, color),
            Texto(pie, self._pie(), chica, color),
            Texto(pie, self._otras_alarmas(), chica, color, DERECHA),
        ]
        for caja, (rotulo, numero, _) in zip(barras, self._pasos(), strict=True):
            textos += [Texto(caja, rotulo, chica, color), Texto(caja, numero, chica, color, DERECHA)]
        return textos

    def _pie(self) -> str:
        partes = (palabras.estaciones(self._sitio.estaciones), palabras.del_atraso(self._sitio, self._atraso))
        return " · ".join(parte for parte in partes if parte)

    def _otras_alarmas(self) -> str:
        """How many, where something graver took the head; "" where the head says it, or there are none."""
        if self._juicio is None or self._juicio.asunto is Asunto.ALARMAS or not self._sitio.alarmas:
            return ""
        return str(self._sitio.alarmas)

    def _pasos(self) -> list[tuple[str, str, int]]:
        a = self._sitio.avance
        return [
            (self.tr("Rec."), f"{a.recibidas:,}/{a.esperadas:,}", a.recibidas),
            (self.tr("Dig."), f"{a.digitalizadas:,}", a.digitalizadas),
            (self.tr("Cap."), f"{a.capturadas:,}", a.capturadas),
            (self.tr("Ver."), f"{a.verificadas:,}", a.verificadas),
        ]

    def paintEvent(self, _: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.fillRect(self.rect(), suelo(self.papel))
        if self._juicio is not None:
            cabeza, *barras, _espera, pie = self._renglones()
            lado = cabeza.height() * 0.8
            pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
            trazo(pincel, self.senal, QRectF(cabeza.x(), cabeza.y() + 2, lado, lado), tinta(self.papel))
            if otras := self._otras_alarmas():
                derecha = QFontMetricsF(fuente_de(self.font(), CHICA)).horizontalAdvance(f"{otras} ")
                signo = pie.height() * SIGNO
                caja = QRectF(pie.right() - derecha - signo, pie.center().y() - signo / 2, signo, signo)
                trazo(pincel, Senal.ALERTA, caja, tinta(self.papel))
            pincel.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._pintar_barras(pincel, barras)
            escribir(pincel, self._textos())
        if self._vieja:
            tachar(pincel, QRectF(self.rect()))
        pincel.setBrush(Qt.BrushStyle.NoBrush)
        foco = self.hasFocus()
        pincel.setPen(QPen(suelo("foco") if foco else tinta("tenue"), 3 if foco else 1))
        pincel.drawRect(self.rect().adjusted(1, 1, -2, -2) if foco else self.rect().adjusted(0, 0, -1, -1))
        pincel.end()

    def _pintar_barras(self, pincel: QPainter, cajas: list[QRectF]) -> None:
        medida = QFontMetricsF(fuente_de(self.font(), CHICA))
        izquierda, derecha = medida.horizontalAdvance(f"{self._rotulo} "), medida.horizontalAdvance(NUMERO) + 4
        a = self._sitio.avance
        todas = max(a.esperadas, 1)
        for n, (caja, (_, _, cuantas)) in enumerate(zip(cajas, self._pasos(), strict=True)):
            ultima = n == len(cajas) - 1
            barra(
                pincel, caja.adjusted(izquierda, 3, -derecha, -3), cuantas / todas,
                a.sin_acta / todas if ultima else 0.0, "marco" if ultima else "foco",
            )  # fmt: skip

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pedida.emit(self.centro)
        elif tecla.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.mover.emit(self.centro, tecla.key())
        else:
            super().keyPressEvent(tecla)

    def focusInEvent(self, evento: QFocusEvent) -> None:
        super().focusInEvent(evento)
        self.enfocada.emit(self.centro)

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:
        self.pedida.emit(self.centro)
