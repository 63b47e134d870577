"""Where things stand among the proposals: what is told, the list, before and after, the image, and the keys below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QLabel, QSizePolicy, QSplitter, QTableWidget, QVBoxLayout, QWidget

from prep.ui import acciones
from prep.ui.fluido import Fluido
from prep.ui.piezas import decir
from prep.ui.tablas import llenar, por_renglones
from prep.ui.visor import Visor

ANCHO_LISTA = 64  # letters
ALTO_MIN = 11  # lines


class DisposicionAcuerdos(QWidget):
    """`elegida(n)`: the row that is the current one, -1 when there is none."""

    elegida = Signal(int)

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._aviso = self._rotulo("aviso-acuerdos")
        self._dicho = self._rotulo("acuerdo-dicho")
        self.lista = self._tabla(
            [self.tr("Acta"), self.tr("Se propone"), self.tr("Quién"), self.tr("Cómo va")],
            self.tr("Propuestas, primero la que vence antes"),
        )
        self.cambios = self._tabla([self.tr("Campo"), self.tr("Antes"), self.tr("Después")], self.tr("Antes y después"))
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
        self.lista.currentCellChanged.connect(self._cambio)
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

    def listar(self, filas: Sequence[Sequence[str]], actual: int) -> None:
        """These rows; `actual` is the current one."""
        self.lista.blockSignals(True)
        llenar(self.lista, filas)
        self.lista.setCurrentCell(actual, 0)
        self.lista.blockSignals(False)

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

    def _cambio(self, fila: int, *_: int) -> None:
        self.elegida.emit(fila)

    def _rotulo(self, nombre: str) -> QLabel:
        rotulo = QLabel(self)
        rotulo.setObjectName(nombre)
        rotulo.setWordWrap(True)
        rotulo.setTextFormat(Qt.TextFormat.PlainText)
        return rotulo

    def _tabla(self, titulos: list[str], nombre: str) -> QTableWidget:
        tabla = QTableWidget(0, len(titulos), self)
        por_renglones(tabla, nombre)
        tabla.setHorizontalHeaderLabels(titulos)
        tabla.setWordWrap(True)
        tabla.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tabla.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tabla.horizontalHeader().setStretchLastSection(True)
        return tabla
