"""Tables of rows that are walked with the arrows: how they behave, how they are filled, how a wait is said in them."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTableWidget, QTableWidgetItem

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


def espera(hace: timedelta) -> str:
    """Whole minutes: «menos de 1 min», «8 min», «2 h 05 min»."""
    segundos = int(hace.total_seconds())
    if segundos < MINUTO:
        return QCoreApplication.translate(CONTEXTO, "menos de 1 min")
    if segundos < HORA:
        return QCoreApplication.translate(CONTEXTO, "{} min").format(segundos // MINUTO)
    return QCoreApplication.translate(CONTEXTO, "{} h {:02} min").format(segundos // HORA, segundos % HORA // MINUTO)
