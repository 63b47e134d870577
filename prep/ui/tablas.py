"""Tables of rows that are walked with the arrows: how they behave, how they are filled, how a wait is said in them."""

from collections.abc import Hashable, Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

CONTEXTO = "Tablas"  # of the translation
HORA, MINUTO = 3600, 60


def por_renglones(tabla: QTableView, nombre: str) -> None:
    """One whole row is chosen at a time, nothing is written, and Tab leaves it. `nombre`: for a screen reader."""
    tabla.setAccessibleName(nombre)
    tabla.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    tabla.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    tabla.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tabla.setTabKeyNavigation(False)
    tabla.setAlternatingRowColors(True)
    tabla.verticalHeader().hide()


def llenar(tabla: QTableWidget, filas: Sequence[Sequence[str]]) -> None:
    """These rows and no others; a cell that says so already is left alone."""
    tabla.setRowCount(len(filas))
    for n, fila in enumerate(filas):
        for columna, texto in enumerate(fila):
            celda = tabla.item(n, columna)
            if celda is None:
                tabla.setItem(n, columna, QTableWidgetItem(texto))
            elif celda.text() != texto:
                celda.setText(texto)


class TablaDeRenglones(QTableWidget):
    """Rows that are asked for again and again: each is of a key, and the one that was chosen stays so wherever it goes.

    `elegida(key)`: another row is the current one, None when there is none. `abrir(key)`: Enter, or a double click.
    """

    elegida = Signal(object)
    abrir = Signal(object)

    def __init__(self, titulos: Sequence[str], nombre: str, padre: QWidget | None = None) -> None:
        super().__init__(0, len(titulos), padre)
        self._claves: list[Hashable] = []
        self._dicha: Hashable | None = None
        por_renglones(self, nombre)
        self.setHorizontalHeaderLabels(list(titulos))
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.currentCellChanged.connect(self._cambio)
        self.cellDoubleClicked.connect(self._abrir)

    def mostrar(self, claves: Sequence[Hashable], filas: Sequence[Sequence[str]]) -> None:
        """These rows, each of its key; the first is chosen when the one that was is gone."""
        actual = self.clave
        self.blockSignals(True)
        llenar(self, filas)
        self._claves = list(claves)
        if self._claves:
            self.setCurrentCell(self._claves.index(actual) if actual in self._claves else 0, 0)
        self.blockSignals(False)
        self._cambio()

    @property
    def clave(self) -> Hashable | None:
        """Of the current row."""
        return self._claves[self.currentRow()] if 0 <= self.currentRow() < len(self._claves) else None

    def elegir(self, clave: Hashable) -> None:
        """The row of that key is the current one, if it is there."""
        if clave in self._claves:
            self.setCurrentCell(self._claves.index(clave), 0)

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._abrir()
        else:
            super().keyPressEvent(tecla)

    def _cambio(self, *_: int) -> None:
        if self.clave != self._dicha:
            self._dicha = self.clave
            self.elegida.emit(self._dicha)

    def _abrir(self, *_: int) -> None:
        if self.clave is not None:
            self.abrir.emit(self.clave)


def espera(hace: timedelta) -> str:
    """Whole minutes: «menos de 1 min», «8 min», «2 h 05 min»."""
    segundos = int(hace.total_seconds())
    if segundos < MINUTO:
        return QCoreApplication.translate(CONTEXTO, "menos de 1 min")
    if segundos < HORA:
        return QCoreApplication.translate(CONTEXTO, "{} min").format(segundos // MINUTO)
    return QCoreApplication.translate(CONTEXTO, "{} h {:02} min").format(segundos // HORA, segundos % HORA // MINUTO)
