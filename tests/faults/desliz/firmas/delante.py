"""What is in front of a person and where their keys go: all that an act that is signed there may be judged by."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from catd.acopio.tabla import RenglonesDeLista


@dataclass(frozen=True, slots=True)
class Delante:
    """`pregunta`: the title of what is asked in front, "" for the screen itself; `texto`: its words.

    `foco`: the words of the button that has the keys, or the class of the field. `campos`: all that can be written,
    ticked or chosen, as it is now; `escrito`: in the field of the question, or where the keys go.
    """

    pregunta: str
    texto: str
    foco: str
    escrito: str
    campos: tuple[str, ...]


def mirar(ventana: QWidget) -> Delante:
    modal = QApplication.activeModalWidget()
    frente = modal if isinstance(modal, QDialog) else ventana
    foco = QApplication.focusWidget()
    return Delante(
        modal.windowTitle() if isinstance(modal, QDialog) else "",
        "\n".join(w.text() for w in frente.findChildren(QLabel) if w.isVisible() and w.text()),
        "" if foco is None else foco.text() if isinstance(foco, QPushButton) else type(foco).__name__,
        _escrito(frente, foco),
        tuple(_campos(ventana)),
    )


def _escrito(frente: QWidget, foco: QWidget | None) -> str:
    """What an answer says that is given now."""
    for campo in (foco, *frente.findChildren(QComboBox), *frente.findChildren(QLineEdit)):
        if isinstance(campo, QComboBox) and campo.isVisible():
            return " ".join(campo.currentText().split())
        if isinstance(campo, QLineEdit) and campo.isVisible():
            return " ".join(campo.text().split())
    return ""


def _campos(ventana: QWidget) -> Iterator[str]:
    for campo in ventana.findChildren(QWidget):
        if not campo.isVisible():
            continue
        if isinstance(campo, QLineEdit):
            yield f"{_quien(campo)}={campo.text()}"
        elif isinstance(campo, QComboBox):
            yield f"{_quien(campo)}={campo.currentText()}"
        elif isinstance(campo, QCheckBox):
            yield f"{campo.text()}={campo.isChecked()}"
        elif isinstance(campo, QAbstractItemView) and not isinstance(campo, QHeaderView):
            yield f"{_quien(campo)}={_renglon(campo)}"
            if isinstance(modelo := campo.model(), RenglonesDeLista) and modelo.marcados:
                yield f"marcadas={sorted(map(str, modelo.marcados))}"
        elif isinstance(campo, QPushButton) and campo.text().startswith("✓"):
            yield f"elegido={campo.text()}"


def _quien(campo: QWidget) -> str:
    return f"{type(campo).__name__} {campo.accessibleName()}"


def _renglon(vista: QAbstractItemView) -> str:
    """By its words: the same one is elsewhere after another look."""
    elegido, columnas = vista.currentIndex(), range(4) if isinstance(vista, QTableView) else range(1)
    return " · ".join(str(elegido.siblingAtColumn(n).data() or "") for n in columnas)
