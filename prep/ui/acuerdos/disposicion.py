"""Where things stand among the proposals: what is told, the list, before and after, the image, and the keys below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from prep.ui import acciones
from prep.ui.fluido import Fluido
from prep.ui.piezas import decir, letrero
from prep.ui.tablas import TablaDeRenglones, llenar
from prep.ui.visor import Visor

ANCHO_LISTA = 64  # letters
ALTO_MIN = 11  # lines


class DisposicionAcuerdos(QWidget):
    """The list as wide as its letters ask; the image, the rest."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._aviso = letrero(self, "aviso-acuerdos")
        self._dicho = letrero(self, "acuerdo-dicho")
        self.lista = TablaDeRenglones(
            [self.tr("Acta"), self.tr("Se propone"), self.tr("Quién"), self.tr("Cómo va")],
            self.tr("Propuestas, primero la que vence antes"), self,
        )  # fmt: skip
        titulos = [self.tr("Campo"), self.tr("Antes"), self.tr("Después")]
        self.cambios = TablaDeRenglones(titulos, self.tr("Antes y después"), self)
        self.visor = Visor(self)
        izquierda = QWidget(self)
        pila = QVBoxLayout(izquierda)
        pila.setContentsMargins(0, 0, 0, 0)
        for pieza, cuanto in ((self.lista, 2), (self._dicho, 0), (self.cambios, 3)):
            pila.addWidget(pieza, cuanto)
        self._partida = QSplitter(Qt.Orientation.Horizontal, self)
        self._partida.setChildrenCollapsible(False)
        self._partida.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._partida.addWidget(izquierda)
        self._partida.addWidget(self.visor)
        self._partida.setStretchFactor(1, 1)
        self._pie = QWidget(self)
        self._botones = Fluido(self._pie)
        toda = QVBoxLayout(self)
        toda.setContentsMargins(0, 0, 0, 0)
        toda.addWidget(self._aviso)
        toda.addWidget(self._partida, 1)
        toda.addWidget(self._pie)
        self.medir()

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    @property
    def papel(self) -> str:
        return str(self._aviso.property("papel"))

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def boton(self, accion: QAction) -> None:
        self._botones.addWidget(acciones.boton(accion, self._pie))

    def comparar(self, dicho: str, filas: Sequence[Sequence[str]]) -> None:
        """What is proposed and why; field by field, those that change in bold."""
        decir(self._dicho, dicho, "nota")
        llenar(self.cambios, filas)
        for n, (_, antes, despues) in enumerate(filas):
            for columna in range(3):
                celda = self.cambios.item(n, columna)
                assert celda is not None
                letra = celda.font()
                letra.setBold(antes != despues)
                celda.setFont(letra)
        self.cambios.setVisible(bool(filas))

    def medir(self) -> None:
        """The size of the text changed."""
        letra = self.fontMetrics()
        self.lista.setMinimumWidth(min(letra.averageCharWidth() * ANCHO_LISTA, 680))
        self._partida.setMinimumHeight(letra.height() * ALTO_MIN)
