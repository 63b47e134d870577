"""What every window must keep, looked at widget by widget: names, focus, room for its text."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

ASENTARSE_S = 3.0
CON_NOMBRE = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox, QAbstractItemView)


def sin_nombre(raiz: QWidget) -> list[str]:
    """The controls in sight that a screen reader could not tell."""
    return [_que(w) for w in _vistos(raiz) if isinstance(w, CON_NOMBRE) and not w.accessibleName() and not _interno(w)]


def sin_foco(raiz: QWidget) -> list[str]:
    """The controls in sight that the keyboard cannot reach."""
    return [
        _que(w)
        for w in _vistos(raiz)
        if isinstance(w, CON_NOMBRE)
        and w.isEnabled()
        and not _interno(w)
        and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def cortados(raiz: QWidget) -> list[str]:
    """The labels and buttons in sight whose text does not fit in them."""
    malos = []
    for w in _vistos(raiz):
        if isinstance(w, QLabel) and w.text():
            alto = w.heightForWidth(w.width()) if w.wordWrap() else w.sizeHint().height()
            ancho = 0 if w.wordWrap() else w.sizeHint().width()
            if w.height() < alto - 1 or w.width() < ancho - 1:
                malos.append(f"{_que(w)} «{w.text()[:40]}» {w.width()}x{w.height()} < {ancho}x{alto}")
        elif isinstance(w, QAbstractButton) and w.text() and not _interno(w):
            pide = w.minimumSizeHint()
            if w.width() < pide.width() - 1 or w.height() < pide.height() - 1:
                malos.append(f"{_que(w)} «{w.text()[:40]}» {w.width()}x{w.height()} < {pide.toTuple()}")
    return malos


def fuera(raiz: QWidget) -> list[str]:
    """What is in sight and outside its window, unless something that scrolls holds it."""
    malos = []
    for w in _vistos(raiz):
        if _rueda(w, raiz):
            continue
        esquina = w.mapTo(raiz, w.rect().bottomRight())
        if esquina.x() > raiz.width() or esquina.y() > raiz.height():
            malos.append(f"{_que(w)} llega a {esquina.toTuple()} en {raiz.size().toTuple()}")
    return malos


def de_mas(raiz: QWidget) -> list[str]:
    """What is solid besides the one thing to do next."""
    solidos = [w for w in _vistos(raiz) if isinstance(w, QAbstractButton) and w.property("principal") is True]
    return [f"{_que(w)} «{w.text()}»" for w in solidos] if len(solidos) > 1 else []


def exigir(raiz: QWidget) -> None:
    """All of it, within a moment: a word that comes just now (how the node is) has its room at the next event."""
    for prueba in (sin_nombre, sin_foco, cortados, fuera, de_mas):
        hasta = time.monotonic() + ASENTARSE_S
        while (malos := prueba(raiz)) and time.monotonic() < hasta:
            QTest.qWait(20)
        assert not malos, f"{prueba.__name__}: {malos}"


def _vistos(raiz: QWidget) -> list[QWidget]:
    return [w for w in raiz.findChildren(QWidget) if w.isVisibleTo(raiz) and not w.size().isEmpty()]


def _interno(w: QWidget) -> bool:
    """A part of Qt's own that its owner speaks for."""
    padre = w.parentWidget()
    return w.objectName().startswith("qt_") or isinstance(padre, QComboBox | QAbstractSpinBox | QAbstractItemView)


def _rueda(w: QWidget, raiz: QWidget) -> bool:
    padre = w.parentWidget()
    while padre is not None and padre is not raiz:
        if isinstance(padre, QScrollArea | QAbstractItemView):
            return True
        padre = padre.parentWidget()
    return False


def _que(w: QWidget) -> str:
    return f"{type(w).__name__}#{w.objectName()}"
