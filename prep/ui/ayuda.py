"""What F1 shows: each key of the screen with what it does, from the table of actions, and what the screen adds."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from prep.domain.catalogo.convenciones import Convencion
from prep.ui.acciones import Accion, de_pantalla, tecla, traducido
from prep.ui.piezas import repintar
from prep.ui.rotulos import documentos

CONTEXTO = "Ayuda"  # of the translation


class Ayuda(QDialog):
    """Walked with the arrows and Page Down; closed with Escape, Enter or F1."""

    def __init__(self, ventana: QWidget, pantalla: str, titulo: str, notas: str = "") -> None:
        super().__init__(ventana)
        self.setWindowTitle(self.tr("Teclas: {}").format(titulo))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        texto = QTextBrowser(self)
        texto.setAccessibleName(self.windowTitle())
        texto.setHtml(self._pagina(pantalla, titulo, notas))
        caja = QDialogButtonBox(self)
        cerrar = caja.addButton(self.tr("Cerrar"), QDialogButtonBox.ButtonRole.AcceptRole)
        cerrar.setAccessibleName(self.tr("Cerrar la ayuda"))
        cerrar.setProperty("principal", True)
        repintar(cerrar)
        cerrar.setShortcut(QKeySequence("F1"))
        caja.accepted.connect(self.accept)
        pila = QVBoxLayout(self)
        pila.addWidget(texto)
        pila.addWidget(caja)
        self.resize(round(ventana.width() * 0.75), round(ventana.height() * 0.8))
        texto.setFocus()  # its arrows and pages move it; what closes works from anywhere

    def _pagina(self, pantalla: str, titulo: str, notas: str) -> str:
        partes = [f"<h2>{escape(titulo)}</h2>"]
        if propias := de_pantalla(pantalla):
            partes.append(_tabla(propias))
        if notas:
            partes.append(notas)
        partes.append(f"<h3>{escape(self.tr('En todas las pantallas'))}</h3>")
        partes.append(_tabla(de_pantalla("marco")))
        return "".join(partes)


def _tabla(acciones: list[Accion]) -> str:
    filas = "".join(
        f"<tr><td><b>{escape(tecla(a))}</b>&nbsp;&nbsp;</td><td>{escape(traducido(a.texto))}&nbsp;&nbsp;</td>"
        f"<td>{escape(traducido(a.ayuda))}</td></tr>"
        for a in acciones
        if a.tecla or a.destino
    )
    return f"<table cellspacing='4'>{filas}</table>"


def notas_convenciones(convenciones: Iterable[Convencion]) -> str:
    """How what is written by hand is read, as the entity says (R-12, R-13)."""
    titulo = QCoreApplication.translate(CONTEXTO, "Cómo se lee lo escrito a mano")
    filas = "".join(
        f"<tr><td>{escape(c.escrito)}&nbsp;&nbsp;</td><td><b>{escape(c.captura)}</b></td></tr>" for c in convenciones
    )
    return f"<h3>{escape(titulo)}</h3><table>{filas}</table>"


def notas_documentos() -> str:
    """The types of document that F7 walks, for a person with a copy in hand."""
    titulo = QCoreApplication.translate(CONTEXTO, "Tipos de documento, si no es el acta PREP")
    filas = "".join(
        f"<tr><td><b>{escape(codigo)}</b>&nbsp;&nbsp;</td><td>{escape(que_es)}</td></tr>"
        for codigo, que_es in documentos().items()
    )
    return f"<h3>{escape(titulo)}</h3><table>{filas}</table>"
