"""The lists of the acopio screen: rows that are looked at with the arrows, and that give back what a reader types."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from prep.ui.tablas import por_renglones

Indice = QModelIndex | QPersistentModelIndex
HOJA = QModelIndex()
SIN_TECLA = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class RenglonDeLista:
    """One row: its texts, and what stands for it in code (`dato`)."""

    celdas: tuple[str, ...]
    dato: object


class RenglonesDeLista(QAbstractTableModel):
    """Rows to look at; with `marca`, what the first column says of the rows that are marked."""

    def __init__(self, columnas: Sequence[str], padre: QWidget, *, marca: str = "") -> None:
        super().__init__(padre)
        self._columnas, self._marca = tuple(columnas), marca
        self.renglones: tuple[RenglonDeLista, ...] = ()
        self.marcados: set[object] = set()

    def poner(self, renglones: Sequence[RenglonDeLista]) -> None:
        """All of them anew, unless they are the same."""
        nuevos = tuple(renglones)
        if nuevos != self.renglones:
            self.beginResetModel()
            self.renglones = nuevos
            self.endResetModel()

    def marcar(self, datos: Sequence[object], marcado: bool) -> None:
        self.marcados = self.marcados | set(datos) if marcado else self.marcados - set(datos)
        if self.renglones:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.renglones) - 1, len(self._columnas) - 1))

    def rowCount(self, padre: Indice = HOJA) -> int:
        return 0 if padre.isValid() else len(self.renglones)

    def columnCount(self, padre: Indice = HOJA) -> int:
        return 0 if padre.isValid() else len(self._columnas)

    def data(self, indice: Indice, rol: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not indice.isValid():
            return None
        renglon = self.renglones[indice.row()]
        celdas = renglon.celdas
        if self._marca:
            celdas = (self._marca if renglon.dato in self.marcados else "", *celdas)
        if rol in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return celdas[indice.column()]
        if rol == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(celda for celda in celdas if celda)
        return None

    def headerData(self, seccion: int, orientacion: Qt.Orientation, rol: int = Qt.ItemDataRole.DisplayRole) -> object:
        if rol == Qt.ItemDataRole.DisplayRole and orientacion == Qt.Orientation.Horizontal:
            return self._columnas[seccion]
        return None


class ListaDeAcopio(QTableView):
    """`tecleado(text)`: what is typed in it and is no key of a list, for the field where a reader types."""

    tecleado = Signal(str)
    espacio = Signal()

    def __init__(self, modelo: RenglonesDeLista, anchos: Sequence[int], nombre: str, padre: QWidget) -> None:
        """`anchos`: in letters; 0 takes what is left."""
        super().__init__(padre)
        self.modelo, self._anchos = modelo, tuple(anchos)
        self.setModel(modelo)
        por_renglones(self, nombre)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(20)
        modelo.modelAboutToBeReset.connect(self._recordar)
        modelo.modelReset.connect(self._volver)
        self.verticalScrollBar().rangeChanged.connect(self._ver_el_actual)
        self._elegido: object = None
        self.medir()

    def medir(self) -> None:
        """Rows and columns for the size that the text has now."""
        letra, alto = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(alto * 1.35))
        cabeza = self.horizontalHeader()
        for n, ancho in enumerate(self._anchos):
            if ancho:
                cabeza.setSectionResizeMode(n, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(n, letra * ancho)
            else:
                cabeza.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)

    @property
    def elegido(self) -> object:
        """The `dato` of the current row, or None."""
        fila = self.currentIndex().row()
        return self.modelo.renglones[fila].dato if 0 <= fila < len(self.modelo.renglones) else None

    def focusInEvent(self, evento: QFocusEvent) -> None:
        """The row that the keys act on is seen: Qt makes the first one current and does not select it."""
        super().focusInEvent(evento)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        texto = tecla.text()
        if texto == " ":
            self.espacio.emit()
        elif texto.isprintable() and texto.strip() and not tecla.modifiers() & SIN_TECLA:
            self.tecleado.emit(texto)
        else:
            super().keyPressEvent(tecla)

    def _ver_el_actual(self) -> None:
        """With less room, or larger rows, the one that the keys act on is still seen."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _recordar(self) -> None:
        self._elegido = self.elegido

    def _volver(self) -> None:
        """The same row again where it is now; if it is gone, none: another one must not be taken for it."""
        for n, renglon in enumerate(self.modelo.renglones):
            if self._elegido is not None and renglon.dato == self._elegido:
                self.setCurrentIndex(self.modelo.index(n, 0))
                return
