"""Where things stand in the capture screen: the image, what is told, the form, and the keys below."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero, partida, rodante
from prep.ui.visor import Visor

LETRAS = 44
PARTE = 0.4
LINEAS_MIN = 22  # lines of text in the height of the screen, under which none is spared


class DisposicionCaptura(QWidget):
    """The image takes what the form leaves; the keys go on in another line where they do not fit."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        imagen = self._imagen = QWidget(self)
        self.visor = Visor(imagen)
        self._bajo_imagen = QVBoxLayout(imagen)
        self._bajo_imagen.setContentsMargins(0, 0, 0, 0)
        self._bajo_imagen.addWidget(self.visor, 1)
        lado = self._lado = QWidget(self)
        self._aviso = letrero(lado, "aviso-captura")
        self._marco = rodante(lado)
        self._juntas, self._pista = False, letrero(lado, "pista-captura")
        decir(self._pista, self.tr("El nombre que imprime el papel debe ser el del campo."), "tenue")
        columna = QVBoxLayout(lado)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.addWidget(self._aviso)
        columna.addWidget(self._pista)
        columna.addWidget(self._marco, 1)
        dos = partida(self, imagen, lado)
        dos.setStretchFactor(0, 1)
        dos.setStretchFactor(1, 0)
        self.pie = PieDeTeclas(self)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(dos, 1)
        pila.addWidget(self.pie)
        self.fijar("")
        self._medir()

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._medir()

    def changeEvent(self, evento: QEvent) -> None:
        """The size of the text changed."""
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.FontChange:
            self._medir()

    def _medir(self) -> None:
        """The form as wide as its letters ask, while the image keeps most of the window."""
        self._lado.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * LETRAS, round(self.width() * PARTE)))

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto or self._fijo, papel if texto else "aviso")
        self._alinear()

    def preguntar(self, texto: str) -> None:
        """What is asked of a figure, "" when nothing is any more."""
        self.avisar(texto, "aviso")

    def juntar(self, si: bool) -> None:
        """The form takes it all, as each row of it has its own part of the image; or it gives the image its room."""
        self._imagen.setVisible(not si)
        self._juntas = si
        self._alinear()

    def _alinear(self) -> None:
        """Always a line, where there is height for it: what is told moves no row."""
        cabe = self.height() > self.fontMetrics().height() * LINEAS_MIN
        self._pista.setVisible(self._juntas and not self.aviso and cabe)

    def fijar(self, texto: str) -> None:
        """What stays told of the work in hand whenever nothing newer is, until it is put away."""
        self._fijo = texto
        self.avisar("", "nota")

    def acompanar(self, pieza: QWidget) -> None:
        """What goes under the image, as wide as it."""
        self._bajo_imagen.addWidget(pieza)

    def poner(self, acta: QWidget) -> None:
        self._marco.setWidget(acta)

    def quitar(self) -> None:
        """Its owner lets go of it."""
        self._marco.takeWidget()
        self.fijar("")
