"""The answer of the counter, seen from afar: a shape, a colour, a title and what to do; and the casilla's actas."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prep.services.acopio.mostrador import RespuestaDeMostrador
from prep.ui.colores import es_de_noche
from prep.ui.piezas import decir, repintar
from prep.ui.senales import Senal, pintar

LINEAS = 3.2  # height of the shape, in lines of text


class Banda(QFrame):
    """What happened with the last scan. It is read aloud as one sentence."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.setObjectName("banda")
        self._senal = Senal.NOTA
        self._dibujada: tuple[Senal, int, bool] | None = None
        self._figura = QLabel(self)
        self._titulo = QLabel(self)
        self._titulo.setObjectName("respuesta")
        self._titulo.setProperty("talla", "enorme")
        self._texto = QLabel(self)
        self._texto.setObjectName("respuesta-texto")
        self._texto.setProperty("talla", "grande")
        for rotulo in (self._titulo, self._texto):
            rotulo.setTextFormat(Qt.TextFormat.PlainText)
            rotulo.setWordWrap(True)
            rotulo.setIndent(0)  # or Qt indents each by its own letter, and they do not begin together
        palabras = QVBoxLayout()
        palabras.addWidget(self._titulo)
        palabras.addWidget(self._texto)
        fila = QHBoxLayout(self)
        fila.addWidget(self._figura, 0, Qt.AlignmentFlag.AlignTop)
        fila.addLayout(palabras, 1)

    @property
    def titulo(self) -> str:
        return self._titulo.text()

    @property
    def texto(self) -> str:
        return self._texto.text()

    def responder(self, respuesta: RespuestaDeMostrador) -> None:
        self.decir(respuesta.titulo, respuesta.texto, respuesta.color)

    def decir(self, titulo: str, texto: str, papel: str) -> None:
        """`papel`: of the palette; the shape goes with it."""
        self._senal = Senal(papel) if papel in frozenset(Senal) else Senal.NOTA
        self._titulo.setText(titulo)
        self._texto.setText(texto)
        self._texto.setVisible(bool(texto))
        self.setAccessibleName(f"{titulo}. {texto}")
        if self.property("papel") != papel:
            for pieza in (self, self._titulo, self._texto, self._figura):
                pieza.setProperty("papel", papel)
                repintar(pieza)
        self._dibujar()
        self._caber()
        self.updateGeometry()

    def _caber(self) -> None:
        """Words that wrap keep their height, however much the rest asks for."""
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._caber()

    def event(self, evento: QEvent) -> bool:
        """The style may reach the words after they were written: they are laid out again for what they ask now."""
        hecho = super().event(evento)
        if evento.type() == QEvent.Type.LayoutRequest:
            self._caber()
            caja = self.layout()
            assert caja is not None
            caja.setGeometry(self.contentsRect())
        return hecho

    def _dibujar(self) -> None:
        lado = round(self.fontMetrics().height() * LINEAS)
        if self._dibujada != (self._senal, lado, es_de_noche()):
            self._dibujada = (self._senal, lado, es_de_noche())
            self._figura.setPixmap(pintar(self._senal, lado))

    def changeEvent(self, evento: QEvent) -> None:
        """The size of the text changed, or it is night: so do the shape's size and colour."""
        if evento.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._dibujar()
        super().changeEvent(evento)


class BandaDeActas(QFrame):
    """The actas of the casilla on screen, one a line, with what became of each and the key that receives it."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.setObjectName("actas")
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.setSpacing(2)
        self._lineas: list[QLabel] = []

    @property
    def textos(self) -> list[str]:
        return [linea.text() for linea in self._lineas if not linea.isHidden()]

    def mostrar(self, respuesta: RespuestaDeMostrador) -> None:
        """Nothing when the answer is of no casilla."""
        while len(self._lineas) < len(respuesta.renglones):
            linea = QLabel(self)
            linea.setTextFormat(Qt.TextFormat.PlainText)
            linea.setWordWrap(True)
            self._caja.addWidget(linea)
            self._lineas.append(linea)
        for n, linea in enumerate(self._lineas):
            if n >= len(respuesta.renglones):
                decir(linea, "", "papel")
                continue
            renglon = respuesta.renglones[n]
            que = f"{renglon.acta.eleccion} {renglon.acta.codigo}"
            decir(linea, f"Alt+{n + 1}   {que}: {renglon.texto}", renglon.color)
