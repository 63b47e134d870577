"""What was found about the acta of a case, under its image: the gravest first, in words too; it takes no key."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from prep.domain.reglas.senalado import Senalado
from prep.domain.reglas.tabla import Gravedad
from prep.ui.piezas import decir

PAPELES: Final[Mapping[Gravedad, str]] = {
    Gravedad.GRAVE: "mal",
    Gravedad.ATENDER: "aviso",
    Gravedad.CONSTA: "nota",
}
PARTE = 3  # the image keeps the rest of the height


class ListaDeSenalados(QScrollArea):
    """Nothing where there is nothing to tell. Those that do not fit are under the wheel, and in what F1 shows."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._dichos: list[str] = []
        self.setAccessibleName(self.tr("Avisos de esta acta"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.hide()

    def mostrar(self, senalados: Iterable[Senalado], zona: str) -> None:
        """`zona`: of the entity, whose time they say."""
        dentro = QWidget()
        pila = QVBoxLayout(dentro)
        pila.setContentsMargins(0, 2, 0, 0)
        pila.setSpacing(2)
        self._dichos = []
        for senalado in senalados:
            letrero = QLabel(dentro)
            letrero.setObjectName(f"senalado-{senalado.codigo}")
            letrero.setWordWrap(True)
            letrero.setTextFormat(Qt.TextFormat.PlainText)
            self._dichos.append(_frase(senalado, zona))
            decir(letrero, self._dichos[-1], PAPELES[senalado.gravedad])
            pila.addWidget(letrero)
        self.setWidget(dentro)
        self.setVisible(bool(self._dichos))
        self._medir()

    @property
    def notas(self) -> str:
        """All of them as rich text, for F1."""
        titulo = f"<h3>{escape(self.accessibleName())}</h3>" if self._dichos else ""
        return titulo + "".join(f"<p>{escape(dicho)}</p>" for dicho in self._dichos)

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._medir()

    def changeEvent(self, evento: QEvent) -> None:
        """The size of the text changed."""
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.FontChange:
            self._medir()

    def _medir(self) -> None:
        """As tall as its words, up to its part of the room that there is."""
        dentro, padre = self.widget(), self.parentWidget()
        pila = dentro.layout() if dentro is not None else None
        if pila is None or padre is None:
            return
        pide, cabe = pila.heightForWidth(self.width()), padre.height() // PARTE
        barra = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if pide <= cabe else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(barra)
        self.setFixedHeight(max(1, min(pide, cabe)))


def _frase(senalado: Senalado, zona: str) -> str:
    de_que = senalado.de_que(zona)
    return f"{senalado.gravedad.name}: {senalado.regla.texto}" + (f" ({de_que})" if de_que else "")
