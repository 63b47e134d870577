"""Small pieces that every window uses: words with their colour, room that scrolls, the application."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QWidget,
)


def decir(rotulo: QLabel, texto: str, papel: str) -> None:
    """`papel`: of `tema.COLORES`. The accessible name goes with the words; an empty text hides it."""
    rotulo.setText(texto)
    rotulo.setAccessibleName(texto)
    rotulo.setVisible(bool(texto))
    if rotulo.property("papel") != papel:
        rotulo.setProperty("papel", papel)
        repintar(rotulo)
    rotulo.updateGeometry()


def letrero(padre: QWidget, nombre: str) -> QLabel:
    """Plain words in as many lines as they take; `nombre`: what a test finds it by."""
    hecho = QLabel(padre)
    hecho.setObjectName(nombre)
    hecho.setWordWrap(True)
    hecho.setTextFormat(Qt.TextFormat.PlainText)
    return hecho


def dicho(padre: QWidget, texto: str, papel: str) -> QLabel:
    """Words that stay as they are here said."""
    hecho = letrero(padre, "")
    decir(hecho, texto, papel)
    return hecho


def repintar(pieza: QWidget) -> None:
    """Its look follows a property that changed; a label also measures its margins again only when told."""
    pieza.style().unpolish(pieza)
    pieza.style().polish(pieza)
    QApplication.sendEvent(pieza, QEvent(QEvent.Type.StyleChange))


def destacar(boton: QPushButton, si: bool) -> None:
    """Whether it is the next thing to do: a window has one."""
    boton.setProperty("principal", si)
    repintar(boton)


class Boton(QPushButton):
    """Enter does it as well as the space bar: keyboard first."""

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(tecla)


class DejaPasar(QObject):
    """In a field of text, Ctrl+E is not «to the end of the line», as some desktops have it, but the window's."""

    def __init__(self, ventana: QWidget) -> None:
        super().__init__(ventana)
        for campo in ventana.findChildren(QLineEdit):
            campo.installEventFilter(self)

    def eventFilter(self, _: QObject, evento: QEvent) -> bool:
        if not isinstance(evento, QKeyEvent) or evento.type() != QEvent.Type.ShortcutOverride:
            return False
        suya = evento.key() == Qt.Key.Key_E and evento.modifiers() == Qt.KeyboardModifier.ControlModifier
        if suya:
            evento.ignore()
        return suya


def aplicacion() -> QApplication:
    hay = QApplication.instance()
    assert isinstance(hay, QApplication)
    return hay


def rodante(padre: QWidget) -> QScrollArea:
    """Room for what may be larger than the window."""
    marco = QScrollArea(padre)
    marco.setWidgetResizable(True)
    marco.setFrameShape(QFrame.Shape.NoFrame)
    marco.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return marco


def partida(padre: QWidget, *lados: QWidget) -> QSplitter:
    """Side by side, as tall as the window leaves: with large text each scrolls by itself and the keys stay in sight."""
    hecha = QSplitter(Qt.Orientation.Horizontal, padre)
    hecha.setChildrenCollapsible(False)
    hecha.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    for lado in lados:
        hecha.addWidget(lado)
    return hecha
