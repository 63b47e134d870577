"""A sheet of words over the board: read with the arrows and Page Down, closed with Escape or Enter."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from prep.ui.piezas import repintar


class HojaDeSala(QDialog):
    """`cuerpo`: rich text, already escaped; `cierra`: what closing it is called for who does not see it."""

    def __init__(self, ventana: QWidget, titulo: str, cuerpo: str, cierra: str) -> None:
        super().__init__(ventana)
        self._ventana = ventana
        self.setObjectName("hoja")
        self.setWindowTitle(titulo)
        self.setAccessibleName(titulo)
        self.setModal(True)
        self.texto = QTextBrowser(self)
        self.texto.setAccessibleName(titulo)
        self.texto.setHtml(f"<h2>{escape(titulo)}</h2>{cuerpo}")
        caja = QDialogButtonBox(self)
        cerrar = caja.addButton(self.tr("Cerrar"), QDialogButtonBox.ButtonRole.AcceptRole)
        cerrar.setAccessibleName(cierra)
        cerrar.setProperty("principal", True)
        repintar(cerrar)
        cerrar.setShortcut(QKeySequence("Return"))
        caja.accepted.connect(self.accept)
        self.finished.connect(self._cerrada)
        pila = QVBoxLayout(self)
        pila.addWidget(self.texto)
        pila.addWidget(caja)
        self.resize(round(ventana.width() * 0.85), round(ventana.height() * 0.9))
        self.texto.setFocus()  # its arrows and pages move it; what closes works from anywhere

    def _cerrada(self, _: int) -> None:
        self._ventana.activateWindow()  # not every desktop gives the keys back by itself
        self.deleteLater()


def tabla_de(cabeza: Sequence[str], filas: Iterable[Sequence[object]]) -> str:
    """Rich text."""
    hechas = [f"<tr>{''.join(f'<th align=left>{escape(c)}&nbsp;&nbsp;</th>' for c in cabeza)}</tr>"]
    hechas += [f"<tr>{''.join(f'<td>{escape(str(c))}&nbsp;&nbsp;</td>' for c in fila)}</tr>" for fila in filas]
    return f"<table cellspacing='3'>{''.join(hechas)}</table>"
