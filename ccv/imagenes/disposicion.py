"""Where things stand in the viewer of phone images: what is told, the list, the image, and the keys below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from ccv.imagenes.lista import ListaDeImagenes
from prep.ui import acciones
from prep.ui.fluido import Fluido
from prep.ui.piezas import decir, letrero
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
        self._partida = QSplitter(Qt.Orientation.Horizontal, self)
        self._partida.setChildrenCollapsible(False)
        # as tall as the window leaves: with large text the keys stay in sight
        self._partida.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._partida.addWidget(self.lista)
        self._partida.addWidget(self.visor)
        self._partida.setStretchFactor(1, 1)
        self._pie = QWidget(self)
        self._botones = Fluido(self._pie)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(self._aviso)
        pila.addWidget(self._partida, 1)
        pila.addWidget(self._pie)
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

    def boton(self, accion: QAction) -> None:
        """One more key below."""
        self._botones.addWidget(acciones.boton(accion, self._pie))

    def medir(self) -> None:
        """The size of the text changed."""
        letra = self.fontMetrics()
        self.lista.setMinimumWidth(min(letra.averageCharWidth() * ANCHO_LISTA, 640))
        self._partida.setMinimumHeight(letra.height() * ALTO_MIN)
