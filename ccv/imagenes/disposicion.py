"""Where things stand in the viewer of phone images: what is told, the list, the image, and the keys below."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ccv.imagenes.lista import ListaDeImagenes
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero, partida
from prep.ui.visor import Visor

ANCHO_LISTA = 52  # letters
ALTO_MIN = 11  # lines, for list and image


class DisposicionImagenes(QWidget):
    """The list as wide as its letters ask; the image, the rest."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._aviso = letrero(self, "aviso-imagenes")
        self.lista = ListaDeImagenes(self)
        self.visor = Visor(self)
        self._partida = partida(self, self.lista, self.visor)
        self._partida.setStretchFactor(1, 1)
        self.pie = PieDeTeclas(self)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(self._aviso)
        pila.addWidget(self._partida, 1)
        pila.addWidget(self.pie)
        self.medir()

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    @property
    def papel(self) -> str:
        """The colour of what is told."""
        return str(self._aviso.property("papel"))

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def medir(self) -> None:
        """The size of the text changed."""
        letra = self.fontMetrics()
        self.lista.setMinimumWidth(min(letra.averageCharWidth() * ANCHO_LISTA, 640))
        self._partida.setMinimumHeight(letra.height() * ALTO_MIN)
