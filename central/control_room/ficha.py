"""The tile of one centre of work: four bars that are a picture of how far it is, and in words what is the matter."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from central.control_room import palabras
from central.control_room.pintura import CHICA, DERECHA, Texto, barra, escribir, fuente_de, tachar
from central.mando.juicio import Atraso, Juicio
from central.mando.tablero import Avance, Sitio, Tablero
from prep.ui.senales import Senal, trazo
from prep.ui.tema import suelo, tinta

MARGEN = 5
# The widest that its lines come to be in a night of ours: the tile has room for them at any size of text.
ANCHAS = ("CCV  RÉPLICA PARADA  ", "1,999 esperan · 59 min", "99 est. · faltan 9,999")
NUMERO = "1,999/1,999"


class Ficha(QWidget):
    """`pedida(centro)`: its detail was asked for; `mover(centro, key)`: an arrow, for who knows its neighbours."""

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
        """`dicho`: the same at length, for who does not see it."""
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
        return palabras.ASUNTOS[self._juicio.asunto][0] if self._juicio else Senal.NOTA

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
        grande, chica = self._alturas()
        medida = QFontMetricsF(fuente_de(self.font(), CHICA))
        negrita = QFontMetricsF(fuente_de(self.font(), 1.0, negrita=True))
        lineas = max(medida.horizontalAdvance(linea) for linea in ANCHAS)
        cabeza = grande + negrita.horizontalAdvance("CCV ") + medida.horizontalAdvance("SIN LATIDO 59 min")
        barras = medida.horizontalAdvance("Rec. ") + medida.horizontalAdvance(NUMERO) + 4 * chica
        ancho = max(lineas, cabeza, barras)
        return QSize(round(ancho) + 2 * MARGEN + 2, round(grande + 6 * chica) + 2 * MARGEN)

    def _alturas(self) -> tuple[float, float]:
        return QFontMetricsF(self.font()).height(), QFontMetricsF(fuente_de(self.font(), CHICA)).height()

    def _renglones(self) -> Iterator[QRectF]:
        """Its head, four bars and two lines, spread over the height that there is."""
        grande, chica = self._alturas()
        sobra = max(0.0, self.height() - 2 * MARGEN - grande - 6 * chica) / 6
        y = float(MARGEN)
        for alto in (grande, *(chica,) * 6):
            yield QRectF(MARGEN, y, self.width() - 2 * MARGEN, alto)
            y += alto + sobra

    def _textos(self) -> list[Texto]:
        if self._juicio is None or self._tablero is None:
            return []
        cabeza, *barras, espera, pie = self._renglones()
        color, chica = tinta(self.papel), fuente_de(self.font(), CHICA)
        negrita = fuente_de(self.font(), 1.0, negrita=True)
        corrido = cabeza.height() + QFontMetricsF(negrita).horizontalAdvance("CCV ")
        textos = [
            Texto(cabeza.adjusted(cabeza.height(), 0, 0, 0), self.centro, negrita, color),
            Texto(cabeza.adjusted(corrido, 0, 0, 0), palabras.del_asunto(self._juicio), chica, color, DERECHA),
            Texto(espera, palabras.de_la_espera(self._sitio, self._tablero.momento), chica, color),
            Texto(pie, self._pie(), chica, color),
        ]
        for caja, (rotulo, numero, _) in zip(barras, self._pasos(), strict=True):
            textos += [Texto(caja, rotulo, chica, color), Texto(caja, numero, chica, color, DERECHA)]
        return textos

    def _pie(self) -> str:
        estaciones = palabras.traducido("{} est.").format(self._sitio.estaciones)
        return " · ".join(p for p in (estaciones, palabras.del_atraso(self._sitio, self._atraso)) if p)

    def _pasos(self) -> list[tuple[str, str, int]]:
        a, decir = self._sitio.avance, palabras.traducido
        return [
            (decir("Rec."), f"{a.recibidas:,}/{a.esperadas:,}", a.recibidas),
            (decir("Dig."), f"{a.digitalizadas:,}", a.digitalizadas),
            (decir("Cap."), f"{a.capturadas:,}", a.capturadas),
            (decir("Ver."), f"{a.verificadas:,}", a.verificadas),
        ]

    def paintEvent(self, _: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.fillRect(self.rect(), suelo(self.papel))
        if self._juicio is not None:
            cabeza, *barras, _espera, _pie = self._renglones()
            lado = cabeza.height() * 0.8
            pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
            trazo(pincel, self.senal, QRectF(cabeza.x(), cabeza.y() + 2, lado, lado), tinta(self.papel))
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
        izquierda, derecha = medida.horizontalAdvance("Rec. "), medida.horizontalAdvance(NUMERO) + 4
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
